"""The ZBH: decided from the file of VAPH, paid, extended and stopped."""

import pytest
from budgets_helpers import day, moment
from membership_helpers import user
from zbo_helpers import OldVillage

from zorgkas.budgets.models import Application, Decision, DisabilityFile, DisabilitySupport
from zorgkas.budgets.queries import due_explained
from zorgkas.budgets.services import grant_zbh, replay_decisions, stop_recognition
from zorgkas.ledger.accounts import Product
from zorgkas.membership.models import Membership
from zorgkas.registry.models import FacilityStay, Person, Suspension, Task

Group = DisabilityFile.Group
ADULT = {"group": Group.ADULTS, "recognised": True, "demand_end_of_2014": True, "demand_start_of_2016": True}


def _granted(old_village: OldVillage) -> Person:
    person = old_village.member("1980-05-05")
    old_village.file(person, "2016-03-01", at=moment("2026-02-03"), **ADULT)
    grant_zbh(old_village.fund, moment("2026-02-01"), on=day("2026-02-10"), known_at=moment("2026-02-10"))
    return person


def test_the_file_of_vaph_gives_a_right_a_receipt_and_reasons(old_village: OldVillage) -> None:
    person = _granted(old_village)
    decision = Decision.objects.get(person=person)
    assert decision.outcome == "granted"
    assert old_village.rights(person, Product.ZBH) == [("2016-09-01", "", None)]
    assert {"zbh_group_met", "zbh_entry_open"} <= {reason["name"] for reason in decision.motivation}
    assert replay_decisions().differences == []
    assert Application.objects.get(person=person).decide_by == day("2026-04-04")


def test_a_file_is_decided_on_once(old_village: OldVillage) -> None:
    person = _granted(old_village)
    again = grant_zbh(old_village.fund, moment("2026-02-01"), on=day("2026-02-11"), known_at=moment("2026-02-11"))
    assert (again.files, Decision.objects.filter(person=person).count()) == (0, 1)


def test_it_is_paid_and_explained_by_the_law(old_village: OldVillage) -> None:
    person = _granted(old_village)
    old_village.runs(202603, "2026-03-05", first_month=202603)
    assert old_village.due(person, Product.ZBH)[202603] == 30_000
    why = due_explained(person, 202603, Product.ZBH, moment("2026-03-05"))
    assert (why.target, why.raw) == ("zbh_due_cents", 30_000)


def test_who_is_in_no_group_is_refused_with_that_reason(old_village: OldVillage) -> None:
    person = old_village.member("1980-05-05")
    old_village.file(person, "2016-03-01", at=moment("2026-02-03"), **{**ADULT, "demand_start_of_2016": False})
    outcome = grant_zbh(old_village.fund, moment("2026-02-01"), on=day("2026-02-10"), known_at=moment("2026-02-10"))
    decision = Decision.objects.get(person=person)
    assert (outcome.refused, decision.motivation[0]["name"]) == (1, "zbh_group_met")
    assert old_village.rights(person, Product.ZBH) == []


def test_where_somebody_lives_is_asked_and_not_guessed(old_village: OldVillage) -> None:
    person = old_village.stranger("1980-05-05")
    old_village.learn(Membership, person, "2015-01-01", None, {"fund_id": old_village.fund.pk, "kind": 1})
    old_village.file(person, "2016-03-01", at=moment("2026-02-03"), **ADULT)
    outcome = grant_zbh(old_village.fund, moment("2026-02-01"), on=day("2026-02-10"), known_at=moment("2026-02-10"))
    assert (outcome.queued, Decision.objects.count()) == (1, 0)
    assert Task.objects.get(person=person).kind == Task.Kind.ASSESS_APPLICATION


@pytest.mark.parametrize(
    ("told", "paid"),
    [("2026-04-10", [202603, 202604]), ("2026-06-20", [202603, 202604, 202605])],
)
def test_a_budget_ends_the_right_from_the_month_after_or_from_the_notice(
    old_village: OldVillage, told: str, paid: list[int]
) -> None:
    """BVR art. 237: told in time, the month after the start; told later, the month of the notice."""
    person = _granted(old_village)
    values = {"ground": Suspension.Ground.NOT_DIRECTLY_ACCESSIBLE, "notified_on": day(told)}
    old_village.learn(Suspension, person, "2026-04-10", "2026-06-30", values, at=moment(told))
    old_village.runs(202608, "2026-08-05", first_month=202603)
    assert old_village.due(person, Product.ZBH) == dict.fromkeys(paid, 30_000)


def test_a_stay_in_a_psychiatric_nursing_home_ends_it_too(old_village: OldVillage) -> None:
    person = _granted(old_village)
    values = {"facility_kind": FacilityStay.Kind.PVT, "facility": "PVT De Berk"}
    old_village.learn(FacilityStay, person, "2026-04-10", None, values, at=moment("2026-04-10"))
    old_village.runs(202606, "2026-06-05", first_month=202603)
    assert set(old_village.due(person, Product.ZBH)) == {202603, 202604}


def test_means_for_urgent_needs_only_interrupt_the_payment(old_village: OldVillage) -> None:
    person = _granted(old_village)
    values = {"ground": DisabilitySupport.Ground.URGENT_MEANS, "notified_on": day("2026-04-01")}
    old_village.learn(DisabilitySupport, person, "2026-04-10", "2026-06-01", values, at=moment("2026-04-10"))
    old_village.runs(202607, "2026-07-05", first_month=202603)
    assert set(old_village.due(person, Product.ZBH)) == {202603, 202604, 202606, 202607}


def test_an_attest_that_joins_extends_the_right(old_village: OldVillage) -> None:
    """BVR art. 236, whenever it arrives; BVR art. 641 al. 2: without age condition."""
    person = old_village.member("1998-05-05")
    young = {"group": Group.YOUNG_ADULTS, "points_tenths": 130}
    old_village.file(person, "2020-02-01", "2026-06-01", at=moment("2026-02-03"), **young)
    grant_zbh(old_village.fund, moment("2026-02-01"), on=day("2026-02-10"), known_at=moment("2026-02-10"))
    assert old_village.rights(person, Product.ZBH) == [("2020-03-01", "2026-06-01", None)]
    old_village.file(person, "2026-06-01", "2031-06-01", at=moment("2026-08-03"), **young)
    grant_zbh(old_village.fund, moment("2026-08-01"), on=day("2026-08-10"), known_at=moment("2026-08-10"))
    assert old_village.rights(person, Product.ZBH) == [
        ("2020-03-01", "2026-06-01", None),
        ("2026-06-01", "2031-06-01", None),
    ]


def test_no_longer_recognised_stops_from_the_month_after_the_decision(old_village: OldVillage) -> None:
    person = _granted(old_village)
    stop_recognition(person, user(), day("2026-04-20"), moment("2026-04-20"))
    assert old_village.rights(person, Product.ZBH) == [("2016-09-01", "2026-05-01", None)]
