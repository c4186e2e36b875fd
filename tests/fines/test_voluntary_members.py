"""Voluntary members: two unpaid premiums end the membership, an objection can give it back (BVR art. 77)."""

import pytest
from fines_helpers import owes
from membership_helpers import Town, day, moment

from zorgkas.fines.models import VoluntaryEnd
from zorgkas.fines.services import (
    ObjectionRefused,
    decide_objection,
    end_voluntary_memberships,
    lodge_objection,
    missed_by_voluntary_members,
)
from zorgkas.letters.models import Letter
from zorgkas.letters.services import write_voluntary_letters
from zorgkas.membership.models import Change, Membership
from zorgkas.membership.queries import membership_of
from zorgkas.membership.services import run_premiums
from zorgkas.registry.models import PremiumExemption, Task

pytestmark = pytest.mark.django_db
ON = day("2026-06-01")
VOLUNTARY = Membership.Kind.VOLUNTARY


def test_two_missed_premiums_end_it_on_the_last_day_of_the_last_paid_year(town: Town) -> None:
    loses, one, compulsory = town.member(kind=VOLUNTARY), town.member(kind=VOLUNTARY), town.member()
    owes(town, 2024, 2025, 2026)
    town.pays_premium(loses, 2024, 62_00, "2026-02-10")
    town.pays_premium(one, 2024, 62_00, "2026-02-10")
    town.pays_premium(one, 2025, 64_00, "2026-02-10")
    assert end_voluntary_memberships(town.fund, ON) == 1
    ending = VoluntaryEnd.objects.get()
    assert (ending.person, ending.last_paid_year, ending.first_free_day) == (loses, 2024, day("2025-01-01"))
    assert membership_of(loses, ON) is None
    assert membership_of(one, ON) is not None
    assert membership_of(compulsory, ON) is not None
    assert Change.objects.get(person=loses).kind == Change.Kind.LOST


def test_the_premiums_after_it_are_taken_back_by_the_next_run(town: Town) -> None:
    loses = town.member(kind=VOLUNTARY)
    owes(town, 2024, 2025, 2026)
    town.pays_premium(loses, 2024, 62_00, "2026-02-10")
    end_voluntary_memberships(town.fund, ON)
    for year in (2024, 2025, 2026):
        run_premiums(year, town.fund)
    assert [town.claim(loses, year) for year in (2024, 2025, 2026)] == [(62_00, 0), (0, 0), (0, 0)]
    assert end_voluntary_memberships(town.fund, ON) == 0


def test_a_part_payment_is_a_miss_and_a_premium_that_can_still_be_paid_is_not(town: Town) -> None:
    person = town.member(kind=VOLUNTARY)
    owes(town, 2025, 2026)
    town.pays_premium(person, 2025, 1_00, "2026-02-10")
    assert missed_by_voluntary_members(town.fund, day("2026-04-30")) == []
    assert [one.years for one in missed_by_voluntary_members(town.fund, day("2026-05-01"))] == [(2025, 2026)]


def test_who_owes_nothing_because_of_a_situation_keeps_the_membership(town: Town) -> None:
    person = town.member(kind=VOLUNTARY)
    owes(town, 2025, 2026)
    town.learn(PremiumExemption, person, "2026-03-01", None, {"ground": 2}, at=moment("2026-03-02"))
    assert end_voluntary_memberships(town.fund, ON) == 0


def test_an_objection_that_wins_gives_the_membership_back_as_it_was(town: Town) -> None:
    person = town.member(kind=VOLUNTARY)
    owes(town, 2025, 2026)
    end_voluntary_memberships(town.fund, ON)
    ending = VoluntaryEnd.objects.get()
    with pytest.raises(ObjectionRefused, match="no objection"):
        decide_objection(ending, day("2026-06-20"), restored=True, motivation="x")
    lodge_objection(ending, day("2026-06-15"), "I paid another fund.")
    assert Task.objects.filter(kind=Task.Kind.OBJECTION, closed_at=None).count() == 1
    decide_objection(ending, day("2026-06-20"), restored=True, motivation="U betaalde aan een andere zorgkas.")
    restored = membership_of(person, ON)
    assert (restored.kind, restored.fund_id) == (VOLUNTARY, town.fund.pk)
    assert Task.objects.filter(kind=Task.Kind.OBJECTION, closed_at=None).count() == 0
    assert end_voluntary_memberships(town.fund, day("2026-07-01")) == 0


def test_an_objection_that_loses_changes_nothing_and_needs_reasons(town: Town) -> None:
    person = town.member(kind=VOLUNTARY)
    owes(town, 2025, 2026)
    end_voluntary_memberships(town.fund, ON)
    ending = VoluntaryEnd.objects.get()
    lodge_objection(ending, day("2026-06-15"), "Nee.")
    with pytest.raises(ObjectionRefused, match="reasons"):
        decide_objection(ending, day("2026-06-20"), restored=False, motivation=" ")
    decide_objection(ending, day("2026-06-20"), restored=False, motivation="U betaalde niet.")
    assert membership_of(person, ON) is None
    assert write_voluntary_letters(town.fund) == 2
    assert write_voluntary_letters(town.fund) == 0
    assert set(Letter.objects.values_list("kind", flat=True)) == {"voluntary_ended", "objection_decided"}
