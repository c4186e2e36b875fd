"""A file from its opening to its end: set off, repaid, by plan, prescribed, let go."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from recovery_helpers import Street, day, moment

from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.queries import balances, check
from zorgkas.recovery import services
from zorgkas.recovery.models import ErrorOf, Recovery, RecoveryEvent, RecoveryPolicy
from zorgkas.recovery.services import Answers, Ground, RecoveryRefused
from zorgkas.registry.models import Death, FacilityStay, Task


def test_a_file_holds_each_month_with_the_day_on_which_it_was_paid(street: Street) -> None:
    recovery = street.overpaid(months=3)
    parts = [(part.period, part.paid_on, part.cents) for part in recovery.parts.order_by("period")]
    assert parts == [(202600 + month, day(f"2026-{month:02d}-20"), 14000) for month in (1, 2, 3)]
    assert services.open_files(street.fund, at=moment("2026-07-25")) == services.Opened(0, 0, 0)
    task = Task.objects.get(kind=Task.Kind.OVERPAYMENT)
    # The two months to tell an error are over, so the date is that of the prescription of the first payment.
    assert task.due_on == day("2028-01-19")


def test_more_that_is_found_joins_the_file_that_is_not_decided(street: Street) -> None:
    recovery = street.overpaid(months=2)
    street.loses(recovery.person, "2026-03-01", "2026-04-01", moment("2026-07-22"))
    street.runs(202607, "2026-07-23")
    assert services.open_files(street.fund, at=moment("2026-07-23")) == services.Opened(0, 1, 14000)
    assert Recovery.objects.count() == 1
    assert services.still_open(recovery) == 42000


def test_set_off_takes_the_same_each_month_until_all_is_back(street: Street, user: User) -> None:
    recovery = street.decided(street.overpaid(months=3), user, monthly_cents=9000)
    assert (recovery.state, recovery.monthly_cents) == ("set_off", 9000)
    person = recovery.person
    # In the month in which the letter left nothing is taken.
    assert services.set_off_recoveries(street.fund, 202607, known_at=moment("2026-07-25")).cents == 0
    taken = []
    for month in range(202608, 202613):
        on = f"2026-{month % 100}-20" if month % 100 > 9 else f"2026-0{month % 100}-20"
        street.runs(month, on)
        taken.append(services.set_off_recoveries(street.fund, month, known_at=moment(on)).cents)
        assert services.set_off_recoveries(street.fund, month, known_at=moment(on)).cents == 0
        street.pays_out(person, on)
    assert taken == [9000, 9000, 9000, 9000, 6000]
    assert street.owes(person) == 0
    assert services.follow(street.fund, on=day("2026-12-21"), at=moment("2026-12-21")).closed == 1
    recovery.refresh_from_db()
    assert recovery.state == "closed"
    assert all(finding.good for finding in check(street.fund))


def test_the_fund_spreads_a_set_off_as_it_chose_and_within_the_law(street: Street) -> None:
    recovery = street.overpaid(months=6)
    proposal = services.propose(recovery, Answers(), day("2026-07-21"))
    assert (proposal.way, proposal.monthly_cents, proposal.set_off_months) == ("SET_OFF", 7000, 12)
    assert (proposal.least_monthly_cents, proposal.most_monthly_cents) == (3500, 14000)
    RecoveryPolicy.objects.create(fund=street.fund, set_off_months=40)
    assert services.propose(recovery, Answers(), day("2026-07-21")).monthly_cents == 3500
    asked = services.propose(recovery, Answers(monthly_cents=1), day("2026-07-21"))
    assert asked.monthly_cents == 3500
    assert services.propose(recovery, Answers(monthly_cents=99999), day("2026-07-21")).monthly_cents == 14000


def test_without_budgets_to_come_it_is_to_be_repaid_and_three_months_run(street: Street, user: User) -> None:
    recovery = street.decided(street.overpaid(keeps_right=False), user)
    assert recovery.state == "repay"
    task = Task.objects.get(kind=Task.Kind.RECOVERY, closed_at=None)
    assert task.due_on == day("2026-10-22")
    assert not Task.objects.filter(kind=Task.Kind.OVERPAYMENT, closed_at=None).exists()
    street.runs(202608, "2026-08-20")
    assert not Task.objects.filter(kind=Task.Kind.OVERPAYMENT, closed_at=None).exists()


def test_a_plan_is_paid_instalment_by_instalment_and_none_twice(street: Street, user: User) -> None:
    recovery = street.decided(street.overpaid(keeps_right=False), user)
    services.ask_plan(recovery, day("2026-08-01"), "50 euro a month")
    services.give_plan(recovery, 5, day("2026-09-15"), user, on=day("2026-08-03"), at=moment("2026-08-03"))
    rows = services.instalments(recovery)
    assert [one["cents"] for one in rows] == [16800] * 5
    assert rows[-1]["due_on"] == day("2027-01-15")
    assert services.pay_instalment(recovery, 1, day("2026-09-14"))
    assert not services.pay_instalment(recovery, 1, day("2026-09-14"))
    assert not services.pay_instalment(recovery, 1, day("2026-09-20"))
    assert services.still_open(recovery) == 84000 - 16800
    with pytest.raises(RecoveryRefused):
        services.pay_instalment(recovery, 3, day("2026-09-20"))
    assert Task.objects.get(kind=Task.Kind.RECOVERY, closed_at=None).due_on == day("2026-10-15")
    for number in range(2, 6):
        services.pay_instalment(recovery, number, day("2026-10-14"))
    recovery.refresh_from_db()
    assert (recovery.state, services.still_open(recovery)) == ("closed", 0)
    assert not Task.objects.filter(kind=Task.Kind.RECOVERY, closed_at=None).exists()


def test_a_plan_that_is_not_followed_is_noted_once_and_can_go_to_the_tax_service(street: Street, user: User) -> None:
    recovery = street.decided(street.overpaid(keeps_right=False), user)
    services.give_plan(recovery, 5, day("2026-09-15"), user, on=day("2026-08-03"), at=moment("2026-08-03"))
    with pytest.raises(RecoveryRefused):
        services.hand_over(recovery, user, on=day("2026-09-15"))
    for _ in range(2):
        services.follow(street.fund, on=day("2026-09-16"), at=moment("2026-09-16"))
    assert recovery.events.filter(kind="plan_broken").count() == 1
    services.hand_over(recovery, user, on=day("2026-09-17"))
    assert recovery.state == "writ"


def test_less_than_200_euro_is_let_go_by_the_agency_instead_of_a_writ(street: Street, user: User) -> None:
    recovery = street.decided(street.overpaid(keeps_right=False), user)
    services.register_repayment(recovery, 84000 - 19999, day("2026-08-01"), "statement 12", user=user)
    with pytest.raises(RecoveryRefused):
        services.hand_over(recovery, user, on=day("2026-10-22"))
    services.hand_over(recovery, user, on=day("2026-10-23"))
    assert recovery.state == "closed"
    assert balances(street.fund)[Account.AGENCY_RECEIVABLE] == 19999


def test_the_same_payment_is_booked_once_and_never_more_than_is_open(street: Street, user: User) -> None:
    recovery = street.decided(street.overpaid(keeps_right=False), user)
    assert services.register_repayment(recovery, 10000, day("2026-08-01"), "statement 12")
    assert not services.register_repayment(recovery, 10000, day("2026-08-01"), "statement 12")
    assert services.still_open(recovery) == 74000
    with pytest.raises(RecoveryRefused):
        services.register_repayment(recovery, 74001, day("2026-08-02"), "statement 13")


def test_an_error_of_the_fund_that_nobody_told_is_let_go_at_the_cost_of_the_fund(street: Street, user: User) -> None:
    recovery = street.overpaid(months=6)
    answers = {"error_of": ErrorOf.FUND, "noticeable": False, "reported_on": day("2026-07-21")}
    street.decided(recovery, user, **answers)
    # Told on 21 July: in time only for what was paid on or after 21 May.
    assert services.still_open(recovery) == 14000
    assert balances(street.fund)[Account.WRITE_OFF] == 70000
    decided = recovery.events.get(kind="decided").data
    assert (decided["waived_cents"], decided["asked_cents"], decided["borne_by"]) == (70000, 14000, "FUND")


def test_what_the_fund_calls_small_is_not_asked_back(street: Street, user: User) -> None:
    RecoveryPolicy.objects.create(fund=street.fund, small_amount_cents=14000)
    recovery = street.decided(street.overpaid(months=1), user)
    assert recovery.state == "closed"
    assert balances(street.fund)[Account.WRITE_OFF] == 14000


def test_fraud_needs_its_facts_and_is_never_let_go(street: Street, user: User) -> None:
    recovery = street.overpaid(keeps_right=False)
    with pytest.raises(RecoveryRefused) as refused:
        services.decide(recovery, Answers(fraud=True), user, on=day("2026-07-21"))
    assert refused.value.field == "why"
    street.decided(recovery, user, fraud=True, why="A false attest of a family care service")
    with pytest.raises(RecoveryRefused):
        services.waive(recovery, Ground.ERROR, user, why="x")
    assert recovery.events.get(kind="decided").data["fraud"]


def test_what_is_prescribed_is_written_off_by_run_at_the_cost_of_the_agency(street: Street) -> None:
    recovery = street.overpaid(months=3)
    assert services.write_off_prescribed(street.fund, on=day("2028-01-19")).cents == 0
    assert services.write_off_prescribed(street.fund, on=day("2028-02-20")).cents == 28000
    assert services.write_off_prescribed(street.fund, on=day("2028-02-20")).cents == 0
    assert services.still_open(recovery) == 14000
    assert services.write_off_prescribed(street.fund, on=day("2028-03-20")).cents == 14000
    recovery.refresh_from_db()
    assert recovery.state == "closed"
    assert balances(street.fund)[Account.AGENCY_RECEIVABLE] == 42000


def test_a_registered_letter_interrupts_and_fraud_lasts_five_years(street: Street, user: User) -> None:
    recovery = street.decided(street.overpaid(keeps_right=False), user)
    assert services.write_off_prescribed(street.fund, on=day("2028-07-21")).cents == 0
    services.record_sending(recovery, day("2028-07-20"))
    assert services.write_off_prescribed(street.fund, on=day("2030-07-19")).cents == 0
    assert services.write_off_prescribed(street.fund, on=day("2030-07-20")).cents == 84000


def test_an_appeal_stops_the_set_off_until_it_is_decided(street: Street, user: User) -> None:
    recovery = street.decided(street.overpaid(months=3), user)
    services.suspend(recovery, "appeal 1", on=day("2026-08-01"))
    street.runs(202608, "2026-08-20")
    assert services.set_off_recoveries(street.fund, 202608, known_at=moment("2026-08-20")).cents == 0
    assert services.write_off_prescribed(street.fund, on=day("2029-08-20")).cents == 0
    assert services.resume(recovery, "appeal 1", on=day("2026-08-21"))
    assert not services.resume(recovery, "appeal 1", on=day("2026-08-21"))
    assert services.set_off_recoveries(street.fund, 202608, known_at=moment("2026-08-22")).cents == 3500


def test_after_a_death_what_is_unpaid_is_netted_and_the_rest_let_go(street: Street, user: User) -> None:
    recovery = street.decided(street.overpaid(months=3), user)
    street.learn(Death, recovery.person, "2026-08-03", at=moment("2026-08-10"))
    street.runs(202608, "2026-08-20")
    settled = services.settle_deaths(street.fund, at=moment("2026-08-21"))
    # July and August were due and not paid: 280 euro, netted with the 420 that was paid too much.
    assert (settled.files, settled.netted_cents, settled.waived_cents) == (1, 28000, 14000)
    assert services.settle_deaths(street.fund, at=moment("2026-08-22")).files == 0
    recovery.refresh_from_db()
    assert recovery.state == "closed"
    assert street.open(recovery.person) == {}
    assert balances(street.fund)[Account.AGENCY_RECEIVABLE] == 14000


def test_of_a_resident_the_zbo_is_taken_off_the_zzz_only(street: Street, user: User) -> None:
    person = street.member(born="1940-05-01")
    street.right(person, "2026-01-01")
    street.right(person, "2026-01-01", product=Product.ZBO, given=60000)
    street.stay(person, "2026-05-01", at=moment("2026-05-02"))
    street.pays_months(person, [202601, 202602, 202603, 202604, 202605, 202606])
    street.loses(person, "2026-01-01", "2026-07-01", moment("2026-07-02"), product=Product.ZBO)
    street.runs(202607, "2026-07-20")
    services.open_files(street.fund, at=moment("2026-07-20"))
    recovery = Recovery.objects.get(person=person)
    proposal = services.propose(recovery, Answers(), day("2026-07-21"))
    # 3,600 euro undue; the ZZZ of 24 months holds 3,360.
    assert (proposal.owed_cents, proposal.asked_cents, proposal.waived_cents) == (360000, 336000, 24000)
    assert proposal.zzz_only
    street.decided(recovery, user)
    assert FacilityStay.objects.filter(person=person).exists()
    street.pays_out(person, "2026-07-25")
    street.runs(202608, "2026-08-20")
    services.set_off_recoveries(street.fund, 202608, known_at=moment("2026-08-20"))
    assert street.open(person, Product.ZBO) == {202608: 60000}
    # A twelfth of what is asked is 280 euro, but a month of ZZZ holds only 140.
    assert street.open(person) == {}


def test_a_decision_is_taken_once_and_only_as_it_was_shown(street: Street, user: User) -> None:
    recovery = street.overpaid(months=3)
    seal = services.propose(recovery, Answers(), day("2026-07-21")).seal
    with pytest.raises(RecoveryRefused):
        services.decide(recovery, Answers(monthly_cents=14000), user, on=day("2026-07-21"), seal=seal)
    services.decide(recovery, Answers(), user, on=day("2026-07-21"), seal=seal)
    with pytest.raises(RecoveryRefused):
        services.decide(recovery, Answers(), user, on=day("2026-07-21"))


def test_nothing_is_taken_before_the_letter_is_sent(street: Street, user: User) -> None:
    recovery = street.overpaid(months=3)
    services.decide(recovery, Answers(), user, on=day("2026-07-21"), at=moment("2026-07-21"))
    street.runs(202608, "2026-08-20")
    assert services.set_off_recoveries(street.fund, 202608, known_at=moment("2026-08-20")).cents == 0
    with pytest.raises(RecoveryRefused):
        services.give_plan(recovery, 5, day("2026-09-15"), user, on=day("2026-08-03"))


def test_events_are_never_changed_or_removed(street: Street) -> None:
    street.overpaid(months=1)
    for change in (
        lambda: RecoveryEvent.objects.update(on=datetime.date(2020, 1, 1)),
        lambda: RecoveryEvent.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_when_no_budget_comes_any_more_the_rest_is_to_be_repaid_and_told_again(street: Street, user: User) -> None:
    recovery = street.decided(street.overpaid(months=3), user)
    street.runs(202608, "2026-08-20")
    assert services.set_off_recoveries(street.fund, 202608, known_at=moment("2026-08-20")).cents == 3500
    street.pays_out(recovery.person, "2026-08-24")
    street.loses(recovery.person, "2026-09-01", "2100-01-01", moment("2026-08-30"))
    for month in (202609, 202610):
        on = f"2026-{month % 100:02d}-20"
        street.runs(month, on)
        assert services.set_off_recoveries(street.fund, month, known_at=moment(on)).cents == 0
    assert services.follow(street.fund, on=day("2026-09-21"), at=moment("2026-09-21")).turned == 0
    for expected in (1, 0):
        assert services.follow(street.fund, on=day("2026-10-21"), at=moment("2026-10-21")).turned == expected
    recovery.refresh_from_db()
    assert (recovery.state, recovery.sent_on) == ("repay", None)
    assert recovery.events.filter(kind="decided").last().data["asked_cents"] == 42000 - 3500
    services.record_sending(recovery, day("2026-10-25"))
    assert Task.objects.get(kind=Task.Kind.RECOVERY, closed_at=None).due_on == day("2027-01-25")
    # The prescription still counts from the first letter: the last one interrupted it in time.
    assert services.write_off_prescribed(street.fund, on=day("2028-10-24")).cents == 0
