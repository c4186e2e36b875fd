"""The file to the agency and its answer, as lines of text. The layout is our own proposal: no source gives one.

The agency sets the conditions and the minister the data (BVR art. 74 al. 5, 83); neither text is known, which the law
says as a gap (`agency_file_layout`). Every file says so in its first line.
"""

import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

MARK = "# layout: zorgkas-proposed-1"
REPORT_HEADER = (
    "insz",
    "last_name",
    "first_name",
    "letter_year",
    "letter_on",
    "considered",
    "ground",
    "years",
    "open_cents",
)
ANSWER_HEADER = ("reference", "insz", "letter_year", "what", "on", "fine_cents", "premiums_cents", "text")


class LayoutRefused(ValueError):
    """The file is not one that can be read, and where."""


@dataclass(frozen=True)
class ReportLine:
    """One person who got a registered letter: considered for a fine, or why no longer."""

    insz: str
    last_name: str
    first_name: str
    letter_year: int
    letter_on: datetime.date
    considered: bool
    ground: str
    years: tuple[tuple[int, int], ...]

    @property
    def open_cents(self) -> int:
        """What was open of the years that count."""
        return sum(cents for _year, cents in self.years)


@dataclass(frozen=True)
class AnswerLine:
    """One thing that the agency decided or received; `reference` is its own number of it."""

    reference: str
    insz: str
    letter_year: int
    what: str
    on: datetime.date
    fine_cents: int = 0
    premiums_cents: int = 0
    text: str = ""


def write_report(lines: Iterable[ReportLine]) -> bytes:
    """The file about everybody who got a registered letter."""
    rows = (
        (
            line.insz,
            line.last_name,
            line.first_name,
            line.letter_year,
            line.letter_on.isoformat(),
            "yes" if line.considered else "no",
            line.ground,
            " ".join(f"{year}:{cents}" for year, cents in line.years),
            line.open_cents,
        )
        for line in lines
    )
    return _write(REPORT_HEADER, rows)


def read_report(content: bytes) -> list[ReportLine]:
    """Read such a file: what the agency does with it."""
    return [
        ReportLine(
            row["insz"],
            row["last_name"],
            row["first_name"],
            _number(row["letter_year"], number),
            _day(row["letter_on"], number),
            row["considered"] == "yes",
            row["ground"],
            tuple(
                (_number(year, number), _number(cents, number))
                for year, cents in (part.split(":") for part in row["years"].split())
            ),
        )
        for number, row in _read(content, REPORT_HEADER)
    ]


def write_answer(lines: Iterable[AnswerLine]) -> bytes:
    """An answer of the agency."""
    rows = (
        (
            line.reference,
            line.insz,
            line.letter_year,
            line.what,
            line.on.isoformat(),
            line.fine_cents,
            line.premiums_cents,
            line.text,
        )
        for line in lines
    )
    return _write(ANSWER_HEADER, rows)


def read_answer(content: bytes) -> list[AnswerLine]:
    """Read an answer of the agency."""
    return [
        AnswerLine(
            row["reference"],
            row["insz"],
            _number(row["letter_year"], number),
            row["what"],
            _day(row["on"], number),
            _number(row["fine_cents"], number),
            _number(row["premiums_cents"], number),
            row["text"],
        )
        for number, row in _read(content, ANSWER_HEADER)
    ]


def _write(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> bytes:
    text = io.StringIO()
    text.write(MARK + "\n")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def _read(content: bytes, header: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise LayoutRefused(_("The file is not text in UTF-8.")) from error
    first, _rest, body = text.partition("\n")
    if first.strip() != MARK:
        raise LayoutRefused(_("The first line must be “%s”.") % MARK)
    rows = csv.DictReader(io.StringIO(body), delimiter=";")
    if tuple(rows.fieldnames or ()) != header:
        raise LayoutRefused(_("The second line must be “%s”.") % ";".join(header))
    for number, row in enumerate(rows, start=3):
        if None in row or None in row.values():
            raise LayoutRefused(_("Line %d does not have the right number of fields.") % number)
        yield number, row


def _number(text: str, line: int) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise LayoutRefused(_("Line %(line)d: “%(text)s” is no number.") % {"line": line, "text": text}) from error


def _day(text: str, line: int) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise LayoutRefused(_("Line %(line)d: “%(text)s” is no day.") % {"line": line, "text": text}) from error
