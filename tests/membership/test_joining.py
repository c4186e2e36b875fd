"""Starting a membership: the plan says what will happen, and exactly that happens (BVR art. 56 to 63)."""

import pytest
from membership_helpers import Town, arrives, day, moment, user

from zorgkas.law.premium.kinds import CarePlace
from zorgkas.ledger.models import Entry
from zorgkas.membership.models import Change, ForeignWork, Membership, ScopeStatus
from zorgkas.membership.queries import membership_of, premiums_of
from zorgkas.membership.services import CareAsk, PlanChanged, PlanRefused, carry_out, plan_start, run_premiums
from zorgkas.registry.models import CareFund, Death, ForeignInsurance, PremiumExemption, Residence, Task
from zorgkas.registry.queries import known

pytestmark = pytest.mark.django_db


def test_who_turns_26_in_flanders(town: Town) -> None:
    person = arrives(town, "2000-12-31", "2000-12-31")
    plan = plan_start(person, town.fund, day("2026-02-10"))
    assert plan.possible
    assert plan.joining is not None
    assert (plan.joining.kind, plan.joining.first_day) == (Membership.Kind.COMPULSORY, day("2026-01-01"))
    assert [(due.year, due.after_cents) for due in plan.dues] == [(2026, 10_000)]
    assert not known(Membership).filter(person=person).exists()
    change = carry_out(plan, user())
    assert change is not None
    assert change.told == {"late": False, "back": False, "grace_until": "2027-12-31"}
    assert [(one.year, one.due_cents) for one in premiums_of(person)] == [(2026, 10_000)]
    run = run_premiums(2026, town.fund)
    assert (run.claims.unchanged, run.claims.changed) == (1, 0)


def test_an_arrival_pays_the_whole_year(town: Town) -> None:
    """BVR art. 56 §2: compulsory from 1 January of the year of arrival, three premiums until the second year after."""
    person = arrives(town, "1980-01-01", "2026-11-02")
    plan = plan_start(person, town.fund, day("2026-11-20"))
    assert plan.joining is not None
    assert plan.joining.first_day == day("2026-01-01")
    assert plan.told["grace_until"] == "2028-12-31"


def test_a_brussels_resident_in_time_and_too_late(town: Town) -> None:
    """BVR art. 57: the same calendar, but late costs a waiting time of five years and starts with the payment."""
    in_time, late = arrives(town, "2000-03-03", "2000-03-03", 2), arrives(town, "1990-03-03", "1990-03-03", 2)
    plan = plan_start(in_time, town.fund, day("2026-11-20"))
    assert plan.joining is not None
    assert (plan.joining.kind, plan.joining.joined_late) == (Membership.Kind.VOLUNTARY, False)
    plan = plan_start(late, town.fund, day("2026-11-20"))
    assert plan.joining is not None
    assert (plan.joining.first_day, plan.joining.joined_late) == (day("2026-01-01"), True)
    assert plan.told["waits_until"] == "2031-01-01"
    carry_out(plan, user())
    member = membership_of(late, day("2026-06-01"))
    assert member is not None
    assert member.joined_late


def test_the_waiting_time_is_not_the_time_of_residence(town: Town) -> None:
    """DEC art. 41: somebody who lived here all his life can have one; somebody who came last year may have none."""
    old, new = arrives(town, "1990-03-03", "1990-03-03", 2), arrives(town, "1990-03-03", "2026-03-03", 2)
    plans = [plan_start(person, town.fund, day("2026-11-20")) for person in (old, new)]
    assert ["waits_until" in plan.told for plan in plans] == [True, False]


def test_insured_abroad_may_join_and_waits_for_care_budgets_only(town: Town) -> None:
    person = arrives(town, "1980-03-03", "2000-03-03")
    town.learn(ForeignInsurance, person, "2020-01-01", None, {"ground": 1, "country": "NL"})
    plan = plan_start(person, town.fund, day("2026-11-20"))
    assert plan.joining is not None
    assert plan.joining.kind == Membership.Kind.VOLUNTARY
    assert plan.told["waiting_group"] == "CARE_BUDGETS"


def test_an_official_who_loses_the_status_comes_in_scope(town: Town) -> None:
    """BVR art. 62; the status of 1 January counts for the year, so joining is due in the next one."""
    person = arrives(town, "1980-03-03", "2000-03-03")
    town.learn(ForeignInsurance, person, "2010-01-01", "2025-04-01", {"ground": 3, "country": "BE"})
    plan = plan_start(person, town.fund, day("2026-02-20"))
    assert plan.joining is not None
    assert (plan.joining.kind, plan.joining.first_day) == (Membership.Kind.COMPULSORY, day("2026-01-01"))


def test_a_worker_from_abroad_needs_the_start_that_the_agency_gives(town: Town) -> None:
    """BVR art. 56 §3: the minister sets the start, so without it a person must look."""
    person = arrives(town, "1980-03-03", "2000-03-03", 5)
    town.learn(Residence, person, "2000-03-03", None, {"region": 5, "country": "NL"}, at=moment("2025-02-01"))
    town.learn(
        ForeignWork,
        person,
        "2025-05-01",
        None,
        {"area": 1, "first_file_on": day("2025-06-01")},
        at=moment("2025-06-02"),
    )
    plan = plan_start(person, town.fund, day("2026-02-20"))
    assert plan.doubts
    assert carry_out(plan, user()) is None
    assert Task.objects.get(person=person).kind == Task.Kind.MEMBERSHIP
    assert not known(Membership).filter(person=person).exists()
    values = {"area": 1, "first_file_on": day("2025-06-01"), "start_year": 2025}
    town.learn(ForeignWork, person, "2025-05-01", None, values, at=moment("2026-02-21"))
    plan = plan_start(person, town.fund, day("2026-02-22"))
    assert plan.joining is not None
    assert (plan.joining.kind, plan.joining.first_day) == (Membership.Kind.COMPULSORY, day("2025-01-01"))
    assert plan.told["grace_until"] == "2027-12-31"


def test_temporary_protection_must_join_and_owes_nothing(town: Town) -> None:
    person = arrives(town, "1980-03-03", "2026-03-03")
    town.learn(PremiumExemption, person, "2026-03-03", None, {"ground": 4})
    plan = plan_start(person, town.fund, day("2026-03-20"))
    assert plan.joining is not None
    assert plan.joining.kind == Membership.Kind.COMPULSORY
    assert [due.after_cents for due in plan.dues] == []


@pytest.mark.parametrize(
    ("born", "region", "status", "word"),
    [
        ("2001-01-01", 1, None, "2027"),
        ("1980-01-01", 3, None, "art. 61"),
        ("1980-01-01", 1, ScopeStatus.Ground.TEMPORARY_STUDENT_OR_RESEARCHER, "art. 61"),
    ],
)
def test_who_may_not_join(town: Town, born: str, region: int, status: int | None, word: str) -> None:
    person = arrives(town, born, "2001-03-03", region)
    if status:
        town.learn(ScopeStatus, person, "2020-01-01", None, {"ground": status})
    plan = plan_start(person, town.fund, day("2026-03-20"))
    assert word in str(plan.refusal)
    with pytest.raises(PlanRefused):
        carry_out(plan, user())
    assert not Change.objects.exists()


def test_military_on_a_mission_may_join(town: Town) -> None:
    person = arrives(town, "1980-03-03", "2000-03-03", 5)
    town.learn(Residence, person, "2000-03-03", None, {"region": 5, "country": "DE"}, at=moment("2025-02-01"))
    town.learn(ScopeStatus, person, "2026-01-01", None, {"ground": ScopeStatus.Ground.MILITARY_ABROAD})
    plan = plan_start(person, town.fund, day("2026-03-20"))
    assert plan.refusal is None


def test_care_only_before_and_after_the_care_began(town: Town) -> None:
    """DEC art. 43; BVR art. 59: no premium, from the day itself, and it must come before the care."""
    person = arrives(town, "1950-03-03", "2000-03-03", 3)
    for starts, in_time in (("2026-04-01", True), ("2026-03-01", False)):
        plan = plan_start(person, town.fund, day("2026-03-20"), care=CareAsk(4, CarePlace.FLANDERS, day(starts)))
        assert plan.joining is not None
        assert (plan.joining.kind, plan.joining.first_day) == (Membership.Kind.ADMINISTRATIVE, day("2026-03-20"))
        assert plan.told == {"ground": "CARE_IN_FLANDERS", "in_time": in_time}
        assert plan.dues == ()
    carry_out(plan, user())
    assert premiums_of(person) == []


def test_care_only_is_not_for_a_compulsory_member_nor_for_a_care_budget(town: Town) -> None:
    flemish, walloon = arrives(town, "1950-03-03", "2000-03-03", 1), arrives(town, "1950-03-03", "2000-03-03", 3)
    for person, pillar in ((flemish, 4), (walloon, 1)):
        care = CareAsk(pillar, CarePlace.FLANDERS, day("2026-04-01"))
        assert plan_start(person, town.fund, day("2026-03-20"), care=care).refusal is not None


def test_a_struck_off_member_proves_the_stay(town: Town) -> None:
    """DEC art. 44 §1; BVR art. 59 §2."""
    person = town.member("1970-05-01")
    town.unlearn(Residence, person, "2024-01-01", moment("2025-02-01"))
    town.unlearn(Membership, person, "2025-01-01", moment("2025-02-01"))
    town.learn(ScopeStatus, person, "2024-01-01", None, {"ground": ScopeStatus.Ground.STRUCK_OFF})
    for proves in (False, True):
        care = CareAsk(5, CarePlace.FLANDERS, day("2026-04-01"), proves_actual_stay=proves)
        plan = plan_start(person, town.fund, day("2026-03-20"), care=care)
        assert (plan.refusal is None) == proves


def test_a_member_is_not_joined_twice_and_a_double_click_does_nothing(town: Town) -> None:
    person = arrives(town, "2000-12-31", "2000-12-31")
    plan = plan_start(person, town.fund, day("2026-02-10"))
    carry_out(plan, user())
    entries = Entry.objects.count()
    with pytest.raises(PlanChanged):
        carry_out(plan, user())
    other = CareFund.objects.create(code="other", name="Other fund", enterprise_number="0475581694")
    assert plan_start(person, town.fund, day("2026-02-11")).refusal is not None
    assert "other fund" not in str(plan_start(person, other, day("2026-02-11")).refusal).lower()
    assert (Change.objects.count(), Entry.objects.count()) == (1, entries)


def test_back_to_the_fund_of_before_and_no_other(town: Town) -> None:
    """DEC art. 42 §3."""
    person = town.member("1970-05-01")
    town.learn(Residence, person, "2020-03-01", None, {"region": 3}, at=moment("2025-02-01"))
    town.unlearn(Membership, person, "2021-01-01", moment("2025-02-01"))
    town.learn(Residence, person, "2026-03-01", None, {"region": 1}, at=moment("2026-03-02"))
    other = CareFund.objects.create(code="other", name="Other fund", enterprise_number="0475581694")
    assert town.fund.name in str(plan_start(person, other, day("2026-04-01")).refusal)
    plan = plan_start(person, town.fund, day("2026-04-01"))
    assert plan.kind == Change.Kind.RETURN
    assert plan.possible


def test_somebody_who_must_be_a_member_for_years_waits_for_a_person(town: Town) -> None:
    person = arrives(town, "1980-01-01", "1980-01-01")
    plan = plan_start(person, town.fund, day("2026-02-10"))
    assert [kind for kind, _why in plan.doubts] == [Task.Kind.OVERDUE_AFFILIATION]


def test_a_death_before_the_birth_goes_to_the_queue(town: Town) -> None:
    person = arrives(town, "2000-05-05", "2000-05-05")
    town.learn(Death, person, "1999-05-05")
    plan = plan_start(person, town.fund, day("2026-02-10"))
    assert carry_out(plan, user()) is None
    assert Task.objects.get(person=person).kind == Task.Kind.CONTRADICTION
    assert premiums_of(person) == []


def test_the_dead_do_not_join(town: Town) -> None:
    person = arrives(town, "2000-05-05", "2000-05-05")
    town.learn(Death, person, "2026-01-05", at=moment("2026-01-06"))
    assert plan_start(person, town.fund, day("2026-02-10")).refusal is not None


def test_the_log_of_changes_only_grows(town: Town) -> None:
    from django.db import DatabaseError, transaction

    carry_out(plan_start(arrives(town, "2000-12-31", "2000-12-31"), town.fund, day("2026-02-10")), user())
    for change in (lambda: Change.objects.update(told={}), lambda: Change.objects.all().delete()):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            change()
