"""Take in files of invoices: read, judged in sets, kept and booked, each file wholly or not at all."""

import datetime
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone

from zorgkas.care.files import Head, Unreadable, head_of, lines_of
from zorgkas.care.models import CareFile
from zorgkas.care.pillar import Pillar
from zorgkas.care.pillars import pillar_of
from zorgkas.care.services.keeping import keep
from zorgkas.care.services.staging import Judgement, Read, judge_files
from zorgkas.registry.models import CareFund, Provider

# Lines that are judged and booked in one transaction: enough to be fast, few enough that memory stays flat.
LINES_AT_ONCE = 100_000


@dataclass(frozen=True)
class Refusal:
    """A line that was refused: its number in the file, the code, and the user as it stood there."""

    line: int
    code: str
    user: str
    claimed_cents: int


@dataclass(frozen=True)
class FileReport:
    """What became of a file; given at once."""

    name: str
    state: str
    reason: str = ""
    place: str = ""
    file: CareFile | None = None
    line_count: int = 0
    accepted_count: int = 0
    claimed_cents: int = 0
    accepted_cents: int = 0
    refusals: Sequence[Refusal] = field(default_factory=tuple)
    # The very same file came in before: nothing was done.
    again: bool = False


def receive_files(
    pillar: str,
    fund: CareFund,
    files: Sequence[tuple[str, bytes]],
    on: datetime.date,
    *,
    at: datetime.datetime | None = None,
) -> list[FileReport]:
    """Take in files: judge their lines, keep them and book what is accepted. The same file again changes nothing.

    Many files go together, a hundred thousand lines in one transaction; of a process that is killed, what was not
    booked can be sent again.
    """
    return list(_through(pillar_of(pillar), fund, files, on, at or timezone.now(), kept=True))


def check_files(pillar: str, fund: CareFund, files: Sequence[tuple[str, bytes]], on: datetime.date) -> list[FileReport]:
    """Say what would become of files, and keep nothing of them."""
    return list(_through(pillar_of(pillar), fund, files, on, timezone.now(), kept=False))


def _through(
    pillar: Pillar,
    fund: CareFund,
    files: Sequence[tuple[str, bytes]],
    on: datetime.date,
    now: datetime.datetime,
    kept: bool,
) -> Iterator[FileReport]:
    group: list[tuple[str, bytes]] = []
    size = 0
    for one in files:
        group.append(one)
        size += one[1].count(b"\n")
        if size >= LINES_AT_ONCE:
            yield from _group(pillar, fund, group, on, now, kept)
            group, size = [], 0
    if group:
        yield from _group(pillar, fund, group, on, now, kept)


def _group(
    pillar: Pillar,
    fund: CareFund,
    files: Sequence[tuple[str, bytes]],
    on: datetime.date,
    now: datetime.datetime,
    kept: bool,
) -> list[FileReport]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Two files that claim the same cannot both be judged before the other is kept.
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"zorgkas.care {fund.pk} {pillar.code}"]
            )
        reports, read = _read(pillar, fund, files)
        judged = judge_files(pillar, fund, read, on, now) if read else None
        if judged is not None:
            rows = keep(pillar, fund, judged, on, now) if kept else [None] * len(read)
            for number, (one, row) in enumerate(zip(read, rows, strict=True)):
                reports[one.position] = _report(one, judged, number, row)
    return [reports[number] for number in range(len(files))]


def _read(
    pillar: Pillar, fund: CareFund, files: Sequence[tuple[str, bytes]]
) -> tuple[dict[int, FileReport], list[Read]]:
    """Read the files; what cannot be read or was read before gets its report at once."""
    hashes = [hashlib.sha256(content).hexdigest() for _name, content in files]
    before = {
        file.sha256: file for file in CareFile.objects.filter(fund=fund, pillar=pillar.code, sha256__in=set(hashes))
    }
    reports: dict[int, FileReport] = {}
    heads: dict[int, Head] = {}
    seen: dict[str, int] = {}
    for number, (name, content) in enumerate(files):
        known = before.get(hashes[number])
        if known is not None or hashes[number] in seen:
            reports[number] = _told(name, known)
            continue
        seen[hashes[number]] = number
        try:
            heads[number] = head_of(content)
        except Unreadable as error:
            reports[number] = FileReport(name, CareFile.State.REFUSED, "FILE_UNREADABLE", str(error))
    senders = {
        provider.number: provider
        for provider in Provider.objects.filter(number__in={head.provider for head in heads.values()})
    }
    used = set(
        CareFile.objects.filter(fund=fund, pillar=pillar.code, provider__in=senders.values())
        .exclude(state=CareFile.State.REFUSED)
        .values_list("provider__number", "number")
    )
    read = []
    for number, head in heads.items():
        name, content = files[number]
        why = (
            "OTHER_PILLAR"
            if head.pillar != pillar.code
            else "UNKNOWN_PROVIDER"
            if head.provider not in senders
            else "FILE_NUMBER_USED"
            if (head.provider, head.number) in used
            else ""
        )
        if why:
            reports[number] = FileReport(name, CareFile.State.REFUSED, why)
            continue
        try:
            table = lines_of(content, pillar.extra_columns)
        except Unreadable as error:
            reports[number] = FileReport(name, CareFile.State.REFUSED, "FILE_UNREADABLE", str(error))
            continue
        used.add((head.provider, head.number))
        read.append(Read(number, name, hashes[number], senders[head.provider], head.number, table))
    return reports, read


def _told(name: str, file: CareFile | None) -> FileReport:
    if file is None:
        return FileReport(name, CareFile.State.REFUSED, "DOUBLE", again=True)
    return FileReport(
        name,
        file.state,
        file.reason,
        "",
        file,
        file.line_count,
        file.accepted_count,
        file.claimed_cents,
        file.accepted_cents,
        [
            Refusal(*row)
            for row in file.lines.exclude(reason="").values_list("number", "reason", "user_number", "claimed_cents")
        ],
        again=True,
    )


def _report(one: Read, judged: Judgement, number: int, row: CareFile | None) -> FileReport:
    part = judged.part(number)
    refused = [position for position in range(part.start, part.stop) if judged.reason[position]]
    return FileReport(
        one.name,
        judged.state(number),
        "",
        "",
        row,
        part.stop - part.start,
        part.stop - part.start - len(refused),
        int(judged.columns["claimed_cents"][part].sum()),
        int(judged.accepted_cents[part].sum()),
        [
            Refusal(
                position - part.start + 1,
                str(judged.reason[position]),
                str(judged.users[position]),
                int(judged.columns["claimed_cents"][position]),
            )
            for position in refused
        ],
    )
