"""A decision on care at home ends: warned before, written to sixty days after, once each (BVR art. 169, 172, 173)."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "membership"))
sys.path.append(str(Path(__file__).parents[1] / "budgets"))

from budgets_helpers import Village, day, moment
from test_budgets_letters import check_language, words

from zorgkas.letters.models import Letter
from zorgkas.letters.services import record_example_contact, write_extension_letters
from zorgkas.registry.models import CareFinding, CareFund, Death, Person

pytestmark = pytest.mark.django_db
ASSESSMENT = {"instrument": CareFinding.Instrument.BELRAI_ASSESSMENT, "issuer": "DMW Gent"}


@pytest.fixture
def street(db: None) -> Village:
    fund = CareFund.objects.create(code="demo", name="Zorgkas Voorbeeld", enterprise_number="0200000142")
    record_example_contact(fund)
    return Village(fund)


def holds(street: Village, end: str = "2026-11-30", **finding: object) -> Person:
    """Somebody with a ZZZ on an attest until the end of November 2026, or on something else."""
    person = street.member(born="1960-05-01")
    street.finding(person, "2026-02-02", end, at=moment("2026-02-05"), **finding)
    decision = street.decides(street.applies(person, "2026-02-10"), "2026-03-10", None)
    assert decision is not None
    assert decision.outcome == "granted"
    return person


def written(street: Village, *days: str) -> list[int]:
    return [write_extension_letters(street.fund, day(one)) for one in days]


def test_before_the_end_the_person_is_warned_once(street: Village) -> None:
    holds(street)
    assert written(street, "2026-08-31", "2026-09-01", "2026-09-20", "2026-11-30") == [0, 1, 0, 0]
    letter = Letter.objects.get()
    assert letter.data["content"]["last_month"] == 202611
    assert letter.data["content"]["received_by"] == "2027-02-28"
    text = words(letter)
    assert "De laatste maand van uw zorgbudget is november 2026." in text
    assert "28 februari 2027" in text
    check_language(letter)


def test_who_already_has_a_longer_proof_gets_no_warning(street: Village) -> None:
    person = holds(street)
    street.finding(person, "2026-06-02", "2029-06-02", at=moment("2026-06-05"), **ASSESSMENT)
    assert written(street, "2026-09-01") == [0]


def test_sixty_days_after_an_attest_ended_the_fund_writes_and_says_until_when(street: Village) -> None:
    holds(street)
    assert written(street, "2026-09-01") == [1]
    assert written(street, "2027-01-28", "2027-01-29", "2027-01-30") == [0, 1, 0]
    letter = Letter.objects.latest("pk")
    assert letter.data["content"]["step"] == "missing"
    assert "ten laatste op 28 februari 2027" in words(letter)
    check_language(letter)


def test_after_ninety_days_it_makes_no_sense_any_more(street: Village) -> None:
    holds(street)
    assert written(street, "2027-03-01") == [0]


def test_of_an_assessment_the_proof_must_come_before_the_end_so_nobody_is_written_to_afterwards(
    street: Village,
) -> None:
    holds(street, **ASSESSMENT)
    assert written(street, "2026-09-01") == [1]
    assert Letter.objects.get().data["content"]["received_by"] == "2026-11-30"
    assert written(street, "2027-01-29") == [0]


def test_who_died_gets_no_letter(street: Village) -> None:
    person = holds(street)
    street.learn(Death, person, "2026-08-01", None, {}, at=moment("2026-08-05"))
    assert written(street, "2026-09-06") == [0]
