"""Appeals about a ZBO: the outcome is carried out over the contested decision and the revisions that followed on it."""

import pytest
from budgets_helpers import day, moment
from django.contrib.auth.models import User
from zbo_helpers import OldVillage

from zorgkas.appeals import services
from zorgkas.appeals.models import Appeal
from zorgkas.appeals.services import AppealRefused, NewAppeal, Outcome, Said
from zorgkas.budgets.models import Decision, Entitlement, Means
from zorgkas.budgets.services import differences
from zorgkas.law.appeals.kinds import Admissibility
from zorgkas.ledger.accounts import Product
from zorgkas.letters.models import Letter
from zorgkas.letters.services import write_appeal_letters
from zorgkas.registry.models import CareFund, Person

PENSION = 2_000_000


@pytest.fixture
def village(db: None) -> OldVillage:
    return OldVillage(CareFund.objects.create(code="demo", name="Demo fund", enterprise_number="0200000142"))


def decided(village: OldVillage, *, pension: int = PENSION, **scores: int) -> tuple[Person, Decision]:
    """Somebody whose ZBO was decided in March 2026, with category 3 unless the scores say otherwise."""
    person = village.elder()
    village.screened(person, "2026-03-02", **scores)
    village.has(person, Means.Kind.PENSION, pension)
    decision = village.decides_zbo(village.asks_zbo(person, "2026-03-10"), "2026-03-20")
    assert decision is not None
    return person, decision


def won(decision: Decision, user: User, said: Said, on: str = "2026-07-10") -> Appeal:
    new = NewAppeal(day("2026-04-02"), day("2026-03-21"))
    appeal = services.file_appeal(decision, new, user, at=moment("2026-04-02"))
    services.judge(appeal, user, on=day("2026-04-08"))
    services.to_commission(appeal, day("2026-04-10"), user)
    services.note_advice(appeal, day("2026-06-20"), user, result="the pension is lower")
    services.decide_appeal(appeal, said, day(on), user, at=moment(on))
    return appeal


def founded(**corrections: object) -> Said:
    return Said(Outcome.FOUNDED, "The pension is lower", corrections)


def test_a_higher_amount_works_from_the_start_and_the_run_pays_only_the_difference(
    village: OldVillage, user: User
) -> None:
    person, decision = decided(village)
    twin, _right = decided(village, pension=PENSION - 120_000)
    village.runs(202606, "2026-06-20", first_month=202601)
    before, other = village.due(person, Product.ZBO), village.due(twin, Product.ZBO)
    assert 0 < sum(before.values()) < sum(other.values())
    won(decision, user, founded(means_pensions_cents=PENSION - 120_000))
    village.runs(202607, "2026-07-20")
    village.runs(202607, "2026-07-21")
    assert village.due(person, Product.ZBO) == village.due(twin, Product.ZBO)
    assert village.rights(person) == village.rights(twin)
    again = Decision.objects.filter(application=decision.application).latest("pk")
    assert differences(again) == differences(decision) == ()


def test_a_refusal_for_the_care_need_becomes_a_right_until_the_end_of_the_screener(
    village: OldVillage, user: User
) -> None:
    low = {"total_tenths": 20, "hierarchical_tenths": 10, "cognition_tenths": 0}
    person, decision = decided(village, **low)
    twin, _right = decided(village)
    assert decision.outcome == "refused"
    better = {"finding_total_tenths": 100, "finding_hierarchical_tenths": 60, "finding_cognition_tenths": 20}
    won(decision, user, founded(**better))
    village.runs(202607, "2026-07-20", first_month=202601)
    assert village.rights(person) == village.rights(twin) != []
    assert village.due(person, Product.ZBO) == village.due(twin, Product.ZBO) != {}


def test_a_revision_that_followed_is_decided_again_with_what_the_appeal_found(village: OldVillage, user: User) -> None:
    """A second pension came in June: with the lower first pension more is left, before June and after it."""
    person, decision = decided(village)
    twin, _right = decided(village, pension=PENSION - 120_000)
    for one in (person, twin):
        village.has(one, Means.Kind.OTHER_INCOME, 300_000, "2026-05-20", at="2026-05-25", message=False)
    village.revises("2026-06-02", "2026-05-01")
    assert len(village.rights(person)) == len(village.rights(twin)) == 2
    won(decision, user, founded(means_pensions_cents=PENSION - 120_000))
    assert village.rights(person) == village.rights(twin)


def test_what_the_registry_knows_now_can_be_what_the_appeal_rests_on(village: OldVillage, user: User) -> None:
    person, decision = decided(village)
    twin, _right = decided(village, pension=PENSION - 120_000)
    village.has(person, Means.Kind.PENSION, PENSION - 120_000, at="2026-07-08")
    won(decision, user, Said(Outcome.FOUNDED, "The pension register was wrong", known_now=True))
    assert village.rights(person) == village.rights(twin)


def test_an_appeal_against_a_lowering_puts_back_what_was_before(village: OldVillage, user: User) -> None:
    person, _decision = decided(village)
    before = village.rights(person)
    village.has(person, Means.Kind.OTHER_INCOME, 600_000, "2026-05-20", at="2026-05-25", message=False)
    village.revises("2026-06-02", "2026-05-01")
    lowered = Decision.objects.filter(person=person).latest("pk")
    assert village.rights(person) != before
    new = NewAppeal(day("2026-06-20"), day("2026-06-03"))
    appeal = services.file_appeal(lowered, new, user, at=moment("2026-06-20"))
    services.decide_appeal(appeal, founded(means_other_cents=0), day("2026-07-10"), user, at=moment("2026-07-10"))
    assert {cents for _start, _end, cents in village.rights(person)} == {before[0][2]}
    village.runs(202607, "2026-07-20", first_month=202601)
    assert len(set(village.due(person, Product.ZBO).values())) == 1


@pytest.mark.parametrize("corrections", [{"means_pensions_cents": PENSION}, {"means_pensions_cents": PENSION + 100}])
def test_what_gives_no_more_is_refused_and_nothing_is_kept(
    village: OldVillage, user: User, corrections: dict[str, object]
) -> None:
    person, decision = decided(village)
    before = village.rights(person)
    with pytest.raises(AppealRefused):
        won(decision, user, founded(**corrections))
    assert village.rights(person) == before
    assert Decision.objects.filter(person=person).count() == 1


def test_a_fact_that_the_law_does_not_ask_is_named(village: OldVillage, user: User) -> None:
    _person, decision = decided(village)
    with pytest.raises(AppealRefused, match="means_pension_cents"):
        won(decision, user, founded(means_pension_cents=1))


def test_the_letter_tells_the_amount_of_each_period(village: OldVillage, user: User) -> None:
    person, decision = decided(village)
    village.has(person, Means.Kind.OTHER_INCOME, 300_000, "2026-05-20", at="2026-05-25", message=False)
    village.revises("2026-06-02", "2026-05-01")
    won(decision, user, founded(means_pensions_cents=PENSION - 120_000))
    write_appeal_letters(village.fund)
    content = Letter.objects.get(person=person, kind="appeal_decided").data["content"]
    village.runs(202607, "2026-07-20", first_month=202601)
    due = village.due(person, Product.ZBO)
    months = sorted(due)
    assert content["monthly_cents"] == due[months[0]]
    assert content["later"] == [{"month": 202607, "cents": due[months[-1]]}]


def test_a_decision_of_before_march_2026_goes_to_the_labour_court_at_once(village: OldVillage, user: User) -> None:
    person = village.elder()
    village.screened(
        person,
        "2025-03-02",
        "2028-03-02",
        at="2025-03-05",
        instrument=3,
        total_tenths=150,
        hierarchical_tenths=-1,
        cognition_tenths=-1,
    )
    village.has(person, Means.Kind.PENSION, PENSION, at="2025-03-05")
    decision = village.decides_zbo(village.asks_zbo(person, "2025-03-10"), "2025-03-20")
    assert decision is not None
    new = NewAppeal(day("2025-04-02"), day("2025-03-21"))
    appeal = services.file_appeal(decision, new, user, at=moment("2025-04-02"))
    assert services.admissibility(appeal, day("2025-04-03")) == Admissibility.LABOUR_COURT
    with pytest.raises(AppealRefused):
        services.go_to_court(appeal, day("2025-04-10"), user)
    assert services.go_to_court(appeal, day("2025-04-10"), user, received_on=day("2025-03-23"))
    cheaper = founded(means_pensions_cents=PENSION - 120_000)
    services.register_judgment(appeal, cheaper, day("2025-11-10"), user, at=moment("2025-11-10"))
    appeal.refresh_from_db()
    assert appeal.state == "closed"
    twin = village.rights(person)[0]
    assert twin[2] is not None
    assert twin[2] > Entitlement.objects.filter(decision=decision)[0].granted_year_cents
