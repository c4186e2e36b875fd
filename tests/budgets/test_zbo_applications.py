"""The ZBO from application to decision: what is lacking is asked, nothing is guessed, terms and interest."""

import datetime

import pytest
from budgets_helpers import day, moment
from membership_helpers import user
from zbo_helpers import OldVillage

from zorgkas.budgets.models import Application, DataQuestion, Decision, Interest, Means, OtherBenefit
from zorgkas.budgets.queries import due_explained
from zorgkas.budgets.services import ApplicationRefused, answer_question, apply_zbo, decide, remind, replay_decisions
from zorgkas.budgets.states import TransitionRefused
from zorgkas.ledger.accounts import Product
from zorgkas.registry.models import FacilityStay, Task

Kind = Means.Kind


def test_everything_known_gives_a_right_with_reasons_and_receipt(old_village: OldVillage) -> None:
    """Category 3, a net pension of 18,000 euro: 6,131.91 - (16,200 - 17,945.41 < 0) = the maximum."""
    person = old_village.granted()
    assert old_village.rights(person)[0] == ("2026-04-01", "2029-04-01", 613_191)
    decision = Decision.objects.get(person=person)
    assert {"zbo_income_cents", "zbo_month_cents"} <= {reason["name"] for reason in decision.motivation}
    assert replay_decisions().differences == []


def test_the_months_are_paid_by_the_law_from_what_was_granted(old_village: OldVillage) -> None:
    person = old_village.granted(pension=2_100_000)
    # 90 % of 21,000 is 18,900: 954.59 above the exempt 17,945.41; 6,131.91 less that, a twelfth, to whole euro.
    old_village.runs(202604, "2026-04-05", first_month=202604)
    assert old_village.due(person, Product.ZBO) == {202604: 43_100}
    assert due_explained(person, 202604, Product.ZBO, moment("2026-04-05")).target == "zbo_due_cents"


def test_what_is_lacking_is_asked_of_who_must_know_it(old_village: OldVillage) -> None:
    person = old_village.elder()
    application = apply_zbo(person, day("2026-03-10"), answers={"capital_known": True, "transfers_known": True})
    assert decide(application, None, day("2026-03-10"), at=moment("2026-03-10")) is None
    asked = {one.what: one.party for one in DataQuestion.objects.all()}
    assert asked == {
        "need": "assessor",
        "pensions_known": "pensions",
        "work_known": "tax",
        "property_known": "cadastre",
        "household_known": "user",
    }
    assert Application.objects.get().state == Application.State.WAITING
    assert Decision.objects.count() == 0


def test_an_answer_leads_to_the_decision(old_village: OldVillage) -> None:
    person = old_village.elder()
    old_village.screened(person, "2026-03-02")
    application = old_village.asks_zbo(person, "2026-03-10", pensions_known=False)
    assert old_village.decides_zbo(application, "2026-03-10") is None
    question = DataQuestion.objects.get()
    old_village.has(person, Kind.PENSION, 1_500_000, at="2026-03-20")
    answer_question(question, day("2026-03-20"))
    decision = old_village.decides_zbo(application, "2026-03-21")
    assert decision is not None
    assert decision.outcome == "granted"


def test_who_is_too_young_is_refused_without_questions(old_village: OldVillage) -> None:
    """BVR art. 216."""
    person = old_village.member("1975-01-01")
    decision = decide(apply_zbo(person, day("2026-03-10")), None, day("2026-03-10"), at=moment("2026-03-10"))
    assert decision is not None
    assert (decision.outcome, decision.receipt["outcome"]) == ("refused", "TOO_YOUNG")
    assert DataQuestion.objects.count() == 0


def test_an_income_that_is_too_high_is_a_refusal_with_the_amounts(old_village: OldVillage) -> None:
    person = old_village.elder()
    old_village.screened(person, "2026-03-02")
    old_village.has(person, Kind.PENSION, 4_000_000)
    decision = old_village.decides_zbo(old_village.asks_zbo(person, "2026-03-10"), "2026-03-10")
    assert decision is not None
    assert decision.receipt["outcome"] == "INCOME_TOO_HIGH"
    assert "zbo_income_cents" in {reason["name"] for reason in decision.motivation}


def test_a_score_outside_its_scale_is_asked_of_the_assessor(old_village: OldVillage) -> None:
    person = old_village.elder()
    old_village.screened(person, "2026-03-02", total_tenths=60, hierarchical_tenths=-1)
    old_village.has(person, Kind.PENSION, 1_500_000)
    assert old_village.decides_zbo(old_village.asks_zbo(person, "2026-03-10"), "2026-03-10") is None
    assert DataQuestion.objects.get().party == "assessor"


def test_an_income_of_the_wrong_year_is_asked_again(old_village: OldVillage) -> None:
    """BVR art. 196: the second year before."""
    person = old_village.elder()
    old_village.screened(person, "2026-03-02")
    old_village.has(person, Kind.PENSION, 1_500_000)
    old_village.has(person, Kind.WAGE, 900_000, year=2025)
    assert old_village.decides_zbo(old_village.asks_zbo(person, "2026-03-10"), "2026-03-10") is None
    question = DataQuestion.objects.get()
    assert (question.party, question.what) == ("tax", "reference_year")
    assert "2024" in question.told


def test_reminded_after_a_month_and_lapsed_after_another_when_nothing_can_be_decided(old_village: OldVillage) -> None:
    """BVR art. 215 al. 3."""
    person = old_village.elder()
    old_village.screened(person, "2026-03-02")
    old_village.has(person, Kind.PENSION, 1_500_000)
    application = old_village.asks_zbo(person, "2026-03-10", capital_known=False)
    old_village.decides_zbo(application, "2026-03-10")
    assert remind(old_village.fund, day("2026-04-10")) == (0, 0)
    assert remind(old_village.fund, day("2026-04-11")) == (1, 0)
    assert old_village.decides_zbo(application, "2026-05-11", user()) is None
    assert Application.objects.get().state == Application.State.WAITING
    assert remind(old_village.fund, day("2026-05-12")) == (0, 1)
    assert old_village.decides_zbo(application, "2026-05-12", user()) is None
    assert Application.objects.get().state == Application.State.LAPSED
    with pytest.raises(TransitionRefused):
        old_village.decides_zbo(application, "2026-05-13", user())


def test_a_late_answer_of_the_person_suspends_the_term(old_village: OldVillage) -> None:
    """BVR art. 217 §2: not when answered within a month."""
    person = old_village.elder()
    old_village.screened(person, "2026-03-02")
    old_village.has(person, Kind.PENSION, 1_500_000)
    application = old_village.asks_zbo(person, "2026-03-10", capital_known=False)
    assert application.decide_by == day("2026-09-10")
    old_village.decides_zbo(application, "2026-03-10")
    answered = answer_question(DataQuestion.objects.get(), day("2026-05-10"))
    assert answered.decide_by == day("2026-09-10") + datetime.timedelta(days=61)


def test_a_decision_after_six_months_notes_days_of_interest_but_invents_no_rate(old_village: OldVillage) -> None:
    """BVR art. 217 §3. The legal rate of interest is in no source: somebody must enter it."""
    person = old_village.elder()
    old_village.screened(person, "2026-03-02")
    old_village.has(person, Kind.PENSION, 1_500_000)
    old_village.decides_zbo(old_village.asks_zbo(person, "2026-03-10"), "2026-10-05")
    noted = {one.month: (one.due_cents, one.days, one.cents) for one in Interest.objects.order_by("month")}
    assert set(noted) == {202604, 202605, 202606, 202607, 202608, 202609, 202610}
    assert noted[202604] == (51_100, 52, None)  # from 10 September to 1 November
    assert noted[202610] == (51_100, 17, None)  # from 15 October
    assert Task.objects.filter(reference__startswith="interest:").count() == 1


def test_what_changed_before_the_decision_gives_dated_periods(old_village: OldVillage) -> None:
    """BVR art. 219."""
    person = old_village.elder()
    old_village.screened(person, "2026-03-02")
    old_village.has(person, Kind.PENSION, 1_500_000, end="2026-06-15")
    old_village.has(person, Kind.PENSION, 2_200_000, start="2026-06-15", number=1)
    old_village.decides_zbo(old_village.asks_zbo(person, "2026-03-10"), "2026-08-20")
    assert [(start, cents) for start, _end, cents in old_village.rights(person)] == [
        ("2026-04-01", 613_191),
        ("2026-07-01", 427_732),
    ]
    assert Decision.objects.count() == 1
    assert replay_decisions().differences == []


def test_a_resident_has_category_four_by_law_and_needs_no_screener(old_village: OldVillage) -> None:
    """BVR art. 193/4."""
    person = old_village.elder()
    old_village.stay(person, "2026-01-05", at=moment("2026-01-06"))
    old_village.has(person, Kind.PENSION, 1_500_000)
    old_village.decides_zbo(old_village.asks_zbo(person, "2026-03-10"), "2026-03-12")
    assert old_village.rights(person) == [("2026-04-01", "", 722_016)]
    assert FacilityStay.objects.count() == 1


def test_beside_a_federal_allowance_only_the_difference_in_the_months_of_the_decision(old_village: OldVillage) -> None:
    """BVR art. 218 al. 4."""
    person = old_village.elder()
    old_village.screened(person, "2026-03-02")
    old_village.has(person, Kind.PENSION, 1_500_000)
    values = {"kind": OtherBenefit.Kind.FEDERAL_ALLOWANCE, "year_cents": 240_000}
    old_village.learn(OtherBenefit, person, "2020-01-01", None, values, at=moment("2026-01-02"))
    old_village.decides_zbo(old_village.asks_zbo(person, "2026-03-10"), "2026-04-12")
    old_village.runs(202605, "2026-05-05", first_month=202604)
    assert old_village.due(person, Product.ZBO) == {202604: 31_100, 202605: 51_100}


def test_an_answer_that_no_form_knows_is_refused(old_village: OldVillage) -> None:
    with pytest.raises(ApplicationRefused, match="shoe_size"):
        apply_zbo(old_village.elder(), day("2026-03-10"), answers={"shoe_size": 42})
