"""Residential care from notification to what the fund owes: approvals, refusals, ends, absences, corrections."""

from datetime import date

import pytest
from tests.care.residential.residential_helpers import CATEGORY_B, INDEPENDENT, Centre, line

from zorgkas.care.models import CareDecision, CareFile, CareLine, CareRight, Tariff
from zorgkas.care.pillars import pillar_of
from zorgkas.care.services import decide, recalculate, receive_files
from zorgkas.law.residential.kinds import AdmissionOutcome, LineOutcome
from zorgkas.ledger.models import Item, ProviderItem
from zorgkas.registry.models import Death, Person, Task
from zorgkas.registry.services import record_fact

Outcome = CareDecision.Outcome
MAY = 31 * 7512


def owed(centre: Centre, period: int = 202605) -> int:
    """What is due to the centre for a month."""
    return -sum(item.due_cents for item in ProviderItem.objects.filter(provider=centre.provider, period=period))


def right_of(person: Person) -> CareRight:
    return CareRight.objects.filter(person=person, superseded_at=None).latest("valid_from")


def test_an_admission_in_time_is_paid_from_its_day(centre: Centre) -> None:
    person = centre.member()
    decision = centre.admit(person, date(2026, 6, 1), received=date(2026, 6, 15))
    assert decision.outcome == Outcome.GRANTED
    assert decision.reasons == []
    assert right_of(person).valid_from == date(2026, 6, 1)
    assert decision.receipt is not None


def test_a_late_one_from_the_day_of_the_notification(centre: Centre) -> None:
    person = centre.member()
    decision = centre.admit(person, date(2026, 6, 1), received=date(2026, 6, 16))
    assert decision.reasons == ["NOTICE_LATE"]
    assert right_of(person).valid_from == date(2026, 6, 16)


def test_an_error_costs_a_quarter_when_the_fund_accepts_it(centre: Centre) -> None:
    person = centre.member()
    asked = {"excuse": "ADMINISTRATIVE_ERROR", **CATEGORY_B}
    waiting = centre.notify("admission", person, date(2026, 3, 1), date(2026, 3, 21), arrived_minute=600, **asked)
    assert decide(waiting, None, date(2026, 3, 21)) is None
    assert Task.objects.filter(reference=f"care-{waiting.pk}", closed_at=None).exists()
    waiting.content["excuse_accepted"] = "yes"
    waiting.save(update_fields=["content"])
    assert decide(waiting, None, date(2026, 3, 23)) is not None
    assert right_of(person).valid_from == date(2026, 3, 6)


def test_an_excuse_that_is_not_accepted_changes_nothing(centre: Centre) -> None:
    person = centre.member()
    decision = centre.admit(
        person, date(2026, 3, 2), received=date(2026, 3, 20), excuse="FORCE_MAJEURE", excuse_accepted="no"
    )
    assert decision.reasons == ["NOTICE_LATE"]
    assert right_of(person).valid_from == date(2026, 3, 20)


def test_the_fund_answers_within_five_working_days(centre: Centre) -> None:
    request = centre.notify("admission", centre.member(), date(2026, 5, 11), **CATEGORY_B)
    assert request.decide_by == date(2026, 5, 19)  # Ascension Day is no working day


def test_refusals_and_questions(centre: Centre) -> None:
    day = date(2026, 6, 1)
    other = Centre.build("C-002", unit="CDV")
    cases = {
        "REFUSED_NOT_RECOGNISED": other.admit(other.member(), day),
        "SCORES_MISSING": centre.admit(centre.member(), day, washing=None),
        "NO_CATEGORY_FITS": centre.admit(centre.member(), day, **{**INDEPENDENT, "toilet": 3}),
        "SIGNATURE_MISSING": centre.admit(centre.member(), day, **{**INDEPENDENT, "dementia_on": "2026-05-04"}),
        "REFUSED_MEDICAL": centre.admit(centre.member(), day, medical_supervision=True),
        "REFUSED_CATEGORY": other.admit(other.member(), day, unit="CDV", **INDEPENDENT),
    }
    assert {code: decision.reasons for code, decision in cases.items()} == {code: [code] for code in cases}
    assert {decision.outcome for decision in cases.values()} == {Outcome.REFUSED, Outcome.ASKS}


def test_back_within_thirty_days_without_new_scores(centre: Centre) -> None:
    person = centre.resident()
    end = centre.notify("end", person, date(2026, 5, 31), departed_minute=600)
    assert decide(end, None, date(2026, 6, 1)) is not None
    nothing = dict.fromkeys(CATEGORY_B)
    assert centre.admit(person, date(2026, 6, 30), **nothing).outcome == Outcome.GRANTED
    assert '"category":"B"' in right_of(person).details


def test_a_month_is_accepted_and_owed(centre: Centre) -> None:
    first, second = centre.resident(), centre.resident()
    incontinence = line(first, code="INC", unit_cents=43)
    report = centre.invoice(line(first), line(second), incontinence)
    assert (report.state, report.accepted_cents) == (CareFile.State.ACCEPTED, 2 * MAY + 31 * 43)
    assert owed(centre) == 2 * MAY + 31 * 43
    assert not Item.objects.filter(product=50).exists()
    assert report.file is not None
    assert report.file.pay_by == date(2026, 7, 20)


def test_the_same_file_again_changes_nothing(centre: Centre) -> None:
    content = centre.content(line(centre.resident()))
    first, again = (
        receive_files("residential", centre.fund, [("may.csv", content)], date(2026, 6, 8))[0] for _ in range(2)
    )
    assert again.again
    assert again.accepted_cents == first.accepted_cents
    assert owed(centre) == MAY
    assert CareLine.objects.count() == 1


def test_a_file_with_faults_is_partly_accepted_and_each_refusal_is_named(centre: Centre) -> None:
    good, stranger, dead = centre.resident(), centre.member(), centre.resident()
    record_fact(Death, dead.pk, date(2026, 4, 20), None, {}, source=centre.told)
    report = centre.invoice(
        line(good),
        line(stranger),
        line(dead),
        line(centre.resident(), unit_cents=7365),
        line(centre.resident(), quantity=32, to=date(2026, 5, 31)),
        line(good, code="ZZ"),
        line(good),
        line(centre.resident(), unit="HOTEL"),
    )
    assert report.state == CareFile.State.PARTLY
    assert [(refusal.line, refusal.code) for refusal in report.refusals] == [
        (2, "NO_APPROVAL"),
        (3, "AFTER_DEATH"),
        (4, "OLD_AMOUNT"),
        (5, "TOO_MANY_DAYS"),
        (6, "UNKNOWN_CODE"),
        (7, "BILLED_TWICE"),
        (8, "UNKNOWN_UNIT"),
    ]
    assert owed(centre) == MAY


def test_absurd_numbers_are_refused_like_wrong_ones(centre: Centre) -> None:
    person = centre.resident()
    report = centre.invoice(
        line(person, quantity=40_000),
        line(person, unit_cents=9_000_000_000),
        line(person, quantity=-3, unit_cents=-7512),
        line(person, hundredth_km=2_000_000_000, code="KM"),
        line(person),
    )
    assert [(refusal.line, refusal.code) for refusal in report.refusals] == [
        *((1, "TOO_MANY_DAYS"), (2, "WRONG_AMOUNT"), (3, "WRONG_AMOUNT"), (4, "WRONG_ALLOWANCE"))
    ]
    assert owed(centre) == MAY


def test_two_centres_ask_for_the_same_days(centre: Centre) -> None:
    other = Centre.build("C-003")
    person = centre.resident()
    assert other.admit(person, date(2025, 2, 3)).outcome == Outcome.GRANTED
    assert centre.invoice(line(person)).state == CareFile.State.ACCEPTED
    report = other.invoice(line(person))
    assert [refusal.code for refusal in report.refusals] == ["OTHER_FACILITY"]
    assert owed(other) == 0


def test_days_after_the_departure_are_refused(centre: Centre) -> None:
    person = centre.resident()
    end = centre.notify("end", person, date(2026, 5, 11), date(2026, 5, 12), departed_minute=600)
    assert decide(end, None, date(2026, 5, 12)) is not None
    assert [refusal.code for refusal in centre.invoice(line(person)).refusals] == ["TOO_MANY_DAYS"]
    report = centre.invoice(line(person, quantity=10, to=date(2026, 5, 10)))
    assert report.accepted_cents == 10 * 7512
    assert not CareRight.objects.filter(person=person, superseded_at=None, valid_to=None).exists()


def test_a_weekend_at_home_is_not_paid(centre: Centre) -> None:
    person = centre.resident()
    away = {"reason": 1, "left_minute": 960, "returned_on": "2026-05-10", "returned_minute": 660}
    absence = centre.notify("absence", person, date(2026, 5, 8), date(2026, 5, 11), **away)
    decision = decide(absence, None, date(2026, 5, 11))
    assert decision is not None
    assert decision.outcome == Outcome.GRANTED
    # Left on Friday after 14:00, back on Sunday before noon: only Saturday is lost.
    assert [refusal.code for refusal in centre.invoice(line(person)).refusals] == ["TOO_MANY_DAYS"]
    assert centre.invoice(line(person, quantity=30)).accepted_cents == 30 * 7512


def test_a_night_in_hospital_ends_the_stay(centre: Centre) -> None:
    person = centre.resident()
    away = {"reason": 2, "left_minute": 960, "returned_on": "2026-05-20", "returned_minute": 660}
    decision = decide(centre.notify("absence", person, date(2026, 5, 15), **away), None, date(2026, 5, 21))
    assert decision is not None
    assert decision.reasons == ["LEAVE_IS_DEPARTURE"]
    assert right_of(person).valid_to == date(2026, 5, 16)


def test_a_holiday_of_the_centre_is_paid(centre: Centre) -> None:
    person = centre.resident()
    away = {"reason": 3, "left_minute": 540, "returned_on": "2026-05-10", "returned_minute": 1080}
    assert decide(centre.notify("absence", person, date(2026, 5, 4), **away), None, date(2026, 5, 11)) is not None
    assert centre.invoice(line(person)).state == CareFile.State.ACCEPTED


def test_another_category_changes_no_amount(centre: Centre) -> None:
    person = centre.resident()
    heavier = {**CATEGORY_B, "toilet": 3, "eating": 3}
    decision = decide(centre.notify("category", person, date(2026, 5, 12), **heavier), None, date(2026, 5, 13))
    assert decision is not None
    assert decision.outcome == Outcome.GRANTED
    assert '"category":"C"' in right_of(person).details
    assert centre.invoice(line(person)).accepted_cents == MAY


def test_a_credit_and_the_right_line(centre: Centre) -> None:
    person = centre.resident()
    assert centre.invoice(line(person), number="A").accepted_cents == MAY
    credit = line(person, amount_cents=-MAY, corrects="A/1")
    right = line(person, quantity=30, to=date(2026, 5, 30))
    assert centre.invoice(credit).accepted_cents == -MAY
    assert centre.invoice(right).accepted_cents == 30 * 7512
    assert owed(centre) == 30 * 7512


def test_a_changed_amount_books_only_the_difference(centre: Centre) -> None:
    first, second = centre.resident(), centre.resident()
    centre.invoice(line(first), line(second, unit_cents=7365))
    assert owed(centre) == MAY
    centre.tell(Tariff, date(2026, 4, 1), {"pillar": "residential", "code": "WZC", "cents": 7600})
    done = recalculate("residential", centre.fund, 202605, 202605)
    # The line that was refused stays so: what it asked is no longer even the amount just before.
    assert (done.changed, done.up_cents, done.down_cents) == (2, 31 * 88, 0)
    assert owed(centre) == 31 * 7600
    assert recalculate("residential", centre.fund, 202605, 202605).changed == 0


def test_a_refused_line_becomes_payable_when_what_it_asked_is_told(centre: Centre) -> None:
    person = centre.resident()
    assert centre.invoice(line(person, unit_cents=7600)).state == CareFile.State.REFUSED
    centre.tell(Tariff, date(2026, 4, 1), {"pillar": "residential", "code": "WZC", "cents": 7600})
    assert recalculate("residential", centre.fund, 202605, 202605).up_cents == 31 * 7600


def test_a_death_that_is_told_later_takes_days_back(centre: Centre) -> None:
    person = centre.resident()
    centre.invoice(line(person))
    record_fact(Death, person.pk, date(2026, 4, 28), None, {}, source=centre.told)
    assert recalculate("residential", centre.fund, 202605, 202605).down_cents == MAY
    assert owed(centre) == 0


def test_the_recognised_units_bound_the_quarter(db: None) -> None:
    """One unit: 91 days in the second quarter of 2026. April, May and then a second resident."""
    small = Centre.build("C-009", units=1)
    first, second = small.resident(), small.resident()
    april = line(first, **{"from": date(2026, 4, 1), "to": date(2026, 4, 30), "quantity": 30})
    june = line(second, **{"from": date(2026, 6, 1), "to": date(2026, 6, 30), "quantity": 30})
    assert small.invoice(april, line(first)).state == CareFile.State.ACCEPTED
    assert small.invoice(june, on=date(2026, 7, 6)).state == CareFile.State.ACCEPTED
    assert [refusal.code for refusal in small.invoice(line(second)).refusals] == ["OVER_CAPACITY"]


@pytest.mark.parametrize("code", [outcome.name for outcome in LineOutcome if outcome != LineOutcome.ACCEPTED])
def test_every_refusal_of_a_line_has_its_article_text_and_remedy(code: str) -> None:
    why = pillar_of("residential").reasons[code]
    assert why.article
    assert why.text.nl != why.text.en
    assert why.remedy.nl != why.remedy.en


@pytest.mark.parametrize("code", [outcome.name for outcome in AdmissionOutcome if outcome.name.startswith("REFUSED")])
def test_every_refusal_of_an_admission_has_its_article_text_and_remedy(code: str) -> None:
    assert pillar_of("residential").reasons[code].article
