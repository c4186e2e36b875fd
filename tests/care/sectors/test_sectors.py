"""Six sectors from request to what the fund owes: approval, refusal, silence, cumulation, lines, corrections."""

from datetime import date, timedelta

import pytest
from tests.care.sectors.sector_helpers import House, line

from zorgkas.care.models import CareDecision, CareFile
from zorgkas.care.pillar import RequestKind
from zorgkas.care.pillars import pillars
from zorgkas.care.queries import explain_line
from zorgkas.care.services import decide, pass_terms, recalculate
from zorgkas.engine import LegalGap
from zorgkas.law.care_in_kind.kinds import CareAnswer, CareLineOutcome
from zorgkas.ledger.checks import check
from zorgkas.membership.models import Membership
from zorgkas.registry.models import Death, Task
from zorgkas.registry.services import record_fact
from zorgkas.web.counter.rooms.care.forms import content_of, request_form

pytestmark = pytest.mark.django_db
Outcome = CareDecision.Outcome
MINE = (
    *("rehabilitation_hospitals", "rehabilitation_facilities", "nursing_homes"),
    *("sheltered_living", "palliative_teams", "wheelchair_teams"),
)


@pytest.fixture
def living() -> House:
    return House.build("sheltered_living", DAY=5200)


def codes(report: object) -> list[str]:
    return [one.code for one in report.refusals]  # type: ignore[attr-defined]


def test_a_request_in_order_is_approved_and_its_month_is_paid(living: House) -> None:
    person = living.member()
    decision = living.decided(person, date(2026, 4, 20), received=date(2026, 4, 24))
    assert decision.outcome == Outcome.GRANTED
    assert living.right(person).valid_from == date(2026, 4, 20)
    report = living.invoice(line(person, cents=5200))
    assert report.state == CareFile.State.ACCEPTED
    assert report.accepted_cents == living.owed() == 31 * 5200
    assert report.file is not None
    assert report.file.pay_by == date(2026, 7, 20)
    assert [one for one in check(living.fund) if not one.good] == []


def test_care_of_more_than_thirty_days_ago_is_not_approved(living: House) -> None:
    person = living.member()
    decision = living.decided(person, date(2026, 3, 1), received=date(2026, 4, 24))
    assert decision.reasons == ["PARTLY_APPROVED"]
    assert living.right(person).valid_from == date(2026, 3, 25)


def test_silence_approves_and_a_later_refusal_works_ten_working_days_after(living: House) -> None:
    person = living.member()
    request = living.ask(person, date(2026, 2, 20), received=date(2026, 3, 2))
    assert request.decide_by == date(2026, 3, 23)
    (decision,) = pass_terms(living.fund, date(2026, 3, 24))
    assert decision.outcome == Outcome.SILENCE
    assert living.right(person).valid_from == date(2026, 2, 20)
    refusal = living.decided(person, date(2026, 3, 10), received=date(2026, 3, 30), kind="late_refusal")
    assert refusal.reasons == ["LATE_REFUSAL"]
    assert living.right(person).valid_to == date(2026, 4, 15)


def test_a_refusal_after_the_term_leaves_approved_what_lies_before(living: House) -> None:
    person = living.member()
    request = living.ask(person, date(2026, 2, 20), received=date(2026, 3, 2), kind="start")
    record_fact(Membership, person.pk, date(2026, 2, 1), None, None, source=living.told, series={})
    decision = decide(request, None, date(2026, 3, 30))
    assert decision is not None
    assert decision.outcome == Outcome.GRANTED
    assert decision.reasons == ["REFUSED_NOT_INSURED", "LATE_REFUSAL"]
    assert living.right(person).valid_to == date(2026, 4, 15)


def test_an_incomplete_request_asks_and_is_decided_when_complete(living: House) -> None:
    person = living.member()
    request = living.ask(person, date(2026, 4, 20), medical_report=False)
    asked = decide(request, None, date(2026, 4, 21))
    assert asked is not None
    assert (asked.outcome, asked.reasons) == (Outcome.ASKS, ["ASK_INFORMATION"])
    request.content["medical_report"] = True
    request.save(update_fields=["content"])
    granted = decide(request, None, date(2026, 4, 22))
    assert granted is not None
    assert granted.outcome == Outcome.GRANTED


def test_within_three_months_the_administrative_part_is_enough_and_the_right_goes_on(living: House) -> None:
    person = living.member()
    living.decided(person, date(2026, 3, 1), until="2026-04-30")
    again = living.decided(person, date(2026, 5, 1), consent=False, medical_report=False)
    assert again.outcome == Outcome.GRANTED
    right = living.right(person)
    assert (right.valid_from, right.valid_to) == (date(2026, 3, 1), None)


def test_an_administrative_member_needs_no_premium(living: House) -> None:
    person = living.member(Membership.Kind.ADMINISTRATIVE)
    assert living.decided(person, date(2026, 4, 20)).outcome == Outcome.GRANTED
    assert living.invoice(line(person, cents=5200)).state == CareFile.State.ACCEPTED


def test_what_was_requested_before_excludes_what_is_requested_later(living: House) -> None:
    home = House.build("nursing_homes", "H-2", ALLOWANCE=10600)
    person = living.member()
    living.decided(person, date(2026, 3, 1))
    refused = home.decided(person, date(2026, 4, 1))
    assert (refused.outcome, refused.reasons) == (Outcome.REFUSED, ["REFUSED_CUMULATION"])
    living.decided(person, date(2026, 4, 10), kind="end", left_minute=660)
    granted = home.decided(person, date(2026, 4, 10), received=date(2026, 4, 13))
    assert granted.outcome == Outcome.GRANTED
    assert home.right(person).valid_from == date(2026, 4, 10)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"cents": 5100}, "WRONG_AMOUNT"),
        ({"cents": 5000}, "OLD_AMOUNT"),
        ({"cents": 5200, "quantity": 32}, "TOO_MANY"),
        ({"cents": 5200, "first": date(2026, 4, 1), "last": date(2026, 4, 30)}, "BEFORE_APPROVAL"),
    ],
)
def test_each_fault_of_a_line_has_its_code(change: dict[str, object], code: str) -> None:
    living = House.build("sheltered_living", DAY=5000)
    living.tariff("DAY", 5200, date(2026, 1, 1))
    person = living.member()
    living.decided(person, date(2026, 4, 20))
    report = living.invoice(line(person, **change))  # type: ignore[arg-type]
    assert codes(report) == [code]
    assert living.owed() == living.owed(202604) == 0


def test_a_line_without_request_after_death_or_too_late_is_refused(living: House) -> None:
    person, stranger = living.member(), living.member()
    living.decided(person, date(2026, 4, 20))
    assert codes(living.invoice(line(stranger, cents=5200))) == ["NO_APPROVAL"]
    assert codes(living.invoice(line(person, cents=5200), on=date(2028, 6, 1))) == ["TIME_BARRED"]
    assert codes(living.invoice(line(person, cents=5200), on=date(2026, 5, 31))) == ["NOT_OVER_YET"]
    record_fact(Death, person.pk, date(2026, 5, 20), None, {}, source=living.told)
    assert codes(living.invoice(line(person, cents=5200))) == ["AFTER_DEATH"]


def test_overlapping_days_are_paid_once(living: House) -> None:
    person = living.member()
    living.decided(person, date(2026, 4, 20))
    first = line(person, first=date(2026, 5, 1), last=date(2026, 5, 20), cents=5200)
    second = line(person, first=date(2026, 5, 20), last=date(2026, 5, 31), cents=5200)
    assert codes(living.invoice(first, second)) == ["BILLED_TWICE"]
    assert codes(living.invoice(second)) == ["BILLED_TWICE"]
    assert living.owed() == 20 * 5200


@pytest.mark.parametrize("few", [0, 50], ids=["read as many lines", "read as a few"])
def test_a_changed_tariff_books_the_difference_once(living: House, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zorgkas.care.sectors.lines.FEW", few)
    person = living.member()
    living.decided(person, date(2026, 4, 20))
    living.invoice(line(person, cents=5200))
    living.tariff("DAY", 5300, date(2026, 5, 1))
    assert recalculate("sheltered_living", living.fund, 202605, 202605).up_cents == 31 * 100
    assert recalculate("sheltered_living", living.fund, 202605, 202605).changed == 0
    assert living.owed() == 31 * 5300
    assert [one for one in check(living.fund) if not one.good] == []


def test_a_lump_sum_of_a_nursing_home_follows_the_situation_of_the_user() -> None:
    home = House.build("nursing_homes", ALLOWANCE=10603)
    person = home.member()
    home.decided(person, date(2026, 4, 20), pvt_increased_allowance=True, pvt_living_wage=True)
    # 13.73 x 1.02^4 and 15.92 x 1.02^6
    lump = line(person, "LUMP_SUM", cents=1486 + 1793)
    assert codes(home.invoice(line(person, "LUMP_SUM", cents=1414))) == ["WRONG_AMOUNT"]
    report = home.invoice(line(person, "ALLOWANCE", cents=10603), lump)
    assert report.accepted_cents == 31 * (10603 + 1486 + 1793)
    explained = explain_line(report.file.lines.get(number=2))  # type: ignore[union-attr]
    assert explained is not None
    assert explained.value == CareLineOutcome.ACCEPTED


def test_no_more_leave_than_four_days_a_started_month() -> None:
    home = House.build("nursing_homes", LEAVE=10603)
    person = home.member()
    home.decided(person, date(2026, 4, 20))
    nine = line(person, "LEAVE", last=date(2026, 5, 9), cents=10603)
    eight = line(person, "LEAVE", last=date(2026, 5, 8), cents=10603)
    assert codes(home.invoice(nine)) == ["TOO_MANY"]
    assert home.invoice(eight).state == CareFile.State.ACCEPTED


def test_a_facility_bills_services_within_ceiling_and_capacity_and_no_more_than_the_share() -> None:
    centre = House.build("rehabilitation_facilities", AMBULATORY=8000)
    centre.capacity(12)
    person = centre.member()
    asked = {"service": "AMBULATORY", "number": "N9_53"}
    decision = centre.decided(person, date(2026, 4, 20), sessions=10, **asked)  # type: ignore[arg-type]
    assert decision.outcome == Outcome.GRANTED
    day = {"code": "AMBULATORY", "cents": 8000}
    share = line(person, **day, quantity=2, share=800)  # type: ignore[arg-type]
    assert codes(centre.invoice(share)) == ["WRONG_SHARE"]
    assert centre.invoice(line(person, **day, quantity=8, share=8 * 228)).accepted_cents == 64000  # type: ignore[arg-type]
    more = line(person, first=date(2026, 5, 2), quantity=3, **day)  # type: ignore[arg-type]
    assert codes(centre.invoice(more)) == ["TOO_MANY"]
    other = centre.member()
    centre.decided(other, date(2026, 4, 20), sessions=400, **asked)  # type: ignore[arg-type]
    assert codes(centre.invoice(line(other, quantity=5, **day))) == ["OVER_CAPACITY"]  # type: ignore[arg-type]


def test_an_advice_of_the_commission_is_waited_for() -> None:
    centre = House.build("rehabilitation_facilities", AMBULATORY=8000)
    request = centre.ask(centre.member(), date(2026, 4, 20), service="AMBULATORY", number="N9_53", to_commission=True)
    assert decide(request, None, date(2026, 4, 21)) is None
    assert Task.objects.filter(reference=f"care-{request.pk}", closed_at=None).exists()
    request.content["commission_favourable"] = "no"
    request.save(update_fields=["content"])
    decision = decide(request, None, date(2026, 4, 22))
    assert decision is not None
    assert decision.reasons == ["REFUSED_COMMISSION"]


def test_two_facilities_exclude_each_other_by_the_service() -> None:
    one, two = House.build("rehabilitation_facilities", "R-1"), House.build("rehabilitation_facilities", "R-2")
    person = one.member()
    one.decided(person, date(2026, 3, 1), service="AMBULATORY", number="N7_71")
    assert two.decided(person, date(2026, 4, 1), service="AMBULATORY", number="N9_69").reasons == ["REFUSED_CUMULATION"]
    other = one.member()
    one.decided(other, date(2026, 3, 1), service="AMBULATORY", number="N9_53")
    assert two.decided(other, date(2026, 4, 1), service="AMBULATORY", number="N9_69").outcome == Outcome.GRANTED


def test_a_hospital_is_answered_in_three_working_days_for_fifteen_days_and_extended() -> None:
    hospital = House.build("rehabilitation_hospitals", DAY=4000)
    person = hospital.member()
    notice = hospital.ask(person, date(2026, 5, 4), received=date(2026, 5, 6), kind="admission", admitted_minute=600)
    assert notice.decide_by == date(2026, 5, 11)
    assert decide(notice, None, date(2026, 5, 7)).outcome == Outcome.GRANTED  # type: ignore[union-attr]
    assert hospital.right(person).valid_to == date(2026, 5, 19)
    longer = hospital.decided(
        person, date(2026, 5, 19), received=date(2026, 5, 18), kind="extension", until="2026-06-30"
    )
    assert longer.outcome == Outcome.GRANTED
    right = hospital.right(person)
    assert (right.valid_from, right.valid_to) == (date(2026, 5, 4), date(2026, 7, 1))
    may = line(person, first=date(2026, 5, 4), cents=4000, share=5344 + 27 * 2020)
    assert hospital.invoice(may).accepted_cents == 28 * 4000


def test_silence_accepts_a_notice_for_fifteen_days_and_lateness_is_told() -> None:
    hospital = House.build("rehabilitation_hospitals", DAY=4000)
    person = hospital.member()
    hospital.ask(person, date(2026, 5, 4), received=date(2026, 5, 12), kind="admission")
    (decision,) = pass_terms(hospital.fund, date(2026, 5, 20))
    assert (decision.outcome, decision.reasons) == (Outcome.SILENCE, ["NOTICE_LATE"])
    assert hospital.right(person).valid_to == date(2026, 5, 19)


def test_a_palliative_team_is_paid_once_in_a_life() -> None:
    team, other = House.build("palliative_teams", FULL=241935), House.build("palliative_teams", "T-2", FULL=200000)
    person = team.member()
    team.decided(person, date(2026, 4, 20))
    once = line(person, "FULL", last=date(2026, 5, 1), cents=241935)
    assert team.invoice(once).accepted_cents == 241935
    again = line(person, "FULL", first=date(2026, 5, 2), last=date(2026, 5, 2), cents=241935)
    assert codes(team.invoice(again)) == ["BILLED_TWICE"]
    assert other.decided(person, date(2026, 6, 1)).reasons == ["REFUSED_ONCE"]


def test_a_wheelchair_report_costs_what_the_order_says_and_must_be_asked_in_time() -> None:
    team = House.build("wheelchair_teams")
    person = team.member()
    assert team.decided(person, date(2026, 5, 4), kind="report").outcome == Outcome.GRANTED
    report = line(person, "REPORT", first=date(2026, 5, 4), last=date(2026, 5, 4), cents=33199)
    assert team.invoice(report).accepted_cents == 33199
    late = team.decided(team.member(), date(2026, 2, 2), received=date(2026, 3, 5), kind="report")
    assert (late.outcome, late.reasons) == (Outcome.REFUSED, ["REFUSED_TOO_LATE"])
    request = team.ask(team.member(), date(2026, 2, 2), received=date(2026, 3, 5), kind="report", lateness="Ziek")
    assert decide(request, None, date(2026, 3, 6)) is None
    request.content["lateness_accepted"] = "yes"
    request.save(update_fields=["content"])
    assert decide(request, None, date(2026, 3, 9)).outcome == Outcome.GRANTED  # type: ignore[union-attr]
    assert pass_terms(team.fund, date(2027, 1, 1)) == []


def test_interest_waits_for_the_rate() -> None:
    owed = pillars()["sheltered_living"].interest
    assert owed is not None
    with pytest.raises(LegalGap):
        owed(100_000, date(2026, 7, 20), date(2026, 8, 20))


@pytest.mark.parametrize("code", MINE)
def test_every_answer_and_outcome_that_a_pillar_can_give_has_its_words(code: str) -> None:
    reasons = pillars()[code].reasons
    for why in reasons.values():
        assert why.text.nl != why.text.en
        assert why.remedy.nl
    lines = {outcome.name for outcome in CareLineOutcome} - {"ACCEPTED", "OVER_CAPACITY"}
    assert lines <= set(reasons)
    never = {"APPROVED", "REFUSED_ONCE", "REFUSED_TOO_LATE", "REFUSED_TOO_OLD", "REFUSED_COMMISSION"}
    assert {answer.name for answer in CareAnswer} - never <= set(reasons)


@pytest.mark.parametrize("code", MINE)
def test_an_empty_form_of_each_kind_says_nothing_that_nobody_judged(code: str) -> None:
    for kind in pillars()[code].requests:
        form = request_form(kind)({"received_on": "2026-05-04", "event_on": "2026-05-04", **required(kind)})
        assert form.is_valid(), form.errors
        content = content_of(kind, form.cleaned_data)
        assert not {"commission_favourable", "lateness_accepted"} & set(content)


def required(kind: RequestKind) -> dict[str, str]:
    return {one.name: next(iter(one.choices)) for one in kind.fields if one.kind == "choice" and one.required}


def test_terms_of_payment_are_six_weeks_or_sixty_days() -> None:
    received = date(2026, 6, 8)
    for code in MINE:
        pay_by = pillars()[code].pay_by
        assert pay_by is not None
        days = 60 if code == "nursing_homes" else 42
        assert pay_by(received) == received + timedelta(days=days)


@pytest.mark.parametrize("code", MINE)
def test_a_line_of_before_the_care_funds_paid_is_refused_and_not_an_error(code: str) -> None:
    house = House.build(code)
    day = date(2015, 3, 1)
    report = house.invoice(line(house.member(), pillars()[code].codes[0], day, day, cents=1000))
    assert codes(report) == ["PAID_BY_INSURER"]


def test_lines_of_the_first_year_of_a_facility_have_no_share_to_check() -> None:
    centre = House.build("rehabilitation_facilities", AMBULATORY=8000)
    person = centre.member()
    centre.decided(person, date(2022, 12, 1), service="AMBULATORY", number="N7_72")
    day = date(2022, 12, 5)
    one = line(person, "AMBULATORY", day, day, cents=8000, quantity=1, share=500)
    assert centre.invoice(one, on=date(2023, 1, 9)).accepted_cents == 8000


def test_what_silence_approved_for_a_palliative_team_stays_when_it_is_decided_too_late() -> None:
    team = House.build("palliative_teams", FULL=241935)
    person = team.member()
    team.decided(person, date(2026, 3, 2))
    request = House.build("palliative_teams", "T-2").ask(person, date(2026, 4, 1))
    decision = decide(request, None, date(2026, 6, 1))
    assert decision is not None
    assert decision.reasons == ["REFUSED_ONCE", "SILENCE_STANDS"]
    assert decision.outcome == Outcome.GRANTED
