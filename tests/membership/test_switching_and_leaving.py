"""Another fund, two funds about one person, and the ways of leaving (BVR art. 64 to 66, 75 to 79)."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from membership_helpers import LONG_AGO, Town, arrives, day, moment, user

from zorgkas.law.premium.kinds import ReportOutcome
from zorgkas.ledger.queries import check
from zorgkas.membership.models import Change, Membership
from zorgkas.membership.queries import membership_of, premiums_of
from zorgkas.membership.services import (
    affiliate_automatically,
    carry_out,
    cede,
    end_memberships,
    follow_facts,
    hear_report,
    plan_start,
    plan_stop,
    plan_switch,
    run_premiums,
    switch_many,
)
from zorgkas.membership.services.switching import Form
from zorgkas.registry.models import CareFund, Death, ForeignInsurance, Person, Residence, Task
from zorgkas.registry.queries import known
from zorgkas.registry.services import source

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(db: None) -> CareFund:
    return CareFund.objects.create(code="other", name="Other fund", enterprise_number="0200000142")


def funds(person: Person) -> list[tuple[str, str]]:
    found = known(Membership).filter(person=person).order_by("valid_from")
    return [(one.fund.code, one.valid_from.isoformat()) for one in found]


@pytest.mark.parametrize(("on", "works"), [("2026-12-05", True), ("2026-12-06", False), ("2026-02-01", True)])
def test_the_form_is_with_the_new_fund_by_5_december(town: Town, other: CareFund, on: str, works: bool) -> None:
    person = town.member()
    plan = plan_switch(person, other, day(on))
    assert plan.possible == works
    if works:
        carry_out(plan, user())
    assert funds(person) == [("demo", "2015-01-01"), *([("other", "2027-01-01")] if works else [])]


def test_the_premium_of_next_year_is_for_the_new_fund_and_open_ones_stay(town: Town, other: CareFund) -> None:
    person = town.member()
    run_premiums(2025, town.fund, moment("2025-02-01"))
    plan = plan_switch(person, other, day("2025-11-01"))
    carry_out(plan, user())
    assert [(due.fund.code, due.year, due.after_cents) for due in plan.dues] == [
        ("demo", 2025, 6_400),
        ("other", 2026, 10_000),
    ]
    for fund in (town.fund, other):
        run_premiums(2026, fund)
    assert [(one.fund.code, one.year, one.open_cents) for one in premiums_of(person)] == [
        ("other", 2026, 10_000),
        ("demo", 2025, 6_400),
    ]


def test_a_paid_premium_of_an_automatic_affiliation_makes_it_an_ordinary_change(town: Town, vzk: CareFund) -> None:
    person = arrives(town, "2000-12-31", "2000-12-31")
    affiliate_automatically(2026, day("2026-07-01"))
    run_premiums(2026, vzk)
    Town(vzk).pays_premium(person, 2026, 1_000, "2026-08-01")
    plan = plan_switch(person, town.fund, day("2026-08-15"))
    assert plan.joining is not None
    assert plan.joining.first_day == day("2027-01-01")
    assert not plan_switch(person, town.fund, day("2026-12-15")).possible


def test_the_claim_moves_with_who_leaves_the_automatic_fund_at_once(town: Town, vzk: CareFund) -> None:
    person = arrives(town, "2000-12-31", "2000-12-31")
    affiliate_automatically(2026, day("2026-07-01"))
    run_premiums(2026, vzk)
    plan = plan_switch(person, town.fund, day("2026-08-15"))
    assert [(due.fund.code, due.before_cents, due.after_cents) for due in plan.dues] == [
        ("vzk", 10_000, 0),
        ("demo", 0, 10_000),
    ]
    carry_out(plan, user())
    assert {(one.fund.code, one.due_cents) for one in premiums_of(person)} == {("vzk", 0), ("demo", 10_000)}
    assert not any(finding.problems for finding in check())


def test_the_exception_of_another_sickness_fund_waits_for_a_person(town: Town, other: CareFund) -> None:
    """BVR art. 66: no source gives the day; only members of a fund of sickness funds have it."""
    town.fund.code = "cm"
    town.fund.save()
    person, outsider = town.member(), town.member()
    plan = plan_switch(person, other, day("2026-12-20"), other_sickness_fund=True)
    assert carry_out(plan, user()) is None
    assert Task.objects.get(person=person).kind == Task.Kind.MEMBERSHIP
    assert plan_switch(outsider, other, day("2026-12-20")).refusal is not None


def test_two_new_funds_for_one_member(town: Town, other: CareFund) -> None:
    third = CareFund.objects.create(code="third", name="Third fund", enterprise_number="0200000241")
    person = town.member()
    carry_out(plan_switch(person, other, day("2026-09-01")), user())
    plan = plan_switch(person, third, day("2026-10-01"))
    assert [kind for kind, _why in plan.doubts] == [Task.Kind.DOUBLE_REPORT]
    carry_out(plan, user())
    assert funds(person)[-1] == ("other", "2027-01-01")
    assert Task.objects.get(person=person).fund == third


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    forms=st.lists(
        st.tuples(
            st.sampled_from(["member", "automatic", "own", "nobody"]), st.dates(day("2026-01-02"), day("2026-12-31"))
        ),
        max_size=8,
    )
)
def test_a_pile_of_forms_does_what_each_plan_says(town: Town, vzk: CareFund, forms: list[tuple[str, object]]) -> None:
    other, _made = CareFund.objects.get_or_create(code="other", defaults={"name": "Other", "enterprise_number": "1"})
    pile, expected = [], []
    for who, received in forms:
        person = town.stranger("1990-01-01") if who == "nobody" else town.member("1990-01-01")
        if who == "automatic":
            values = {"fund_id": vzk.pk, "kind": 1, "origin": Membership.Origin.AUTOMATIC}
            town.learn(Membership, person, "2015-01-01", None, values, at=moment("2025-06-01"))
        if who == "own":
            town.learn(
                Membership, person, "2015-01-01", None, {"fund_id": other.pk, "kind": 1}, at=moment("2025-06-01")
            )
        plan = plan_switch(person, other, received)
        pile.append(Form(person.pk, received))
        expected.append((person, plan.joining.first_day if plan.possible and plan.joining else None))
    told = source("document", f"forms {len(town.people)} {len(pile)}", moment("2026-12-31"))
    switched = switch_many(other, pile, source=told)
    assert switched.done == sum(first is not None for _person, first in expected)
    for person, first in expected:
        starts = [one.valid_from for one in known(Membership).filter(person=person, fund=other)]
        assert (first in starts) == (first is not None)
    again = switch_many(other, pile, source=told)
    assert (again.done, again.unchanged >= switched.done) == (0, True)


def test_the_fund_that_reported_first_has_the_member(town: Town, other: CareFund) -> None:
    """BVR art. 64."""
    first, second, same = town.member(), town.member(), town.member()
    told = source("message", "A415", moment("2026-02-01"))
    ours = day("2026-02-10")
    heard = {
        person: hear_report(person, other, 2026, day(on), source=told, own_reported_on=ours)
        for person, on in ((first, "2026-02-11"), (second, "2026-02-09"), (same, "2026-02-10"))
    }
    assert [heard[one].outcome for one in (first, second, same)] == [
        ReportOutcome.OURS,
        ReportOutcome.THEIRS,
        ReportOutcome.UNDECIDED,
    ]
    assert [funds(one)[-1][0] for one in (first, second, same)] == ["demo", "other", "demo"]
    assert [task.fund.code for task in Task.objects.filter(person=first)] == ["other"]
    assert [task.fund.code for task in Task.objects.filter(person=second)] == ["demo"]
    assert Task.objects.filter(person=same).count() == 2
    cede(same, 2026, other, user())
    assert funds(same)[-1] == ("other", "2026-01-01")


def test_money_follows_a_membership_that_moves(town: Town, other: CareFund) -> None:
    person = town.member()
    run_premiums(2026, town.fund, moment("2026-02-01"))
    town.pays_premium(person, 2026, 10_000, "2026-02-05")
    told = source("message", "A415", moment("2026-02-20"))
    hear_report(person, other, 2026, day("2026-01-05"), source=told, own_reported_on=day("2026-01-06"))
    outcome = run_premiums(2026, town.fund)
    run_premiums(2026, other)
    assert outcome.moved.cents == 10_000
    assert {(one.fund.code, one.due_cents, one.open_cents) for one in premiums_of(person)} == {
        ("demo", 0, 0),
        ("other", 10_000, 10_000),
    }


def test_a_compulsory_member_cannot_stop(town: Town) -> None:
    assert plan_stop(town.member(), town.fund, day("2026-03-01")).refusal is not None


def test_a_voluntary_member_stops_at_the_end_of_the_last_fully_paid_year(town: Town) -> None:
    """BVR art. 78: with retroactive effect; what was partly paid comes back."""
    person = town.member(kind=Membership.Kind.VOLUNTARY)
    for year in (2024, 2025, 2026):
        run_premiums(year, town.fund, moment("2026-01-20"))
    town.pays_premium(person, 2024, 6_200, "2026-02-01")
    town.pays_premium(person, 2026, 4_000, "2026-03-01")
    plan = plan_stop(person, town.fund, day("2026-09-01"))
    assert plan.last_day == day("2024-12-31")
    assert [(due.year, due.after_cents, due.refund_cents) for due in plan.dues] == [(2025, 0, 0), (2026, 0, 4_000)]
    carry_out(plan, user())
    assert membership_of(person, day("2025-06-01")) is None
    assert {(one.year, one.due_cents, one.open_cents) for one in premiums_of(person)} == {
        (2024, 6_200, 0),
        (2025, 0, 0),
        (2026, 0, 0),
    }


def test_joining_again_after_stopping_brings_the_waiting_time(town: Town) -> None:
    """BVR art. 79: also for somebody who would have none otherwise."""
    person = arrives(town, "1999-03-03", "1999-03-03", 2)
    carry_out(plan_start(person, town.fund, day("2025-03-01")), user())
    town.pays_premium(person, 2025, 6_400, "2025-04-01")
    carry_out(plan_stop(person, town.fund, day("2026-02-01")), user())
    plan = plan_start(person, town.fund, day("2026-03-01"))
    assert plan.told["waits_until"] == "2031-01-01"


def test_a_voluntary_member_who_never_paid_was_never_a_member(town: Town) -> None:
    person = arrives(town, "2000-03-03", "2000-03-03", 2)
    carry_out(plan_start(person, town.fund, day("2026-03-01")), user())
    plan = plan_stop(person, town.fund, day("2026-04-01"))
    assert plan.last_day is None
    carry_out(plan, user())
    assert funds(person) == []
    assert [(one.year, one.due_cents) for one in premiums_of(person)] == [(2026, 0)]


def test_a_move_out_of_flanders_ends_the_membership_with_the_year(town: Town) -> None:
    """BVR art. 75: the year of leaving stays whole; Brussels makes it voluntary instead."""
    wallonia, brussels, stays = town.member(), town.member(), town.member()
    for person, region in ((wallonia, 3), (brussels, 2)):
        town.learn(Residence, person, "2025-06-01", None, {"region": region}, at=moment("2025-06-02"))
    assert follow_facts(2025, town.fund, day("2025-12-31")).left == 0
    followed = follow_facts(2026, town.fund, day("2026-01-05"))
    assert (followed.considered, followed.left, followed.now_voluntary) == (3, 1, 1)
    assert membership_of(wallonia, day("2025-12-31")) is not None
    assert membership_of(wallonia, day("2026-01-01")) is None
    moved = membership_of(brussels, day("2026-01-01"))
    assert moved is not None
    assert (moved.kind, moved.fund) == (Membership.Kind.VOLUNTARY, town.fund)
    assert funds(stays) == [("demo", "2015-01-01")]
    again = follow_facts(2026, town.fund, day("2026-01-06"))
    assert (again.left, again.now_voluntary, again.now_compulsory) == (0, 0, 0)


def test_a_move_from_brussels_to_flanders_keeps_fund_and_rights(town: Town) -> None:
    """DEC art. 42 §3: compulsory from 1 January of the year of the move."""
    person = town.member(kind=Membership.Kind.VOLUNTARY)
    town.learn(Residence, person, "2000-01-01", None, {"region": 2}, at=moment("2025-02-01"))
    town.learn(Residence, person, "2026-11-20", None, {"region": 1}, at=moment("2026-11-20"))
    assert follow_facts(2026, town.fund, day("2026-11-20")).now_compulsory == 1
    assert funds(person) == [("demo", "2015-01-01"), ("demo", "2026-01-01")]


def test_death_ends_it_and_a_death_before_birth_does_not(town: Town) -> None:
    dead, impossible = town.member(), town.member("1970-05-01")
    town.learn(Death, dead, "2026-03-04", at=moment("2026-03-05"))
    town.learn(Death, impossible, "1960-03-04", at=moment("2026-03-05"))
    followed = follow_facts(2026, town.fund, day("2026-03-06"))
    assert (followed.died, followed.contradictions) == (1, 1)
    assert membership_of(dead, day("2026-03-05")) is None
    assert membership_of(impossible, day("2026-03-05")) is not None
    assert Task.objects.get(person=impossible).kind == Task.Kind.CONTRADICTION


def test_a_death_that_is_taken_back_gives_the_membership_back(town: Town) -> None:
    person = town.member()
    town.learn(Death, person, "2026-03-04", at=moment("2026-03-05"))
    follow_facts(2026, town.fund, day("2026-03-06"))
    town.unlearn(Death, person, "2026-03-04", moment("2026-04-01"))
    assert follow_facts(2026, town.fund, day("2026-04-02")).revived == 1
    assert membership_of(person, day("2026-03-05")) is not None
    assert membership_of(person, day("2027-01-01")) is not None
    assert follow_facts(2026, town.fund, day("2026-04-03")).revived == 0


def test_who_becomes_insured_abroad_is_voluntary_from_the_next_year(town: Town) -> None:
    """The status of 1 January counts for the whole year."""
    person = town.member()
    town.learn(ForeignInsurance, person, "2025-03-01", None, {"ground": 1, "country": "NL"})
    assert follow_facts(2025, town.fund, day("2025-12-31")).now_voluntary == 0
    assert follow_facts(2026, town.fund, day("2026-01-02")).now_voluntary == 1


def test_nothing_is_concluded_about_somebody_of_whom_no_residence_is_known(town: Town) -> None:
    person = town.stranger()
    town.learn(Membership, person, "2015-01-01", None, {"fund_id": town.fund.pk, "kind": 1})
    assert follow_facts(2026, town.fund, day("2026-01-02")).left == 0


def test_ending_with_retroactive_effect_and_ending_twice(town: Town) -> None:
    person = town.member(kind=Membership.Kind.VOLUNTARY)
    run_premiums(2025, town.fund, moment("2025-02-01"))
    told = source("system", "voluntary default", LONG_AGO)
    days = [day("2024-12-31").toordinal()]
    ended = end_memberships(town.fund, [person.pk], days, Change.Kind.LOST, source=told)
    assert ended.ended == 1
    assert end_memberships(town.fund, [person.pk], days, Change.Kind.LOST, source=told).ended == 0
    run_premiums(2025, town.fund)
    assert [(one.year, one.due_cents) for one in premiums_of(person)] == [(2025, 0)]
