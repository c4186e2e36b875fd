"""Mobility aids from request to payment, as examples; every fault has its code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mobility_helpers import CARE, ELECTRONIC, MODULAR, STANDARD, WALKER, Shop, day

from zorgkas.care.models import CareLine, CareRight, Recognition
from zorgkas.care.pillars import pillar_of
from zorgkas.care.pillars.mobility.codes import line_codes, line_kind, product_code
from zorgkas.care.pillars.mobility.tariffs import enter_tariffs, tariff_on
from zorgkas.care.services import check_files, recalculate, record_provider_fact
from zorgkas.law.mobility.kinds import AidAdvice, AidDocument, AidLineOutcome, AidOutcome
from zorgkas.law.mobility.products import products
from zorgkas.ledger.models import ProviderItem
from zorgkas.membership.models import Membership
from zorgkas.registry.models import CareFund, Death, Detention, FacilityStay

pytestmark = pytest.mark.django_db


def owed(shop: Shop) -> dict[int, int]:
    """What is due to the supplier per month, in cents."""
    return {item.period: -item.due_cents for item in ProviderItem.objects.order_by("period") if item.due_cents}


class TestRequests:
    def test_a_walking_aid_is_granted_and_may_be_delivered_for_six_months(self, shop: Shop) -> None:
        an = shop.member("1960-05-01")
        request = shop.asks(an, "purchase", WALKER, "2026-06-01")
        assert request.decide_by == day("2026-06-22")
        assert shop.decided(request) == ("granted", "GRANTED")
        right = CareRight.objects.get(person=an)
        assert (right.code, right.valid_from, right.valid_to) == (f"OK-{WALKER}", day("2026-06-01"), day("2026-12-02"))

    def test_what_is_not_on_the_list_is_refused(self, shop: Shop) -> None:
        assert shop.decided(shop.asks(shop.member(), "purchase", "999999", "2026-06-01")) == ("refused", "NOT_ON_LIST")

    def test_somebody_who_is_no_member_is_refused(self, shop: Shop) -> None:
        request = shop.asks(shop.stranger(), "purchase", WALKER, "2026-06-01")
        assert shop.decided(request) == ("refused", "NOT_AFFILIATED")

    def test_a_supplier_who_is_not_authorised_may_not_apply(self, shop: Shop) -> None:
        other = shop.opens("4000009", "Nonaam", "OTHER")
        request = shop.asks(shop.member(), "purchase", WALKER, "2026-06-01", provider=other)
        assert shop.decided(request) == ("refused", "PROVIDER_NOT_AUTHORISED")

    def test_a_missing_document_is_asked_and_nothing_is_decided(self, shop: Shop) -> None:
        request = shop.asks(shop.member(), "purchase", ELECTRONIC, "2026-06-01", aid_assessment="REPORT")
        assert shop.decided(request) == ("asks", "MISSING_TEST_REPORT")
        request.content["aid_test_report"] = True
        request.save()
        assert shop.decided(request, "2026-06-10") == ("granted", "GRANTED")

    def test_a_request_that_the_commission_checks_waits_for_its_advice_which_binds(self, shop: Shop) -> None:
        request = shop.asks(shop.member(), "purchase", STANDARD, "2026-06-01", to_commission=True)
        assert shop.decided(request) == ("asks", "WAITS_COMMISSION")
        request.content["aid_advice"] = "NEGATIVE"
        request.save()
        assert shop.decided(request, "2026-06-12") == ("refused", "ADVICE_NEGATIVE")

    def test_from_85_one_rents(self, shop: Shop) -> None:
        bea = shop.member("1936-05-01")
        assert shop.decided(shop.asks(bea, "purchase", STANDARD, "2026-06-01")) == ("refused", "MUST_RENT")
        assert shop.decided(shop.asks(bea, "rental", STANDARD, "2026-06-02")) == ("granted", "GRANTED")

    def test_a_resident_of_a_care_centre_rents_at_any_age(self, shop: Shop) -> None:
        cis = shop.member("1960-05-01")
        shop.learn(FacilityStay, cis, "2025-01-01", None, {"facility_kind": 1, "facility": "WZC De Linde"})
        assert shop.decided(shop.asks(cis, "rental", CARE, "2026-06-01")) == ("granted", "GRANTED")

    def test_a_renewal_too_early_is_refused_and_one_in_time_granted(self, shop: Shop) -> None:
        an = shop.member("1970-05-01")
        shop.has_bought(an, STANDARD, "2026-02-02")
        early = shop.asks(an, "purchase", STANDARD, "2030-02-01", aid_request="RENEWAL")
        assert shop.decided(early) == ("refused", "RENEWAL_TOO_EARLY")
        in_time = shop.asks(an, "purchase", STANDARD, "2030-02-02", aid_request="RENEWAL")
        assert shop.decided(in_time) == ("granted", "GRANTED")

    def test_a_wheelchair_goes_beside_a_walking_aid_but_a_scooter_not_beside_a_wheelchair(self, shop: Shop) -> None:
        an = shop.member("1970-05-01")
        shop.has_bought(an, STANDARD, "2026-02-02")
        assert shop.decided(shop.asks(an, "purchase", WALKER, "2026-03-02")) == ("granted", "GRANTED")
        report = {"aid_assessment": "REPORT", "aid_test_report": True, "aid_prescription_before": True}
        scooter = shop.asks(an, "purchase", "220153", "2026-03-03", **report)
        assert shop.decided(scooter) == ("refused", "NOT_BESIDE_OTHER_AID")

    def test_a_suspended_supplier_may_not_apply(self, shop: Shop) -> None:
        values = {"pillar": "mobility", "care": "SUPPLY", "number": "x", "details": {"suspended": True}}
        record_provider_fact(Recognition, shop.supplier, day("2026-06-01"), day("2026-09-01"), values, source=shop.told)
        an, bea = shop.member(), shop.member()
        assert shop.decided(shop.asks(an, "purchase", WALKER, "2026-06-01"))[1] == "PROVIDER_NOT_AUTHORISED"
        assert shop.decided(shop.asks(bea, "purchase", WALKER, "2026-09-01"))[0] == "granted"

    def test_a_request_is_not_believed_about_what_is_known_from_elsewhere(self, shop: Shop) -> None:
        other = shop.opens("4000009", "Nonaam", "OTHER")
        told = {"aid_provider_authorised": True, "aid_resident": True}
        request = shop.asks(shop.member(), "purchase", WALKER, "2026-06-01", provider=other, **told)
        assert shop.decided(request) == ("refused", "PROVIDER_NOT_AUTHORISED")

    def test_an_answer_that_cannot_be_read_is_a_task_and_no_decision(self, shop: Shop) -> None:
        request = shop.asks(shop.member(), "purchase", WALKER, "2026-06-01", aid_assessment="HOROSCOPE")
        assert shop.decided(request) == ("", "")

    def test_a_second_wheelchair_has_a_code_of_its_own(self, shop: Shop) -> None:
        an = shop.member()
        assert shop.decided(shop.asks(an, "purchase", "225016", "2026-06-01")) == ("refused", "SECOND_CODE")
        told = {"aid_request": "SECOND_CHAIR", "aid_second_case": "FLOOR"}
        shop.has_bought(an, STANDARD, "2026-06-02")
        assert shop.decided(shop.asks(an, "purchase", "225016", "2026-06-03", **told)) == ("granted", "GRANTED")

    def test_what_the_law_says_before_2026_is_told_as_not_known(self, shop: Shop) -> None:
        assert shop.decided(shop.asks(shop.member(), "purchase", STANDARD, "2025-06-02")) == ("", "")


class TestDelivery:
    def test_the_proof_must_come_within_six_months(self, shop: Shop) -> None:
        an = shop.member()
        shop.decided(shop.asks(an, "purchase", WALKER, "2026-01-15"))
        assert shop.delivers(an, WALKER, "2026-07-10", filed="2026-07-16") == ("refused", "PROOF_TOO_LATE")
        assert shop.delivers(an, WALKER, "2026-07-10", filed="2026-07-15") == ("granted", "DELIVERED")

    def test_nothing_is_delivered_without_approval(self, shop: Shop) -> None:
        assert shop.delivers(shop.member(), WALKER, "2026-06-01") == ("refused", "NO_APPROVAL")

    def test_nothing_is_delivered_after_a_death_or_in_prison(self, shop: Shop) -> None:
        an, bea = shop.member(), shop.member()
        for one in (an, bea):
            shop.decided(shop.asks(one, "purchase", WALKER, "2026-06-01"))
        shop.learn(Death, an, "2026-06-10")
        shop.learn(Detention, bea, "2026-06-05", None)
        assert shop.delivers(an, WALKER, "2026-06-11") == ("refused", "NOT_DELIVERABLE")
        assert shop.delivers(bea, WALKER, "2026-06-11") == ("refused", "NOT_DELIVERABLE")

    def test_an_approval_is_delivered_once_and_not_in_the_future(self, shop: Shop) -> None:
        an = shop.member()
        shop.decided(shop.asks(an, "purchase", WALKER, "2026-06-01"))
        assert shop.delivers(an, WALKER, "2026-06-12", filed="2026-06-11") == ("refused", "NOT_YET_DELIVERED")
        assert shop.delivers(an, WALKER, "2026-06-12") == ("granted", "DELIVERED")
        assert shop.delivers(an, WALKER, "2026-06-13") == ("refused", "ALREADY_DELIVERED")

    @pytest.mark.parametrize(("signed", "old", "new"), [("2026-05-15", [4], [5]), ("2026-05-16", [4, 5], [])])
    def test_another_rented_chair_takes_the_place_of_the_first(
        self, shop: Shop, signed: str, old: list[int], new: list[int]
    ) -> None:
        bea = shop.member("1936-05-01")
        shop.rents(bea, STANDARD, "2026-03-02")
        assert shop.decided(shop.asks(bea, "rental", CARE, "2026-05-02")) == ("granted", "GRANTED")
        assert shop.delivers(bea, CARE, signed, aid_form="RENTAL") == ("granted", "DELIVERED")
        rents = [(STANDARD, 3_000), (CARE, 5_000)]
        lines = [
            {"person": bea, "code": f"HUUR-{code}", "on": f"2026-{month:02d}-01", "cents": cents}
            for code, cents in rents
            for month in (4, 5)
        ]
        shop.invoice("F1", *lines, on="2026-06-02")
        paid = CareLine.objects.filter(accepted_cents__gt=0).order_by("code", "period").values_list("code", "period")
        months = [(code, period % 100) for code, period in paid]
        assert months == [(f"HUUR-{STANDARD}", one) for one in old] + [(f"HUUR-{CARE}", one) for one in new]

    def test_a_standard_wheelchair_brings_a_budget_for_upkeep(self, shop: Shop) -> None:
        an = shop.member()
        shop.has_bought(an, STANDARD, "2026-02-02")
        assert CareRight.objects.get(person=an, code="ONDERHOUD-1A").ceiling_cents == 15_000


class TestSpecialWays:
    def test_in_rehabilitation_one_rents_for_three_months_and_then_buys(self, shop: Shop) -> None:
        an = shop.member("1980-05-01")
        told = {"aid_rehabilitation": True}
        first = shop.asks(an, "purchase", STANDARD, "2026-01-12", **told)
        assert shop.decided(first) == ("refused", "TEMPORARY_RENTAL_FIRST")
        rental = shop.asks(an, "rental", STANDARD, "2026-01-13", aid_form="TEMPORARY_RENTAL", **told)
        assert shop.decided(rental) == ("granted", "GRANTED")
        assert shop.delivers(an, STANDARD, "2026-01-14", aid_form="TEMPORARY_RENTAL") == ("granted", "DELIVERED")
        early = shop.asks(an, "purchase", STANDARD, "2026-03-12", **told)
        assert shop.decided(early) == ("refused", "TEMPORARY_RENTAL_FIRST")
        assert shop.decided(shop.asks(an, "purchase", STANDARD, "2026-04-14", **told)) == ("granted", "GRANTED")

    def test_with_a_rapid_condition_only_a_specialist_rents_out(self, shop: Shop) -> None:
        an = shop.member("1980-05-01")
        told = {"aid_rapid": "BY_LAW", "aid_assessment": "RAPID_REPORT"}
        assert shop.decided(shop.asks(an, "rental", ELECTRONIC, "2026-06-01", **told))[1] == "PROVIDER_NOT_AUTHORISED"
        specialist = shop.opens("4000002", "De Brug", "SUPPLY", "RAPID")
        request = shop.asks(an, "rental", ELECTRONIC, "2026-06-02", provider=specialist, **told)
        assert shop.decided(request) == ("granted", "GRANTED")

    def test_an_aid_off_the_list_waits_for_the_technical_commission_and_gets_its_amount(self, shop: Shop) -> None:
        an = shop.member("1980-05-01")
        told = {"aid_request": "OFF_LIST", "aid_assessment": "REPORT", "aid_quote": True, "aid_on_list": False}
        told |= {"aid_reasoned": True, "aid_limitation_comparable": True, "aid_product_documents": True}
        request = shop.asks(an, "special", MODULAR, "2026-06-01", aid_user_cost_cents=80_000, **told)
        assert request.decide_by == day("2026-06-08")
        assert shop.decided(request) == ("asks", "WAITS_TECHNICAL_COMMISSION")
        request.content |= {"aid_advice": "POSITIVE", "benefit_cents": 123_400, "upkeep_cents": 20_000}
        request.save()
        assert shop.decided(request, "2026-07-01") == ("granted", "GRANTED")
        assert shop.delivers(an, MODULAR, "2026-07-10", public_price_cents=150_000) == ("granted", "DELIVERED")
        line = {"person": an, "code": MODULAR, "on": "2026-07-10", "cents": 123_400, "supplement": 26_600}
        assert shop.invoice("F1", line, on="2026-08-03").accepted_cents == 123_400
        assert CareRight.objects.get(code="ONDERHOUD-1A", person=an).ceiling_cents == 20_000

    def test_a_one_off_repair_is_a_budget_of_its_own(self, shop: Shop) -> None:
        an = shop.member()
        shop.has_bought(an, STANDARD, "2026-02-02")
        told = {"aid_request": "ONE_OFF_REPAIR", "aid_quote": True, "aid_reasoned": True, "aid_exceptional_wear": True}
        told |= {"aid_user_cost_cents": 40_000, "aid_advice": "POSITIVE"}
        request = shop.asks(an, "special", STANDARD, "2026-06-01", **told)
        assert shop.decided(request) == ("", "")  # which amount was advised is not told yet
        request.content["benefit_cents"] = 35_000
        request.save()
        assert shop.decided(request, "2026-06-15") == ("granted", "GRANTED")
        line = {"person": an, "code": "ONDERHOUD-1A", "on": "2026-06-20", "cents": 35_000}
        assert shop.invoice("F1", line, on="2026-07-03").accepted_cents == 35_000

    def test_a_partial_approval_is_delivered_only_after_the_user_confirms(self, shop: Shop) -> None:
        an = shop.member()
        request = shop.asks(an, "purchase", STANDARD, "2026-06-01", aid_advice="PARTLY", to_commission=True)
        assert shop.decided(request) == ("", "")
        request.content["approved"] = "zonder hoofdsteun"
        request.save()
        assert shop.decided(request, "2026-06-10") == ("granted", "PARTLY_GRANTED")
        assert shop.delivers(an, STANDARD, "2026-06-20") == ("asks", "NOT_CONFIRMED")
        assert shop.delivers(an, STANDARD, "2026-06-21", confirmed=True) == ("granted", "DELIVERED")

    def test_an_adaptation_is_no_new_aid_and_its_amount_is_not_made_up(self, shop: Shop) -> None:
        an = shop.member()
        shop.has_bought(an, STANDARD, "2026-02-02")
        assert shop.decided(shop.asks(an, "purchase", STANDARD, "2026-06-01", aid_request="ADAPTATION"))[0] == "granted"
        assert shop.delivers(an, STANDARD, "2026-06-10") == ("granted", "DELIVERED")
        line = {"person": an, "code": STANDARD, "on": "2026-06-10", "cents": 50_000}
        assert [one.code for one in shop.invoice("F1", line, on="2026-07-01").refusals] == ["NO_TARIFF"]
        later = shop.asks(an, "purchase", STANDARD, "2030-02-02", aid_request="RENEWAL")
        assert shop.decided(later) == ("granted", "GRANTED")


class TestInvoices:
    def test_a_delivered_wheelchair_is_paid_once_however_often_the_file_comes(self, shop: Shop) -> None:
        an = shop.member()
        shop.has_bought(an, STANDARD, "2026-02-02")
        line = {"person": an, "code": STANDARD, "on": "2026-02-02", "cents": 50_000, "supplement": 10_000}
        report = shop.invoice("F1", line, on="2026-03-02")
        assert (report.state, report.accepted_cents) == ("accepted", 50_000)
        assert shop.invoice("F1", line, on="2026-03-03").again
        assert [one.code for one in shop.invoice("F2", line, on="2026-03-03").refusals] == ["ALREADY_BILLED"]
        assert owed(shop) == {202602: 50_000}

    def test_two_lines_about_one_delivery_in_one_file(self, shop: Shop) -> None:
        an = shop.member()
        shop.has_bought(an, STANDARD, "2026-02-02")
        line = {"person": an, "code": STANDARD, "on": "2026-02-02", "cents": 50_000}
        report = shop.invoice("F1", line, line, on="2026-03-02")
        assert (report.state, [one.code for one in report.refusals]) == ("partly", ["ALREADY_BILLED"])
        assert owed(shop) == {202602: 50_000}

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"code": "123456"}, "UNKNOWN_CODE"),
            ({"on": "2026-02-03"}, "NO_RIGHT"),
            ({"code": MODULAR}, "NO_RIGHT"),
            ({"cents": 48_953}, "WRONG_PRICE"),
            ({"supplement": 10_001}, "SUPPLEMENT_TOO_HIGH"),
        ],
    )
    def test_each_fault_has_its_code(self, shop: Shop, change: dict[str, object], code: str) -> None:
        an = shop.member()
        shop.has_bought(an, STANDARD, "2026-02-02")
        line = {"person": an, "code": STANDARD, "on": "2026-02-02", "cents": 50_000, **change}
        report = shop.invoice("F1", line, on="2026-03-02")
        assert ([one.code for one in report.refusals], report.accepted_cents, owed(shop)) == ([code], 0, {})

    def test_a_line_two_years_after_the_delivery_is_prescribed(self, shop: Shop) -> None:
        an = shop.member()
        shop.has_bought(an, STANDARD, "2026-02-02")
        line = {"person": an, "code": STANDARD, "on": "2026-02-02", "cents": 50_000}
        content = shop.file("F1", line)
        assert check_files("mobility", shop.fund, [("F1", content)], day("2028-02-02"))[0].accepted_cents == 50_000
        late = check_files("mobility", shop.fund, [("F1", content)], day("2028-02-03"))[0]
        assert [one.code for one in late.refusals] == ["TIME_BARRED"]

    def test_a_rental_is_paid_by_whole_months_until_the_death(self, shop: Shop) -> None:
        bea = shop.member("1936-05-01")
        shop.rents(bea, STANDARD, "2026-02-16")
        shop.learn(Death, bea, "2026-05-16")
        lines = [
            {"person": bea, "code": f"HUUR-{STANDARD}", "on": f"2026-{month:02d}-01", "cents": 3_000}
            for month in range(2, 7)
        ]
        report = shop.invoice("F1", *lines, on="2026-06-20")
        assert [(one.line, one.code) for one in report.refusals] == [(1, "MONTH_NOT_DUE"), (5, "AFTER_DEATH")]
        assert owed(shop) == {202603: 3_000, 202604: 3_000, 202605: 3_000}

    def test_a_month_of_rent_is_due_once_whatever_day_the_line_names(self, shop: Shop) -> None:
        bea = shop.member("1936-05-01")
        shop.rents(bea, STANDARD, "2026-02-02")
        code = f"HUUR-{STANDARD}"
        shop.invoice("F1", {"person": bea, "code": code, "on": "2026-03-01", "cents": 3_000}, on="2026-04-01")
        again = shop.invoice("F2", {"person": bea, "code": code, "on": "2026-03-31", "cents": 3_000}, on="2026-04-02")
        assert [one.code for one in again.refusals] == ["ALREADY_BILLED"]

    def test_a_rental_that_ended_is_no_longer_due(self, shop: Shop) -> None:
        bea = shop.member("1936-05-01")
        shop.rents(bea, STANDARD, "2026-02-02")
        assert shop.ends(bea, STANDARD, "2026-04-15", told="2026-04-20") == ("granted", "RENTAL_ENDED")
        lines = [
            {"person": bea, "code": f"HUUR-{STANDARD}", "on": f"2026-{month:02d}-01", "cents": 3_000}
            for month in (3, 4)
        ]
        report = shop.invoice("F1", *lines, on="2026-05-02")
        assert [(one.line, one.code) for one in report.refusals] == [(2, "MONTH_NOT_DUE")]

    def test_died_between_approval_and_delivery(self, shop: Shop) -> None:
        an = shop.member()
        shop.decided(shop.asks(an, "purchase", STANDARD, "2026-06-01"))
        shop.learn(Death, an, "2026-06-10")
        line = {"person": an, "code": f"OVERLIJDEN-{STANDARD}", "on": "2026-06-10", "cents": 12_500, "price": 60_000}
        assert shop.invoice("F1", line, on="2026-07-01").accepted_cents == 12_500

    def test_a_death_after_the_delivery_gives_no_second_payment(self, shop: Shop) -> None:
        an = shop.member()
        shop.has_bought(an, STANDARD, "2026-06-02")
        shop.learn(Death, an, "2026-06-10")
        line = {"person": an, "code": f"OVERLIJDEN-{STANDARD}", "on": "2026-06-10", "cents": 12_500, "price": 60_000}
        assert [one.code for one in shop.invoice("F1", line, on="2026-07-01").refusals] == ["WRONG_PRICE"]

    def test_a_member_of_another_fund_is_billed_there(self, shop: Shop) -> None:
        an = shop.member()
        shop.has_bought(an, STANDARD, "2026-02-02")
        other = CareFund.objects.create(code="other", name="Other fund", enterprise_number="0200000241")
        shop.learn(Membership, an, "2026-01-01", None, {"fund_id": other.pk, "kind": Membership.Kind.COMPULSORY})
        line = {"person": an, "code": STANDARD, "on": "2026-02-02", "cents": 50_000}
        assert [one.code for one in shop.invoice("F1", line, on="2026-03-02").refusals] == ["OTHER_FUND"]

    def test_repairs_are_refunded_until_the_budget_is_empty(self, shop: Shop) -> None:
        an = shop.member()
        shop.has_bought(an, STANDARD, "2026-02-02")
        repair = {"person": an, "code": "ONDERHOUD-1A", "cents": 9_000}
        report = shop.invoice("F1", {**repair, "on": "2026-03-02"}, {**repair, "on": "2026-04-02"}, on="2026-05-02")
        assert report.accepted_cents == 15_000
        assert [(one.line, one.code) for one in report.refusals] == [(2, "UP_TO_BALANCE")]
        more = shop.invoice("F2", {**repair, "on": "2026-05-02"}, on="2026-06-02")
        assert ([one.code for one in more.refusals], more.accepted_cents) == (["BALANCE_EMPTY"], 0)

    def test_a_death_that_is_learned_later_takes_the_rent_back_as_a_difference_only(self, shop: Shop) -> None:
        bea = shop.member("1936-05-01")
        shop.rents(bea, STANDARD, "2026-02-02")
        lines = [
            {"person": bea, "code": f"HUUR-{STANDARD}", "on": f"2026-{month:02d}-01", "cents": 3_000}
            for month in (3, 4, 5)
        ]
        shop.invoice("F1", *lines, on="2026-06-02")
        shop.learn(Death, bea, "2026-04-10")
        found = recalculate("mobility", shop.fund, 202603, 202605)
        assert (found.changed, found.down_cents, found.up_cents) == (2, 6_000, 0)
        assert owed(shop) == {202603: 3_000}
        assert recalculate("mobility", shop.fund, 202603, 202605).changed == 0

    def test_a_tariff_that_is_corrected_is_judged_again(self, shop: Shop) -> None:
        an = shop.member()
        shop.has_bought(an, STANDARD, "2026-02-02")
        line = {"person": an, "code": STANDARD, "on": "2026-02-02", "cents": 51_000}
        assert shop.invoice("F1", line, on="2026-03-02").accepted_cents == 0
        assert enter_tariffs({STANDARD: 51_000}, day("2026-01-01"), shop.told) == 1
        assert enter_tariffs({STANDARD: 51_000}, day("2026-01-01"), shop.told) == 0
        assert recalculate("mobility", shop.fund, 202602, 202602).up_cents == 51_000
        assert CareLine.objects.get().accepted_cents == 51_000


def test_an_amount_for_a_code_that_is_not_on_the_list_is_refused_with_the_others(shop: Shop) -> None:
    with pytest.raises(ValueError, match="999999"):
        enter_tariffs({STANDARD: 51_000, "999999": 1}, day("2026-01-01"), shop.told)
    assert tariff_on(STANDARD, day("2026-06-01")) == 50_000
    assert tariff_on(STANDARD, day("2025-12-31")) is None


def test_every_outcome_document_and_refusal_has_its_words() -> None:
    known = set(pillar_of("mobility").reasons)
    told = {one.name for one in AidOutcome} | {f"MISSING_{one.name}" for one in AidDocument if one}
    told |= {one.name for one in AidLineOutcome if one != AidLineOutcome.ACCEPTED}
    assert sorted(told - known) == []
    assert AidAdvice.NOT_ASKED == 0


@given(st.sampled_from(line_codes()))
def test_a_code_of_a_line_is_of_one_kind_and_names_one_product(code: str) -> None:
    assert (product_code(code) in products()) == (line_kind(code).name != "UPKEEP")
