"""Who chose no fund in time belongs to the Vlaamse Zorgkas (DEC art. 42 §1; BVR art. 56)."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from membership_helpers import Town, arrives, day, moment, user

from zorgkas.membership.models import Change, Membership
from zorgkas.membership.queries import membership_of
from zorgkas.membership.services import Affiliated, affiliate_automatically, carry_out, plan_start, plan_switch
from zorgkas.registry.models import CareFund, Death, ForeignInsurance, Residence, Task
from zorgkas.registry.queries import known

pytestmark = pytest.mark.django_db


def test_the_year_of_turning_26_on_1_july(town: Town, vzk: CareFund) -> None:
    person = arrives(town, "2000-12-31", "2000-12-31")
    assert affiliate_automatically(2026, day("2026-06-30")) == Affiliated()
    assert affiliate_automatically(2026, day("2026-07-01")) == Affiliated(affiliated=1)
    member = membership_of(person, day("2026-01-01"))
    assert member is not None
    assert (member.fund, member.valid_from, member.origin) == (vzk, day("2026-01-01"), Membership.Origin.AUTOMATIC)
    assert Change.objects.get().told == {"grace_until": "2027-12-31"}


def test_a_second_run_changes_nothing(town: Town, vzk: CareFund) -> None:
    arrives(town, "2000-12-31", "2000-12-31")
    affiliate_automatically(2026, day("2026-07-01"))
    rows = Membership.objects.count(), Change.objects.count()
    assert affiliate_automatically(2026, day("2026-09-01")) == Affiliated()
    assert (Membership.objects.count(), Change.objects.count()) == rows


def test_six_months_after_an_arrival_and_from_1_january_of_that_year(town: Town, vzk: CareFund) -> None:
    person = arrives(town, "1980-01-01", "2025-08-31")
    assert affiliate_automatically(2025, day("2026-02-27")).affiliated == 0
    assert affiliate_automatically(2025, day("2026-02-28")).affiliated == 1
    member = membership_of(person, day("2025-01-01"))
    assert member is not None
    assert member.valid_from == day("2025-01-01")


@pytest.mark.parametrize("region", [2, 3, 5])
def test_never_in_brussels_wallonia_or_abroad(town: Town, vzk: CareFund, region: int) -> None:
    arrives(town, "2000-03-03", "2000-03-03", region)
    assert affiliate_automatically(2026, day("2026-12-31")) == Affiliated()


def test_never_who_is_insured_abroad_or_died(town: Town, vzk: CareFund) -> None:
    insured, dead = (arrives(town, "2000-03-03", "2000-03-03") for _ in range(2))
    town.learn(ForeignInsurance, insured, "2020-01-01", None, {"ground": 1, "country": "NL"})
    town.learn(Death, dead, "2026-05-01", at=moment("2026-05-02"))
    assert affiliate_automatically(2026, day("2026-07-01")) == Affiliated()


def test_a_member_of_any_fund_is_left_alone(town: Town, vzk: CareFund) -> None:
    town.member("2000-03-03")
    assert affiliate_automatically(2026, day("2026-07-01")) == Affiliated()


def test_an_affiliation_for_care_only_is_no_membership(town: Town, vzk: CareFund) -> None:
    """Somebody who came for care and then to live here is not forgotten (DEC art. 42, 43)."""
    person = arrives(town, "1980-01-01", "2025-08-31")
    care = {"fund_id": town.fund.pk, "kind": Membership.Kind.ADMINISTRATIVE}
    town.learn(Membership, person, "2024-03-01", None, care, at=moment("2025-02-01"))
    plan = plan_start(person, town.fund, day("2026-02-01"))
    assert plan.possible
    assert affiliate_automatically(2025, day("2026-03-01")) == Affiliated(affiliated=1)
    kinds = [(one.fund, one.kind) for one in known(Membership).filter(person=person).order_by("valid_from")]
    assert kinds == [(town.fund, Membership.Kind.ADMINISTRATIVE), (vzk, Membership.Kind.COMPULSORY)]


def test_who_comes_back_stays_with_the_fund_of_before(town: Town, vzk: CareFund) -> None:
    """DEC art. 42 §3: the fund of choice, not the Vlaamse Zorgkas, and without waiting for six months."""
    person = town.member("1970-05-01")
    town.learn(Residence, person, "2020-03-01", None, {"region": 3}, at=moment("2025-02-01"))
    town.unlearn(Membership, person, "2021-01-01", moment("2025-02-01"))
    town.learn(Residence, person, "2026-03-01", None, {"region": 1}, at=moment("2026-03-02"))
    assert affiliate_automatically(2026, day("2026-03-05")) == Affiliated(returned=1)
    member = membership_of(person, day("2026-01-01"))
    assert member is not None
    assert (member.fund, member.origin) == (town.fund, Membership.Origin.CHOSEN)


def test_somebody_forgotten_for_years_waits_for_a_person(town: Town, vzk: CareFund) -> None:
    """How far back premiums may be asked is in no source (DEC art. 45 §2): a task, and no membership."""
    person = arrives(town, "1980-01-01", "1980-01-01")
    assert affiliate_automatically(2026, day("2026-07-01")) == Affiliated(overdue=1)
    assert "2006" in Task.objects.get(person=person, kind=Task.Kind.OVERDUE_AFFILIATION).told_reason
    assert not known(Membership).filter(person=person).exists()


def test_choosing_ends_it_at_once_while_nothing_is_paid(town: Town, vzk: CareFund) -> None:
    person = arrives(town, "2000-12-31", "2000-12-31")
    affiliate_automatically(2026, day("2026-07-01"))
    plan = plan_switch(person, town.fund, day("2026-12-20"))
    assert plan.possible
    carry_out(plan, user())
    assert [(one.fund, one.valid_from) for one in known(Membership).filter(person=person)] == [
        (town.fund, day("2026-01-01"))
    ]


def test_a_choice_in_time_is_no_affiliation(town: Town, vzk: CareFund) -> None:
    person = arrives(town, "2000-12-31", "2000-12-31")
    carry_out(plan_start(person, town.fund, day("2026-06-30")), user())
    assert affiliate_automatically(2026, day("2026-07-01")) == Affiliated()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    lives=st.lists(
        st.tuples(st.integers(1960, 2005), st.sampled_from([1, 2, 3, 5]), st.integers(2000, 2026), st.integers(1, 12)),
        max_size=6,
    ),
    month=st.integers(1, 12),
)
def test_only_compulsory_people_past_their_term_and_never_before_it(
    town: Town, vzk: CareFund, lives: list[tuple[int, int, int, int]], month: int
) -> None:
    on = day(f"2026-{month:02d}-15")
    people = [
        arrives(town, f"{born}-05-05", f"{max(year, born + 1)}-{at:02d}-01", region) for born, region, year, at in lives
    ]
    affiliate_automatically(2026, on)
    for person, (born, region, year, at) in zip(people, lives, strict=True):
        member = membership_of(person, day("2026-06-01"))
        arrived = day(f"{max(year, born + 1)}-{at:02d}-01")
        if member is None:
            continue
        assert region == 1
        assert member.valid_from.year in (2025, 2026)
        if arrived.year - born > 26:
            assert (on - arrived).days >= 181
        else:
            assert member.valid_from.year == born + 26
    assert affiliate_automatically(2026, on).affiliated == 0
