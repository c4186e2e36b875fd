"""Nobody under a protection rule is ever fined: over random lives, and case by case with the proof (BVR art. 82)."""

import datetime
from dataclasses import dataclass

import pytest
from fines_helpers import LETTER, YEAR, file_of, owes, state_of, warned
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from membership_helpers import Town, day, moment

from zorgkas.fines.models import FineFile, FineProtection
from zorgkas.fines.services import (
    ProofRefused,
    StepRefused,
    find_candidates,
    letter_lost,
    paid_in_time,
    receive_answer,
    register_protection,
    report,
    report_corrections,
    send_registered_letters,
    take_out_year,
)
from zorgkas.fines.simulator import Agency
from zorgkas.fines.states import IMPOSED, Reason
from zorgkas.ledger.models import Item
from zorgkas.membership.models import Membership
from zorgkas.membership.services import run_premiums
from zorgkas.registry.models import CareFund, Death, Detention, Person, PremiumExemption, Residence
from zorgkas.registry.services import record_fact, source

pytestmark = pytest.mark.django_db
Ground, Proof = FineProtection.Ground, FineProtection.Proof
YEARS = (2024, 2025, 2026)
SPRING = moment("2026-02-01")

# The situations, and whether they protect on the day of the letter only (BVR art. 82) or whenever (DEC art. 47 §3).
MEDIATED = (Ground.BUDGET_MANAGEMENT.name, Ground.DEBT_MEDIATION.name, Ground.AMICABLE_DEBT_MEDIATION.name)
ON_LETTER = ("prison", "MISSING", "ABSENT", "STRUCK_OFF", "BUDGET_GUIDANCE")
ALWAYS = ("death", "settlement", "bankrupt", "insolvent", *MEDIATED)
LAST_LOOK = day("2026-10-16")


@dataclass(frozen=True)
class Life:
    """A life in 2024 to 2026, as told: what was paid and when, and one situation with its days."""

    born: int
    kind: int
    paid: tuple[datetime.date | None, ...]
    situation: str
    start: datetime.date
    end: datetime.date | None
    # Learned in time for the letter, or only after it.
    learned_late: bool


def spring_to_winter() -> st.SearchStrategy[datetime.date]:
    return st.dates(datetime.date(2026, 3, 1), datetime.date(2026, 11, 30))


lives = st.builds(
    Life,
    born=st.integers(1940, 2000),
    kind=st.sampled_from([1, 1, 1, 2]),
    paid=st.tuples(*[st.none() | spring_to_winter() for _ in YEARS]),
    situation=st.sampled_from(["nothing", "nothing", *ON_LETTER, *ALWAYS]),
    start=spring_to_winter(),
    end=st.none() | st.dates(datetime.date(2026, 12, 1), datetime.date(2027, 6, 1)),
    learned_late=st.booleans(),
)
# The end of a situation that lies before the letter is drawn apart, as it decides everything.
ended_early = st.booleans()


@given(st.lists(st.tuples(lives, ended_early), min_size=4, max_size=12))
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_nobody_under_a_protection_rule_is_ever_fined(db: None, drawn: list[tuple[Life, bool]]) -> None:
    serial = Person.objects.count()
    fund = CareFund.objects.create(code=f"fund-{serial}", name="Demo fund", enterprise_number="0200000142")
    town = Town(fund, serial=serial)
    told = []
    for life, early in drawn:
        person = town.member(f"{life.born}-05-01", life.kind)
        told.append((person, life, _period(life, early)))
    for hour, year in enumerate(YEARS):
        run_premiums(year, town.fund, SPRING + datetime.timedelta(hours=hour))
    for person, life, period in told:
        _pays(town, person, life, until=LETTER)
        if not life.learned_late:
            _learns(town, person, life, period)
    find_candidates(town.fund, YEAR)
    send_registered_letters(town.fund, YEAR, LETTER)
    for person, life, period in told:
        _pays(town, person, life, after=LETTER)
        if life.learned_late:
            _learns(town, person, life, period)
    report(town.fund, YEAR, day("2026-10-08"))
    report_corrections(town.fund, YEAR, day("2026-10-16"))
    reported = set(FineFile.objects.filter(fund=fund, state="reported").values_list("person_id", flat=True))
    for person, life, period in told:
        assert (person.pk in reported) == _may_be_fined(life, period), (life, period)


def _period(life: Life, early: bool) -> tuple[datetime.date, datetime.date | None]:
    if early and life.start < LETTER:
        return life.start, life.start + (LETTER - life.start) // 2 + datetime.timedelta(days=1)
    return life.start, life.end


def _pays(
    town: Town, person: Person, life: Life, until: datetime.date | None = None, after: datetime.date | None = None
) -> None:
    for year, on in zip(YEARS, life.paid, strict=True):
        if on is None or (until and on > until) or (after and on <= after):
            continue
        item = Item.objects.filter(fund=town.fund, person=person, product=1, period=year, balance_cents__gt=0).first()
        if item:
            town.pays_premium(person, year, item.balance_cents, on.isoformat())


def _learns(town: Town, person: Person, life: Life, period: tuple[datetime.date, datetime.date | None]) -> None:
    start, end = period
    kind, values = {
        "prison": (Detention, {}),
        "death": (Death, {}),
        "settlement": (PremiumExemption, {"ground": 1}),
        "bankrupt": (PremiumExemption, {"ground": 2}),
        "insolvent": (PremiumExemption, {"ground": 3}),
    }.get(life.situation, (FineProtection, {}))
    if life.situation == "nothing":
        return
    if kind is FineProtection:
        ground = Ground[life.situation]
        values = {"ground": int(ground), "proof": 1, "proof_reference": "test"}
    shown = source("document", f"{person.pk} {life.situation}", SPRING)
    record_fact(kind, person.pk, start, None if kind is Death else end, values, source=shown)


def _may_be_fined(life: Life, period: tuple[datetime.date, datetime.date | None]) -> bool:
    """The law in plain words, written apart from the rules."""
    if life.kind != 1:
        return False
    start, end = period
    until = LAST_LOOK if life.situation in ALWAYS else LETTER
    holds = start <= until and (end is None or end > LETTER)
    if life.situation == "death":
        return False
    if life.situation != "nothing" and holds:
        return False
    first_year = life.born + 26
    missed = [
        year
        for year, on in zip(YEARS, life.paid, strict=True)
        if year >= first_year
        and (on is None or on > datetime.date(2026, 10, 15))
        and not (first_year <= year <= first_year + 1 and first_year + 1 >= 2026)
    ]
    if len(missed) < 2:
        return False
    countable = [2026 if year <= first_year + 1 == 2025 else year for year in missed]
    return max(countable) == 2026


@pytest.mark.parametrize(
    ("ground", "proof"),
    [
        (Ground.DETAINED, Proof.INSTITUTION_ATTEST),
        (Ground.MISSING, Proof.REPORT_ATTEST),
        (Ground.ABSENT, Proof.JUDGMENT),
        (Ground.STRUCK_OFF, Proof.REGISTER_PRINT),
        (Ground.BUDGET_GUIDANCE, Proof.OCMW_ATTEST),
        (Ground.BUDGET_MANAGEMENT, Proof.RECOGNISED_ATTEST),
        (Ground.DEBT_MEDIATION, Proof.OCMW_ATTEST),
        (Ground.AMICABLE_DEBT_MEDIATION, Proof.BAILIFF_ATTEST),
        (Ground.INQUIRY, Proof.AGENCY_NOTICE),
    ],
)
def test_a_proof_that_comes_after_the_letter_ends_the_file(town: Town, ground: int, proof: int) -> None:
    person = town.member()
    owes(town, 2025, 2026)
    warned(town)
    ended = register_protection(
        person, ground, day("2026-08-15"), None, proof, "letter of 10 September", on=day("2026-09-20")
    )
    assert [file.pk for file in ended] == [file_of(person).pk]
    assert state_of(person) == "lapsed"


def test_another_proof_than_the_article_names_is_refused(town: Town) -> None:
    person = town.member()
    with pytest.raises(ProofRefused, match="the law asks: attest of the institution"):
        register_protection(person, Ground.DETAINED, day("2026-08-15"), None, Proof.OCMW_ATTEST, "a letter")
    with pytest.raises(ProofRefused, match="which document"):
        register_protection(person, Ground.MISSING, day("2026-08-15"), None, Proof.JUDGMENT, "  ")


def test_budget_guidance_that_began_after_the_letter_does_not_protect(town: Town) -> None:
    """BVR art. 82 al. 1, 3°: at the moment of sending."""
    person = town.member()
    owes(town, 2025, 2026)
    warned(town)
    assert (
        register_protection(person, Ground.BUDGET_GUIDANCE, day("2026-09-02"), None, Proof.OCMW_ATTEST, "attest") == []
    )
    assert state_of(person) == "warned"


@pytest.mark.parametrize("ground", [1, 2])
def test_a_year_that_does_not_count_ends_the_file(town: Town, ground: int) -> None:
    """BVR art. 82 al. 1, 4° and 8°."""
    person = town.member()
    owes(town, 2025, 2026)
    warned(town)
    assert take_out_year(person, 2025, ground, "mail of the agency", on=day("2026-09-20"))
    assert (state_of(person), file_of(person).reason) == ("lapsed", Reason.TOO_FEW)


def test_debt_mediation_that_began_after_the_letter_frees_all_the_same(town: Town) -> None:
    """DEC art. 47 §3, 2° names no day."""
    person = town.member()
    owes(town, 2025, 2026)
    warned(town)
    assert register_protection(
        person, Ground.DEBT_MEDIATION, day("2026-09-15"), None, Proof.OCMW_ATTEST, "attest", on=day("2026-09-20")
    )
    assert file_of(person).reason == Reason.DEBT_MEDIATION


def test_a_letter_that_got_lost_by_the_fund_ends_the_file(town: Town) -> None:
    """BVR art. 82 al. 1, 5°."""
    person = town.member()
    owes(town, 2025, 2026)
    warned(town)
    with pytest.raises(StepRefused, match="what shows it"):
        letter_lost(file_of(person), day("2026-10-01"), "")
    letter_lost(file_of(person), day("2026-10-01"), "attest of the fund of 1 October")
    assert file_of(person).reason == Reason.LETTER_NOT_RECEIVED


def test_money_that_stood_on_the_account_in_time_but_was_recognised_later_saves(town: Town) -> None:
    person = town.member()
    owes(town, 2025, 2026)
    warned(town)
    report(town.fund, YEAR, day("2026-10-08"))
    with pytest.raises(StepRefused, match="too late"):
        paid_in_time(file_of(person), day("2026-10-16"), day("2026-10-20"), "movement 12")
    paid_in_time(file_of(person), day("2026-10-15"), day("2026-10-20"), "movement 12")
    assert (state_of(person), file_of(person).reason) == ("lapsed", Reason.PAID)


def test_who_is_struck_off_or_missing_gets_no_letter(town: Town) -> None:
    """BVR art. 82 al. 2."""
    person = town.member()
    owes(town, 2025, 2026)
    register_protection(
        person, Ground.MISSING, day("2026-05-01"), None, Proof.REPORT_ATTEST, "report", on=day("2026-05-02")
    )
    assert warned(town) == 0


def test_the_agency_spares_whom_it_knows_as_protected(town: Town) -> None:
    person = town.member()
    owes(town, 2025, 2026)
    warned(town)
    told = report(town.fund, YEAR, day("2026-10-08"))
    receive_answer(town.fund, Agency().impose(bytes(told.file.content), day("2026-12-15"), spared=[person.insz]))
    assert (state_of(person), file_of(person).reason) == ("lapsed", Reason.AGENCY)
    assert state_of(person) not in IMPOSED


def test_who_moved_here_in_the_second_half_is_in_grace_for_three_premiums(town: Town) -> None:
    person = town.stranger("1980-01-01")
    town.learn(Membership, person, "2024-01-01", None, {"fund_id": town.fund.pk, "kind": 1})
    town.learn(Residence, person, "2024-09-01", None, {"region": 1})
    owes(town, 2024, 2025, 2026)
    assert warned(town) == 0
