"""Premiums missed at several funds: seen together, nobody is fined by the machine, and the agency is asked."""

import pytest
from fines_helpers import LETTER, YEAR, file_of
from membership_helpers import Town, moment

from zorgkas.fines.over_funds import missed_over_funds
from zorgkas.fines.services import find_candidates, preview_candidates
from zorgkas.membership.models import Membership
from zorgkas.membership.services import run_premiums
from zorgkas.registry.models import CareFund, Person, PremiumExemption, Residence, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(town: Town) -> CareFund:
    return CareFund.objects.create(code="other", name="Other fund", enterprise_number="0200000143")


def switched(town: Town, other: CareFund) -> Person:
    """A member of the other fund in 2025, and of ours since 2026."""
    person = town.stranger()
    town.learn(Membership, person, "2015-01-01", "2026-01-01", {"fund_id": other.pk, "kind": 1})
    town.learn(Membership, person, "2026-01-01", None, {"fund_id": town.fund.pk, "kind": 1})
    town.learn(Residence, person, "2000-01-01", None, {"region": 1, "municipality": "Gent"})
    return person


def asked(town: Town, other: CareFund) -> None:
    run_premiums(2025, other, moment("2026-02-01"))
    run_premiums(2026, town.fund, moment("2026-02-01"))


def test_one_missed_at_each_fund_is_asked_of_the_agency_and_not_fined(town: Town, other: CareFund) -> None:
    person = switched(town, other)
    asked(town, other)
    assert preview_candidates(town.fund, YEAR).spread == 1
    assert not Task.objects.exists()
    for _ in range(2):
        assert find_candidates(town.fund, YEAR).spread == 1
    assert find_candidates(other, YEAR).spread == 0  # the fund of the latest missed premium asks, and only that one
    assert file_of(person) is None
    task = Task.objects.get(kind=Task.Kind.FINE)
    assert (task.fund, task.person) == (town.fund, person)


def test_who_pays_one_of_them_is_not_asked_about_any_more(town: Town, other: CareFund) -> None:
    person = switched(town, other)
    asked(town, other)
    find_candidates(town.fund, YEAR)
    town.pays_premium(person, 2026, 100_00, "2026-08-01")
    assert find_candidates(town.fund, YEAR).spread == 0
    assert Task.objects.get(kind=Task.Kind.FINE).closed_at is not None


def test_two_missed_at_one_fund_are_a_matter_of_that_fund(town: Town, other: CareFund) -> None:
    person = town.member()
    run_premiums(2025, town.fund, moment("2026-02-01"))
    asked(town, other)
    switched(town, other)
    assert missed_over_funds(town.fund, YEAR, LETTER) == []
    assert find_candidates(town.fund, YEAR).candidates == 1
    assert file_of(person) is not None


def test_who_is_protected_is_not_asked_about(town: Town, other: CareFund) -> None:
    person = switched(town, other)
    asked(town, other)
    town.learn(PremiumExemption, person, "2026-03-01", None, {"ground": 2}, at=moment("2026-03-02"))
    assert missed_over_funds(town.fund, YEAR, LETTER) == []
