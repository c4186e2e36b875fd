"""What the law asks about the past: taken from facts and earlier decisions, else asked, never supposed."""

import pytest
from budgets_helpers import Village, day, moment

from zorgkas.budgets.models import Application, CareForm, Decision, Entitlement
from zorgkas.budgets.services import apply, complete, decide, grant_automatically, replay_decisions
from zorgkas.budgets.states import TransitionRefused
from zorgkas.registry.models import CareFinding, Person, Residence, Suspension, Task

pytestmark = pytest.mark.django_db

ASSESSMENT = {"instrument": CareFinding.Instrument.BELRAI_ASSESSMENT, "issuer": "OCMW Gent"}
BELOW = {"total_tenths": 90, "iadl_adl_tenths": 40}
KINE_E = {"instrument": CareFinding.Instrument.KINE_E, "issuer": "kine", "total_tenths": -1, "iadl_adl_tenths": -1}


def last_right(person: Person) -> tuple[str, str | None]:
    found = Entitlement.objects.filter(person=person, superseded_at__isnull=True).latest("valid_from")
    return found.valid_from.isoformat(), found.valid_to.isoformat() if found.valid_to else None


def why_queued(application: Application) -> str:
    return Task.objects.get(reference=application.reference, closed_at__isnull=True).told_reason


def assessed(village: Village, person: Person, until: str = "2026-12-10") -> None:
    """A right after an assessment, from April 2023 on: as long as the assessment, at most three years."""
    village.finding(person, "2022-12-10", until, at=moment("2025-01-15"), **ASSESSMENT)
    applied = apply(person, CareForm.HOME, day("2022-12-15"))
    assert decide(applied, None, day("2022-12-20"), at=moment("2025-02-01")) is not None


# Extension with a kine-E attest (BVR art. 151 §1, 7°).


def test_a_kine_e_attest_extends_after_three_years_on_an_assessment(village: Village) -> None:
    """It came by message, so nobody has to ask; and an extension with kine-E is again extended with kine-E."""
    person = village.member()
    assessed(village, person)
    assert last_right(person) == ("2023-04-01", "2026-04-01")
    village.finding(person, "2026-03-15", "2027-03-15", at=moment("2026-03-20"), **KINE_E)
    assert grant_automatically(village.fund, moment("2026-03-01"), known_at=moment("2026-03-31")).granted == 1
    assert last_right(person) == ("2026-04-01", "2027-04-01")
    village.finding(person, "2027-03-15", "2028-03-15", at=moment("2027-03-20"), **KINE_E)
    decision = village.decides(village.applies(person, "2027-03-20"), "2027-03-21")
    assert decision is not None
    assert decision.receipt["facts"]["previous_on_kine_e"] is True
    assert last_right(person) == ("2027-04-01", "2028-04-01")
    assert replay_decisions().differences == []


def test_a_kine_e_attest_proves_nothing_before_three_years_or_without_a_right(village: Village) -> None:
    """A month short of three years, or no right at all: nothing happens and nobody is refused."""
    without, short = village.member(), village.member()
    assessed(village, short, until="2026-02-10")
    assert last_right(short) == ("2023-04-01", "2026-03-01")
    for person in (without, short):
        village.finding(person, "2026-02-15", "2028-02-15", at=moment("2026-02-20"), **KINE_E)
    outcome = grant_automatically(village.fund, moment("2026-02-01"), known_at=moment("2026-02-28"))
    assert (outcome.candidates, outcome.proven, outcome.refused, outcome.queued) == (2, 0, 0, 0)


def test_a_kine_e_attest_that_comes_too_late_extends_nothing(village: Village) -> None:
    """BVR art. 171: after a decision on an assessment the request comes before it ends, else it is a new one."""
    person = village.member()
    assessed(village, person)
    village.finding(person, "2026-03-15", "2028-03-15", at=moment("2026-04-10"), **KINE_E)
    outcome = grant_automatically(village.fund, moment("2026-03-01"), known_at=moment("2026-04-30"))
    assert (outcome.candidates, outcome.proven, outcome.queued) == (1, 0, 0)


def test_what_a_right_of_elsewhere_rested_on_is_asked(village: Village) -> None:
    person = village.member()
    village.right(person, "2022-01-01", "2026-04-01")
    village.finding(person, "2026-03-15", "2028-03-15", at=moment("2026-03-20"), **KINE_E)
    assert grant_automatically(village.fund, moment("2026-03-01"), known_at=moment("2026-03-31")).queued == 1
    application = Application.objects.get()
    assert "151 §1, 7°" in why_queued(application)
    complete(application, {"assessed_right_since": "2022-01-01", "previous_on_kine_e": False})
    assert village.decides(application, "2026-04-02") is not None
    assert last_right(person) == ("2026-04-01", "2028-04-01")
    with pytest.raises(TransitionRefused):
        complete(application, {"previous_on_kine_e": True})


# The term of an extension (BVR art. 171 and 172).


@pytest.mark.parametrize(
    ("on_assessment", "right"),
    [(False, ("2026-02-01", "2028-03-01")), (True, ("2026-06-01", "2028-03-01"))],
)
def test_whether_an_extension_is_late_depends_on_the_proof_before(
    village: Village, on_assessment: bool, right: tuple[str, str]
) -> None:
    """90 days after the end for an attest; after an assessment it is a new application, with its waiting period."""
    person = village.member()
    village.right(person, "2024-02-01", "2026-02-01")
    village.finding(person, "2026-02-15", "2028-02-15", at=moment("2026-02-16"))
    application = village.applies(person, "2026-02-20")
    assert village.decides(application, "2026-02-21") is None
    assert "171, 172" in why_queued(application)
    complete(application, {"previous_on_assessment": on_assessment})
    assert village.decides(application, "2026-02-22") is not None
    assert last_right(person) == right


def test_in_time_either_way_nobody_is_asked(village: Village) -> None:
    person = village.member()
    village.right(person, "2024-02-01", "2026-02-01")
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    assert village.decides(village.applies(person, "2026-01-20"), "2026-01-25") is not None
    assert last_right(person) == ("2026-02-01", "2028-02-01")


def test_an_attest_that_reached_the_fund_after_ninety_days_starts_anew(village: Village) -> None:
    """BVR art. 172: the document came too late; the application opens a right in November (DEC art. 83)."""
    person = village.member()
    village.finding(person, "2024-01-10", "2025-10-10", at=moment("2025-01-15"))
    decide(apply(person, CareForm.HOME, day("2024-01-12")), None, day("2024-01-20"), at=moment("2025-02-01"))
    assert last_right(person) == ("2024-05-01", "2025-11-01")
    application = village.applies(person, "2025-11-05")
    village.finding(person, "2026-01-20", "2028-01-20", at=moment("2026-02-05"))
    decision = village.decides(application, "2026-02-06")
    assert decision is not None
    assert decision.receipt["facts"]["is_extension"] is False
    assert last_right(person) == ("2026-03-01", "2028-02-01")


def test_a_disability_budget_may_have_suspended_everything(village: Village) -> None:
    """BVR art. 151 §1, 9°: then no document is needed to extend; whether nothing was paid is asked."""
    person = village.member()
    village.right(person, "2024-02-01", "2026-02-01")
    values = {"ground": Suspension.Ground.PERSONAL_ASSISTANCE, "notified_on": day("2023-12-01")}
    village.learn(Suspension, person, "2023-12-01", "2027-03-16", values, at=moment("2025-02-01"))
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"), **BELOW)
    application = village.applies(person, "2026-01-20")
    assert village.decides(application, "2026-01-25") is None
    assert "9°" in why_queued(application)
    complete(application, {"unpaid_under_previous": True, "suspending_budget_to": "2027-03-16"})
    assert village.decides(application, "2026-01-26") is not None
    assert last_right(person) == ("2026-02-01", "2027-04-01")


def test_a_right_of_a_child_is_extended_without_years_of_residence(village: Village) -> None:
    """DEC art. 41 §1, 4°: not asked of who was granted it before 18, for the extensions too."""
    person = village.stranger("2007-01-01")
    village.learn(Residence, person, "2023-02-01", None, {"region": 1})
    village.right(person, "2024-03-01", "2026-02-01")
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    application = apply(person, CareForm.HOME, day("2026-01-20"), fund=village.fund)
    assert village.decides(application, "2026-01-25") is not None
    assert last_right(person) == ("2026-02-01", "2028-02-01")


# A new assessment after one below the threshold (BVR art. 155).


@pytest.mark.parametrize("found_since", ["2026-01-10", "2025-10-15"])
def test_another_assessor_within_a_year_is_asked_about(village: Village, found_since: str) -> None:
    """Also when the new document looks further back than the first: that one was no mistake, it still counts."""
    person = village.member()
    village.finding(person, "2025-11-01", "2027-11-01", at=moment("2025-11-02"), **ASSESSMENT, **BELOW)
    new = {**ASSESSMENT, "issuer": "DMW Antwerpen", "issued_on": day("2026-01-10")}
    village.finding(person, found_since, "2028-01-10", at=moment("2026-01-12"), **new)
    application = village.applies(person, "2026-01-20")
    assert village.decides(application, "2026-01-25") is None
    assert "155" in why_queued(application)
    complete(application, {"same_assessor": False})
    decision = village.decides(application, "2026-01-26")
    assert decision is not None
    assert decision.receipt["outcome"] == "NOT_SEVERE_ENOUGH"
    assert decision.receipt["facts"]["failed_assessment_on"] == "2025-11-01"


@pytest.mark.parametrize(
    ("first", "issuer"),
    [("2025-11-01", " ocmw  GENT"), ("2025-01-10", "DMW Antwerpen")],
    ids=["the same assessor", "a year later"],
)
def test_the_same_assessor_or_a_year_later_is_proof(village: Village, first: str, issuer: str) -> None:
    person = village.member()
    village.finding(person, first, "2027-11-01", at=moment("2025-11-02"), **ASSESSMENT, **BELOW)
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"), **{**ASSESSMENT, "issuer": issuer})
    decision = village.decides(village.applies(person, "2026-01-20"), "2026-01-25")
    assert decision is not None
    assert decision.outcome == Decision.Outcome.GRANTED


def test_an_assessment_that_was_taken_back_stands_in_nobodys_way(village: Village) -> None:
    person = village.member()
    village.finding(person, "2025-11-01", "2025-12-01", at=moment("2025-11-02"), **ASSESSMENT, **BELOW)
    village.unlearn(CareFinding, person, "2025-11-01", moment("2025-11-20"))
    new = {**ASSESSMENT, "issuer": "DMW Antwerpen"}
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"), **new)
    assert village.decides(village.applies(person, "2026-01-20"), "2026-01-25") is not None


# Years outside Flanders and Brussels (DEC art. 41 §1, 4°; BVR art. 113/1).


def from_elsewhere(village: Village, region: Residence.Region) -> Person:
    """Came to live in Gent in June 2022, from elsewhere."""
    person = village.member()
    village.unlearn(Residence, person, "2000-01-01", moment("2025-02-01"))
    country = "NL" if region == Residence.Region.ABROAD else "BE"
    at = moment("2025-03-01")
    village.learn(Residence, person, "2000-01-01", "2022-06-01", {"region": int(region), "country": country}, at=at)
    village.learn(Residence, person, "2022-06-01", None, {"region": 1}, at=at)
    return person


@pytest.mark.parametrize("region", [Residence.Region.WALLONIA, Residence.Region.ABROAD])
@pytest.mark.parametrize(("years", "outcome"), [(5, "GRANTED"), (4, "RESIDENCE_TOO_SHORT")])
def test_who_lived_elsewhere_may_prove_insurance(
    village: Village, region: Residence.Region, years: int, outcome: str
) -> None:
    """Four years here are too few, but years of insurance count as well: nobody is refused before that is asked."""
    person = from_elsewhere(village, region)
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    assert grant_automatically(village.fund, moment("2026-01-01"), known_at=moment("2026-01-31")).queued == 1
    application = Application.objects.get()
    assert "113/1" in why_queued(application)
    complete(application, {"qualifying_years_before": years})
    decision = village.decides(application, "2026-02-10")
    assert decision is not None
    assert decision.receipt["outcome"] == outcome
    assert not Task.objects.filter(closed_at__isnull=True).exists()


def test_a_refusal_that_rests_on_something_else_does_not_wait(village: Village) -> None:
    person = from_elsewhere(village, Residence.Region.WALLONIA)
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"), **BELOW)
    decision = village.decides(village.applies(person, "2026-01-20"), "2026-01-25")
    assert decision is not None
    assert decision.outcome == Decision.Outcome.REFUSED
