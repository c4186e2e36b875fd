"""A new finding while a decision runs: BVR art. 167 §2/1, and the terms of article 164."""

from budgets_helpers import Village, moment
from membership_helpers import user

from zorgkas.budgets.cases import waiting_group
from zorgkas.budgets.models import Application, Entitlement
from zorgkas.law.common.kinds import WaitingGroup
from zorgkas.registry.models import Person, Residence

NEGATIVE = {"total_tenths": 40, "iadl_adl_tenths": 20}


def _running(village: Village) -> tuple[Person, Entitlement]:
    person = village.member()
    village.finding(person, "2026-03-10", "2029-03-10", at=moment("2026-03-12"))
    decision = village.decides(village.applies(person, "2026-03-20"), "2026-03-25")
    assert decision is not None
    assert decision.outcome == "granted"
    return person, Entitlement.objects.get(decision=decision)


def test_a_negative_attest_of_the_same_service_ends_the_right(village: Village) -> None:
    person, right = _running(village)
    village.finding(person, "2026-08-01", "2029-03-10", at=moment("2026-08-03"), **NEGATIVE)
    decision = village.decides(village.applies(person, "2026-08-05"), "2026-08-10", user())
    assert decision is not None
    assert decision.outcome == "refused"
    left = Entitlement.objects.get(person=person, superseded_at__isnull=True)
    assert (left.valid_from, str(left.valid_to)) == (right.valid_from, "2026-09-01")


def test_a_negative_attest_of_another_service_within_six_months_changes_nothing(village: Village) -> None:
    person, right = _running(village)
    village.finding(person, "2026-06-01", "2029-03-10", at=moment("2026-06-03"), issuer="De Zonnebloem", **NEGATIVE)
    village.decides(village.applies(person, "2026-06-05"), "2026-06-10", user())
    assert Entitlement.objects.get(person=person, superseded_at__isnull=True).valid_to == right.valid_to


def test_a_negative_attest_of_another_service_after_six_months_ends_the_right(village: Village) -> None:
    person, _right = _running(village)
    village.finding(person, "2026-09-10", "2029-03-10", at=moment("2026-09-12"), issuer="De Zonnebloem", **NEGATIVE)
    village.decides(village.applies(person, "2026-09-20"), "2026-09-25", user())
    assert str(Entitlement.objects.get(person=person, superseded_at__isnull=True).valid_to) == "2026-10-01"


def test_there_is_no_term_to_decide_for_who_lives_in_wallonia(village: Village) -> None:
    """BVR art. 164."""
    person = village.member()
    village.learn(
        Residence,
        person,
        "2026-01-01",
        None,
        {"region": Residence.Region.WALLONIA, "municipality": "Namur"},
        at=moment("2026-01-05"),
    )
    assert village.applies(person, "2026-02-01").decide_by is None
    assert Application.objects.get(person=person).decide_by is None


def test_for_which_benefits_a_late_member_waits() -> None:
    """DEC art. 3 and 41 §1 al. 2-3: international staff for all benefits, workers who live abroad not."""
    region = Residence.Region
    known = {"region": region.FLANDERS, "international": True, "insured_abroad": True}
    assert waiting_group(known) == WaitingGroup.ALL_BENEFITS
    assert waiting_group(known | {"international": False}) == WaitingGroup.CARE_BUDGETS
    assert waiting_group(known | {"region": region.BRUSSELS, "insured_abroad": False}) == WaitingGroup.ALL_BENEFITS
    assert waiting_group(known | {"region": region.ABROAD, "international": False}) == WaitingGroup.CARE_BUDGETS_WORKERS
    wallonia = {"region": region.WALLONIA, "international": False, "insured_abroad": False}
    assert waiting_group(wallonia) == WaitingGroup.ALL_BENEFITS
