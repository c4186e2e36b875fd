"""Short words for what tests of fines do again and again."""

import datetime

from membership_helpers import Town, day, moment

from zorgkas.fines.models import FineFile
from zorgkas.fines.services import find_candidates, report, send_registered_letters
from zorgkas.fines.simulator import Agency
from zorgkas.membership.services import run_premiums
from zorgkas.registry.models import Person

YEAR = 2026
LETTER = day("2026-09-01")


def owes(town: Town, *years: int, known: str = "2026-02-01") -> None:
    """Claim the premiums of these years of everybody; nobody pays."""
    for number, year in enumerate(years):
        run_premiums(year, town.fund, moment(known) + datetime.timedelta(hours=number))


def file_of(person: Person, year: int = YEAR) -> FineFile | None:
    return FineFile.objects.filter(person=person, year=year).first()


def state_of(person: Person, year: int = YEAR) -> str | None:
    file = file_of(person, year)
    return file.state if file else None


def warned(town: Town, on: str = "2026-09-01") -> int:
    """Search and send the letters."""
    find_candidates(town.fund, YEAR)
    return send_registered_letters(town.fund, YEAR, day(on))


def fined(town: Town, on: str = "2026-12-15") -> Agency:
    """Everything up to the fine, of everybody who is to be fined."""
    from zorgkas.fines.services import receive_answer

    warned(town)
    told = report(town.fund, YEAR, day("2026-10-08"))
    assert told.file is not None
    agency = Agency()
    receive_answer(town.fund, agency.impose(bytes(told.file.content), day(on)))
    return agency
