"""An appeal from its filing to what it changes: in time or not, founded or not, taken back, before the court."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from recovery_helpers import Street, day, moment

from zorgkas.appeals import services
from zorgkas.appeals.models import Appeal, AppealEvent
from zorgkas.appeals.services import AppealRefused, NewAppeal, Outcome, Said
from zorgkas.budgets.models import Decision, Entitlement
from zorgkas.budgets.services import differences
from zorgkas.law.appeals.kinds import Admissibility
from zorgkas.recovery import services as recovery
from zorgkas.registry.models import Person, Task

TOO_LITTLE = {"total_tenths": 100, "iadl_adl_tenths": 40}
BETTER = {"finding_total_tenths": 140, "finding_iadl_adl_tenths": 60}


def refused(street: Street, user: User, born: str = "1950-05-01", **scores: int) -> tuple[Person, Decision]:
    """Somebody who was refused a ZZZ in March 2026, with 10 points unless said otherwise."""
    person = street.member(born=born)
    street.finding(person, "2026-02-02", "2029-02-02", at=moment("2026-02-05"), **{**TOO_LITTLE, **scores})
    decision = street.decides(street.applies(person, "2026-02-10"), "2026-03-10", user)
    assert decision is not None
    return person, decision


def appeal_of(decision: Decision, user: User, filed_on: str = "2026-04-02", **values: object) -> Appeal:
    new = NewAppeal(day(filed_on), day("2026-03-11"), care_need_contested=True, **values)
    return services.file_appeal(decision, new, user, at=moment(filed_on))


def win(appeal: Appeal, user: User, on: str = "2026-06-15", corrections: dict[str, object] | None = None) -> None:
    services.pay_fee(appeal, day("2026-04-06"), user)
    services.judge(appeal, user, on=day("2026-04-08"))
    services.to_commission(appeal, day("2026-04-10"), user)
    services.note_advice(appeal, day("2026-05-08"), user, result="14 points")
    said = Said(Outcome.FOUNDED, "The new assessment gives 14 points", corrections or BETTER)
    services.decide_appeal(appeal, said, day(on), user, at=moment(on))


def test_a_won_appeal_and_the_ordinary_run_pay_what_a_right_decision_would_have_paid(
    street: Street, user: User
) -> None:
    person, decision = refused(street, user)
    assert decision.outcome == "refused"
    right, good = refused(street, user, total_tenths=140, iadl_adl_tenths=60)
    assert good.outcome == "granted"
    for month in (202606,):
        street.runs(month, "2026-06-10", first_month=202601)
    assert street.due(person) == {}
    win(appeal_of(decision, user), user)
    street.runs(202608, "2026-08-20")
    assert street.due(person) == street.due(right) != {}
    mine, other = (
        Entitlement.objects.filter(person=one, superseded_at=None).values_list("valid_from", "valid_to").get()
        for one in (person, right)
    )
    assert mine == other
    again = Decision.objects.filter(application=decision.application).latest("pk")
    assert again.outcome == "granted"
    assert differences(again) == ()
    assert differences(decision) == ()


def test_the_fee_is_awaited_then_paid_and_comes_back_when_founded(street: Street, user: User) -> None:
    _person, decision = refused(street, user)
    appeal = appeal_of(decision, user, fee_allowance=True)
    assert services.admissibility(appeal, day("2026-04-03")) == Admissibility.FEE_AWAITED
    win(appeal, user)
    assert appeal.events.get(kind="fee_paid").data["cents"] == 3000
    back = appeal.events.get(kind="fee_back").data
    assert back == {"cents": 3000, "by": "2026-08-15"}


def test_each_step_has_its_legal_date_on_the_list_of_tasks(street: Street, user: User) -> None:
    _person, decision = refused(street, user)
    appeal = appeal_of(decision, user)

    def due() -> datetime.date | None:
        return Task.objects.get(kind=Task.Kind.APPEAL, closed_at=None).due_on

    services.pay_fee(appeal, day("2026-04-06"), user)
    assert due() == day("2026-04-17")
    services.judge(appeal, user, on=day("2026-04-08"))
    services.to_commission(appeal, day("2026-04-10"), user)
    assert due() == day("2026-05-10")
    services.note_advice(appeal, day("2026-05-08"), user, result="9 points")
    assert due() == day("2026-06-08")
    services.decide_appeal(appeal, Said(Outcome.UNFOUNDED, "Still 9 points"), day("2026-06-01"), user)
    services.note_received(appeal, day("2026-06-04"), user)
    assert due() == day("2026-09-04")
    with pytest.raises(AppealRefused):
        services.close(appeal, day("2026-09-04"), user)
    services.close(appeal, day("2026-09-05"), user)
    assert not Task.objects.filter(kind=Task.Kind.APPEAL, closed_at=None).exists()


def test_too_late_is_inadmissible(street: Street, user: User) -> None:
    _person, decision = refused(street, user)
    appeal = appeal_of(decision, user, "2026-06-12")
    assert services.judge(appeal, user, on=day("2026-06-14")) == Admissibility.TOO_LATE
    assert appeal.state == "closed"
    assert appeal.events.get(kind="inadmissible").data["why"] == "TOO_LATE"


def test_missing_documents_give_a_month_and_with_an_extension_two(street: Street, user: User) -> None:
    _person, decision = refused(street, user)
    appeal = appeal_of(decision, user)
    services.ask_documents(appeal, day("2026-04-10"), "the report of the doctor", user)
    assert Task.objects.get(kind=Task.Kind.APPEAL, closed_at=None).due_on == day("2026-05-10")
    services.extend(appeal, day("2026-05-09"), user)
    assert Task.objects.get(kind=Task.Kind.APPEAL, closed_at=None).due_on == day("2026-06-10")
    assert services.admissibility(appeal, day("2026-06-10")) == Admissibility.DOCUMENTS_AWAITED
    assert services.admissibility(appeal, day("2026-06-11")) == Admissibility.DOCUMENTS_MISSING
    services.receive_documents(appeal, day("2026-06-01"), user)
    services.pay_fee(appeal, day("2026-06-01"), user)
    assert services.judge(appeal, user, on=day("2026-06-02")) == Admissibility.ADMISSIBLE


def test_an_appeal_in_time_suspends_a_recovery_and_a_lost_one_lets_it_go_on(street: Street, user: User) -> None:
    file = street.decided(street.overpaid(keeps_right=False), user)
    new = NewAppeal(day("2026-08-01"), file.sent_on, summary="I cannot pay this")
    appeal = services.file_appeal(file, new, user, at=moment("2026-08-02"))
    file.refresh_from_db()
    assert file.suspended
    assert services.judge(appeal, user, on=day("2026-08-03")) == Admissibility.ADMISSIBLE  # no fee is owed
    services.decide_appeal(appeal, Said(Outcome.UNFOUNDED, "No hardship"), day("2026-09-01"), user)
    file.refresh_from_db()
    assert not file.suspended
    assert recovery.still_open(file) == 84000


def test_the_agency_can_limit_what_is_asked_back(street: Street, user: User) -> None:
    file = street.decided(street.overpaid(keeps_right=False), user)
    appeal = services.file_appeal(file, NewAppeal(day("2026-08-01"), file.sent_on), user, at=moment("2026-08-02"))
    with pytest.raises(AppealRefused) as wrong:
        services.decide_appeal(appeal, Said(Outcome.PARTLY, "Income too low"), day("2026-09-01"), user)
    assert wrong.value.field == "limit"
    said = Said(Outcome.PARTLY, "Income too low", limit_cents=20000)
    services.decide_appeal(appeal, said, day("2026-09-01"), user)
    assert recovery.still_open(file) == 20000
    with pytest.raises(AppealRefused):
        services.decide_appeal(appeal, said, day("2026-09-01"), user)


def test_a_late_appeal_suspends_nothing(street: Street, user: User) -> None:
    file = street.decided(street.overpaid(keeps_right=False), user)
    new = NewAppeal(day("2026-10-23"), file.sent_on)
    services.file_appeal(file, new, user, at=moment("2026-10-24"))
    file.refresh_from_db()
    assert not file.suspended


def test_a_withdrawn_appeal_leaves_the_decision_and_the_recovery_goes_on(street: Street, user: User) -> None:
    file = street.decided(street.overpaid(keeps_right=False), user)
    appeal = services.file_appeal(file, NewAppeal(day("2026-08-01"), file.sent_on), user, at=moment("2026-08-02"))
    services.withdraw(appeal, day("2026-08-10"), user)
    file.refresh_from_db()
    assert (appeal.state, file.suspended) == ("closed", False)
    # After that another appeal may come, as long as the term runs.
    services.file_appeal(file, NewAppeal(day("2026-08-11"), file.sent_on), user, at=moment("2026-08-12"))


def test_the_court_can_find_for_the_person_and_then_the_budget_is_paid_from_the_start(
    street: Street, user: User
) -> None:
    person, decision = refused(street, user)
    appeal = appeal_of(decision, user)
    services.pay_fee(appeal, day("2026-04-06"), user)
    services.judge(appeal, user, on=day("2026-04-08"))
    services.decide_appeal(appeal, Said(Outcome.UNFOUNDED, "Still 9 points"), day("2026-06-01"), user)
    with pytest.raises(AppealRefused):
        services.go_to_court(appeal, day("2026-06-20"), user)
    services.note_received(appeal, day("2026-06-04"), user)
    assert services.go_to_court(appeal, day("2026-09-04"), user)
    said = Said(Outcome.FOUNDED, "The expert of the court finds 14 points", BETTER)
    services.register_judgment(appeal, said, day("2027-02-01"), user, at=moment("2027-02-01"))
    assert Entitlement.objects.filter(person=person, superseded_at=None).get().valid_from == day("2026-06-01")
    assert appeal.events.filter(kind="fee_back").exists()
    assert appeal.state == "closed"


def test_one_appeal_at_a_time_and_none_before_the_decision(street: Street, user: User) -> None:
    _person, decision = refused(street, user)
    appeal_of(decision, user)
    with pytest.raises(AppealRefused):
        appeal_of(decision, user)
    with pytest.raises(AppealRefused) as wrong:
        services.file_appeal(decision, NewAppeal(day("2026-03-10"), day("2026-03-11")), user)
    assert wrong.value.field == "filed_on"


def test_a_founded_appeal_must_say_what_is_otherwise_and_the_law_must_then_give_a_right(
    street: Street, user: User
) -> None:
    person, decision = refused(street, user)
    appeal = appeal_of(decision, user)
    for corrections in (
        None,
        {},
        {"finding_total_tenths": 110},
        {"no_fact_of_the_law": 1},
        {"finding_total_tenths": "x"},
    ):
        said = Said(Outcome.FOUNDED, "x", corrections)
        with pytest.raises(AppealRefused) as wrong:
            services.decide_appeal(appeal, said, day("2026-06-01"), user)
        assert wrong.value.field == "corrections"
    assert not Entitlement.objects.filter(person=person).exists()


def test_events_are_never_changed_or_removed(street: Street, user: User) -> None:
    appeal_of(refused(street, user)[1], user)
    for change in (
        lambda: AppealEvent.objects.update(on=day("2020-01-01")),
        lambda: AppealEvent.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
