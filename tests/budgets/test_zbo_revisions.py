"""Ex officio revision of a ZBO: who is found from what was learned, and from which month it works (BVR art. 226)."""

import pytest
from budgets_helpers import day, moment
from zbo_helpers import OldVillage

from zorgkas.budgets.models import DependentChild, Means, Revision
from zorgkas.budgets.services import recalculate, replay_decisions, revise
from zorgkas.budgets.services.revision import RevisionOutcome
from zorgkas.ledger.accounts import Product
from zorgkas.membership.models import Membership
from zorgkas.registry.models import FacilityStay, Person

Kind = Means.Kind
FULL = 613_191  # category 3 from March 2026 on


def _revised(village: OldVillage, on: str, since: str = "2026-04-01") -> RevisionOutcome:
    return revise(village.fund, moment(since), on=day(on), known_at=moment(on))


def _years(village: OldVillage, person: Person) -> list[tuple[str, int | None]]:
    return [(start, cents) for start, _end, cents in village.rights(person)]


def test_a_higher_pension_told_in_time_lowers_from_the_month_after_the_decision(old_village: OldVillage) -> None:
    person = old_village.granted(pension=1_800_000)
    old_village.has(person, Kind.PENSION, 2_200_000, start="2026-05-10", at="2026-06-01", message=False)
    outcome = _revised(old_village, "2026-06-15")
    assert (outcome.found, outcome.lowered) == (1, 1)
    # 19,800 - 17,945.41 = 1,854.59 less
    assert _years(old_village, person) == [("2026-04-01", FULL), ("2026-07-01", 427_732)]
    revision = Revision.objects.get()
    assert (revision.case, revision.effective_month) == (6, 202607)
    assert replay_decisions().differences == []


def test_told_too_late_it_lowers_from_the_month_after_the_fact(old_village: OldVillage) -> None:
    person = old_village.granted(pension=1_800_000)
    old_village.has(person, Kind.PENSION, 2_200_000, start="2026-05-10", at="2026-09-01", message=False)
    _revised(old_village, "2026-09-15")
    assert _years(old_village, person) == [("2026-04-01", FULL), ("2026-06-01", 427_732)]


def test_a_rise_below_ten_percent_changes_nothing(old_village: OldVillage) -> None:
    person = old_village.granted(pension=2_000_000)
    old_village.has(person, Kind.PENSION, 2_199_000, start="2026-05-10", at="2026-05-20", message=False)
    assert _revised(old_village, "2026-06-15").without_effect == 1
    assert len(_years(old_village, person)) == 1


def test_a_lower_pension_raises_from_the_month_after_the_fact_when_an_authority_told_it(
    old_village: OldVillage,
) -> None:
    person = old_village.granted(pension=2_200_000)
    old_village.has(person, Kind.PENSION, 1_800_000, start="2026-05-10", at="2026-10-01")
    assert _revised(old_village, "2026-10-15").raised == 1
    assert _years(old_village, person) == [("2026-04-01", 427_732), ("2026-06-01", FULL)]
    assert Revision.objects.get().case == 5


def test_a_partner_comes_to_live_in_with_an_income(old_village: OldVillage) -> None:
    """Case 7: a decrease works from the month after the notification."""
    person = old_village.granted(pension=1_800_000)
    old_village.has(person, Kind.PENSION, 1_500_000, number=50, of_partner=True)
    old_village.lives_with(person, "2026-05-10", at="2026-05-12")
    assert _revised(old_village, "2026-06-15").ended == 1
    # 90 % of 33,000 is 29,700; 7,275.71 above the exempt 22,424.29: nothing is left of 6,131.91.
    assert old_village.rights(person) == [("2026-04-01", "2026-07-01", FULL)]


def test_a_child_that_depends_raises_the_exempt_amount(old_village: OldVillage) -> None:
    person = old_village.granted(pension=2_200_000)
    values = {"number": 1, "child_birth_date": day("2010-01-01"), "ground": DependentChild.Ground.CHILD_BENEFIT}
    old_village.learn(DependentChild, person, "2026-05-10", None, values, at=moment("2026-05-20"))
    assert _revised(old_village, "2026-06-15").raised == 1
    assert _years(old_village, person) == [("2026-04-01", 427_732), ("2026-06-01", FULL)]


def test_an_admission_gives_category_four_from_the_month_after_it(old_village: OldVillage) -> None:
    """Case 10: the fund has the data of the facility itself."""
    person = old_village.granted()
    old_village.stay(person, "2026-05-10", at=moment("2026-05-12"))
    assert _revised(old_village, "2026-06-15").raised == 1
    assert old_village.rights(person)[1] == ("2026-06-01", "", 722_016)
    assert Revision.objects.get().case == 10


def test_a_heavier_need_raises_and_a_second_run_changes_nothing(old_village: OldVillage) -> None:
    person = old_village.granted()
    old_village.screened(person, "2026-06-10", "2029-06-10", total_tenths=150, cognition_tenths=60)
    assert _revised(old_village, "2026-06-15").raised == 1
    assert _years(old_village, person) == [("2026-04-01", FULL), ("2026-07-01", 886_895)]
    again = _revised(old_village, "2026-06-16")
    assert (again.found, again.raised) == (0, 0)


def test_who_is_no_longer_a_member_loses_it_from_the_month_after(old_village: OldVillage) -> None:
    person = old_village.granted()
    old_village.unlearn(Membership, person, "2026-05-10", moment("2026-06-01"))
    assert _revised(old_village, "2026-06-15").ended == 1
    assert old_village.rights(person) == [("2026-04-01", "2026-06-01", FULL)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_order_in_which_facts_arrive_does_not_change_what_is_due_in_the_end(
    old_village: OldVillage, order: tuple[int, int]
) -> None:
    """A lower pension and a child. (Of a rise below 10 % the law itself asks when the fund found it: art. 226, 6°.)"""
    person = old_village.granted(pension=2_600_000)
    child = {"number": 1, "child_birth_date": day("2010-01-01"), "ground": DependentChild.Ground.CHILD_BENEFIT}
    for number, at in zip(order, ("2026-06-01", "2026-06-05"), strict=True):
        if number:
            old_village.learn(DependentChild, person, "2026-05-12", None, child, at=moment(at))
        else:
            old_village.has(person, Kind.PENSION, 2_550_000, start="2026-05-10", at=at)
        _revised(old_village, at, since="2026-05-31")
    old_village.runs(202608, "2026-08-05", first_month=202604)
    # 22,950 - 22,424.29 = 525.71 less than 6,131.91, a twelfth.
    assert old_village.due(person, Product.ZBO)[202608] == 46_700


def test_a_change_of_the_law_is_calculated_again_in_sets_and_booked_as_differences(old_village: OldVillage) -> None:
    """What was granted wrongly (here: entered wrong) comes out right; who is right already is left alone."""
    person, other = old_village.granted(pension=2_200_000), old_village.granted(pension=1_500_000)
    old_village.runs(202606, "2026-06-05", first_month=202604)
    assert old_village.due(person, Product.ZBO)[202606] == 35_600
    old_village.has(person, Kind.PENSION, 1_500_000, at="2026-06-10")
    outcome = recalculate(old_village.fund, 202604, known_at=moment("2026-06-20"))
    assert (outcome.looked_at, outcome.changed) == (2, 1)
    old_village.runs(202606, "2026-06-21")
    assert old_village.due(person, Product.ZBO) == dict.fromkeys((202604, 202605, 202606), 51_100)
    assert old_village.due(other, Product.ZBO) == dict.fromkeys((202604, 202605, 202606), 51_100)
    assert recalculate(old_village.fund, 202604, known_at=moment("2026-06-22")).changed == 0


def test_who_leaves_the_facility_gets_back_the_category_of_before(old_village: OldVillage) -> None:
    """BVR art. 193/4 §5; case 12: a decrease works from the month after the notification, told in time."""
    person = old_village.granted()
    old_village.stay(person, "2026-05-10", at=moment("2026-05-12"))
    _revised(old_village, "2026-06-15")
    old_village.unlearn(FacilityStay, person, "2026-08-20", moment("2026-08-21"))
    assert _revised(old_village, "2026-09-10", since="2026-08-01").lowered == 1
    assert _years(old_village, person)[-1] == ("2026-10-01", FULL)
    assert Revision.objects.order_by("-pk")[0].case == 12


@pytest.mark.parametrize(("issuer", "lowered"), [("DMW Gent", 1), ("OCMW Brugge", 0)])
def test_a_lower_finding_within_six_months_counts_only_from_the_same_assessor(
    old_village: OldVillage, issuer: str, lowered: int
) -> None:
    """BVR art. 225/1 al. 1, 2° and al. 2."""
    person = old_village.granted()
    old_village.screened(person, "2026-06-10", "2029-06-10", total_tenths=60, hierarchical_tenths=85, issuer=issuer)
    outcome = _revised(old_village, "2026-06-15")
    assert (outcome.lowered, outcome.without_effect) == (lowered, 1 - lowered)
