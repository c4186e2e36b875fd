"""Fines in the demo year: old debts in January, letters in August, a fine that is avoided, one that is imposed."""

import datetime
from collections import Counter

import numpy as np
from django.contrib.auth.models import User

from zorgkas.engine import LegalGap
from zorgkas.fines.models import AgencyFile, FineFile, FineProtection
from zorgkas.fines.services import (
    find_candidates,
    receive_answer,
    register_protection,
    report,
    report_corrections,
    send_registered_letters,
)
from zorgkas.fines.simulator import Agency
from zorgkas.fines.states import Reason, State
from zorgkas.letters.services import write_fine_letters
from zorgkas.membership.services import settle
from zorgkas.population.assumptions import Assumptions
from zorgkas.population.columns import Ints
from zorgkas.population.year.chance import uniform
from zorgkas.population.year.payers import LATE, NEVER, ways_of_paying
from zorgkas.population.year.world import World
from zorgkas.registry.models import CareFund, DirectDebitMandate, IncreasedAllowance, Person
from zorgkas.registry.queries import known
from zorgkas.registry.snapshot import holds, read

# Early enough in each month: the file for the agency is due on 10 October.
DAY = 8
# Invented: how many of those who do not pay this year, or only after the summer, did not pay last year either.
ALSO_MISSED_LAST_YEAR = 0.25
OLDEST_GRACE = 31  # who is younger may still be in the term of the first premiums


def play_fines(
    fund: CareFund, by: User, world: World, year: int, month: int, seed: int, assumed: Assumptions
) -> Counter[str]:
    """What happens about fines in a month."""
    today = datetime.date(year, month, DAY)
    if month == 1:
        return _old_debts(fund, world, year, seed, assumed)
    counts: Counter[str] = Counter()
    if month == 8:
        find_candidates(fund, year)
        counts["registered letters"] = send_registered_letters(fund, year, today, by)
    elif month == 9:
        counts["fines avoided by a proof"] = _proof(fund, year, today, by)
    elif month == 10:
        told = report(fund, year, today, by)
        counts["fines avoided by paying"] = told.ended[Reason.PAID]
        counts["reported to the agency"] = told.considered
    elif month == 11:
        told = report_corrections(fund, year, today, by)
        counts["fines avoided by paying"] = told.ended[Reason.PAID]
    elif month == 12:
        counts["fines imposed"] = _agency_answers(fund, year, today)
    if month >= 8:
        write_fine_letters(fund, year)
    return +counts


def _old_debts(fund: CareFund, world: World, year: int, seed: int, assumed: Assumptions) -> Counter[str]:
    """Premiums of last year that were never paid, taken over from the books of before."""
    way = ways_of_paying(seed, year, world.index, assumed)
    old_enough = (world.age(year) >= OLDEST_GRACE) & world.member & world.alive & ~world.exempt
    also = uniform(seed, f"missed {year - 1}", world.index) < ALSO_MISSED_LAST_YEAR
    chosen: Ints = world.person[old_enough & also & ((way == NEVER) | (way == LATE))]
    table = read({"mandate": holds(DirectDebitMandate, datetime.date(year, 1, 1))}, persons=chosen.tolist())
    without = np.array(table["person_id"])[~np.array(table["mandate"], np.bool_)]
    if not len(without):
        return Counter()
    try:
        claims = settle(without.tolist(), year - 1, fund).claims
    except LegalGap:
        return Counter()
    return +Counter({"old debts": claims.new})


def _proof(fund: CareFund, year: int, today: datetime.date, by: User) -> int:
    """One member shows after the letter that an OCMW guides the budget since before it."""
    file = FineFile.objects.filter(fund=fund, year=year, state=State.WARNED).order_by("pk").first()
    if file is None or file.letter_on is None:
        return 0
    since = file.letter_on - datetime.timedelta(days=30)
    ground, proof = FineProtection.Ground.BUDGET_GUIDANCE, FineProtection.Proof.OCMW_ATTEST
    return len(register_protection(file.person, ground, since, None, proof, f"OCMW {today}", by=by, on=today))


def _agency_answers(fund: CareFund, year: int, today: datetime.date) -> int:
    files = _reports(fund, year)
    return sum(receive_answer(fund, Agency(_has_allowance).impose(content, today)).used["fined"] for content in files)


def _reports(fund: CareFund, year: int) -> list[bytes]:
    """The files that went to the agency about a year; corrections end files before the agency looks."""
    found = AgencyFile.objects.filter(fund=fund, year=year, kind=AgencyFile.Kind.REPORT).order_by("number")
    return [bytes(file.content) for file in found]


def _has_allowance(insz: str, day: datetime.date) -> bool:
    person = Person.objects.get(insz=insz)
    held = known(IncreasedAllowance).filter(person=person, valid_from__lte=day).exclude(valid_to__lte=day)
    return held.exists()
