"""The agency as a fund sees it: it reads the report, imposes fines and tells what became of them. For demo and tests.

It is written from DEC art. 47 and BVR art. 84 to 86 alone and knows nothing of the fund's books: what it answers goes
through the same door as an answer of the real agency.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from zorgkas.fines.layout import AnswerLine, read_report, write_answer
from zorgkas.law import law_on


@dataclass
class Agency:
    """Answers a fund. `has_allowance` says whether somebody (by INSZ) has the increased allowance on a day."""

    has_allowance: Callable[[str, datetime.date], bool] = lambda insz, day: False
    serial: int = 0
    fines: dict[tuple[str, int], int] = field(default_factory=dict)

    def impose(self, report: bytes, on: datetime.date, spared: Iterable[str] = ()) -> bytes:
        """Fine everybody who is considered, except whom the agency itself knows as protected."""
        law, skip = law_on(on), frozenset(spared)
        reference = datetime.date.fromordinal(law.decide({"fine_sent_on": on}, "fine_reference_day").raw)
        lines = []
        for line in read_report(report):
            if not line.considered:
                continue
            if line.insz in skip:
                lines.append(self._line(line.insz, line.letter_year, "not_fined", on))
                continue
            allowance = self.has_allowance(line.insz, reference)
            cents: int = law.decide({"fine_allowance": allowance}, "fine_cents").raw
            self.fines[line.insz, line.letter_year] = cents
            lines.append(self._line(line.insz, line.letter_year, "fined", on, cents, line.open_cents))
        return write_answer(lines)

    def tell(self, insz: str, year: int, what: str, on: datetime.date, cents: int = 0, text: str = "") -> bytes:
        """One thing that happened to a fine: payment, plan, appeal, rejected, annulled, enforced and the like."""
        return write_answer([self._line(insz, year, what, on, cents, 0, text)])

    def _line(
        self,
        insz: str,
        year: int,
        what: str,
        on: datetime.date,
        fine_cents: int = 0,
        premiums_cents: int = 0,
        text: str = "",
    ) -> AnswerLine:
        self.serial += 1
        return AnswerLine(f"A{on:%Y}-{self.serial:07d}", insz, year, what, on, fine_cents, premiums_cents, text)
