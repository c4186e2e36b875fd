"""Undue budgets and an appeal in the demo year: set off, by instalments, and a refusal that becomes a right."""

import datetime
from collections import Counter
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Q

from zorgkas.appeals import services as appeals
from zorgkas.appeals.again import decide_again
from zorgkas.appeals.models import Appeal
from zorgkas.appeals.services import AppealRefused, NewAppeal, Outcome, Said
from zorgkas.banking.queries import reserved_items
from zorgkas.banking.simulator import SimulatedBank
from zorgkas.budgets.models import CareForm, Decision, Entitlement
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.communication import communication_of
from zorgkas.ledger.models import Item
from zorgkas.letters.models import Letter
from zorgkas.letters.services import (
    note_sendings,
    write_after_death_letters,
    write_appeal_letters,
    write_recovery_letters,
)
from zorgkas.recovery import services
from zorgkas.recovery.models import Recovery
from zorgkas.registry.models import BankAccount, CareFund, Death, Detention, Source
from zorgkas.registry.services import record_fact, source

# Invented: how many files the fund decides in a month, in how many parts somebody repays, and when.
DECIDED_EACH_MONTH = 25
INSTALMENTS = 3
PAYDAY = 5
# In June the fund hears that two people were in prison from February on: one until April (what was paid comes off the
# budgets that follow), one without an end (it is to be repaid). Invented; see BVR art. 142.
HEARD_LATE = 6
NOT_SEVERE = "NOT_SEVERE_ENOUGH"
# What the new assessment finds in the appeal that is won, in tenths of points.
BETTER = {"finding_total_tenths": 140, "finding_iadl_adl_tenths": 60}


def play_recovery(fund: CareFund, by: User, today: datetime.date, now: datetime.datetime) -> Counter[str]:
    """What the fund does in a month about undue budgets, after the budgets of the month were booked."""
    counts: Counter[str] = Counter()
    note_sendings(fund)
    month = today.year * 100 + today.month
    done = services.run_month(fund, month, reserved=reserved_items(fund), at=now)
    counts["undue budgets found"] = done.opened.files
    counts["undue cents taken off budgets"] = done.set_off.cents
    waiting = Recovery.objects.filter(fund=fund, state=Recovery.State.TO_DECIDE).order_by("pk")
    for recovery in waiting[:DECIDED_EACH_MONTH]:
        services.decide(recovery, services.Answers(), by, on=today, at=now)
        counts["recoveries decided"] += 1
    counts["repayment plans"] = _give_a_plan(fund, by, today, now)
    write_recovery_letters(fund)
    write_after_death_letters(fund)
    return +counts


def play_appeals(fund: CareFund, by: User, today: datetime.date, now: datetime.datetime) -> Counter[str]:
    """Somebody whose need was not severe enough appeals; the new assessment finds more, and the agency agrees.

    Before the budgets of the month are booked, so that the run pays the difference.
    """
    counts = _follow_an_appeal(fund, by, today, now)
    if today.month == HEARD_LATE:
        counts["detentions heard of late"] = _hear_of_detentions(fund, today.year, now)
    write_appeal_letters(fund)
    return +counts


def pay_instalments(bank: SimulatedBank, fund: CareFund, own_iban: str, year: int, month: int) -> int:
    """Who has a plan pays what is due this month, with the communication of the letter."""
    paid = 0
    plans = Recovery.objects.filter(fund=fund, state=Recovery.State.PLAN).select_related("person").order_by("pk")
    for recovery in plans:
        due = [one for one in services.instalments(recovery) if one["paid_cents"] < one["cents"]]
        if not due or (due[0]["due_on"].year, due[0]["due_on"].month) > (year, month):
            continue
        account = BankAccount.objects.filter(person=recovery.person, superseded_at=None).order_by("-valid_from").first()
        first = recovery.parts.order_by("period").values_list("period", flat=True)[0]
        item = Item.objects.get(
            fund=fund,
            person=recovery.person,
            account=Account.OVERPAYMENT_RECEIVABLE,
            product=recovery.product,
            period=first,
        )
        bank.pay_in(
            account.iban if account else "",
            str(recovery.person),
            due[0]["cents"] - due[0]["paid_cents"],
            to=own_iban,
            day=datetime.date(year, month, PAYDAY),
            communication=communication_of(item.pk),
        )
        paid += 1
    return paid


def _hear_of_detentions(fund: CareFund, year: int, now: datetime.datetime) -> int:
    """Record the two stays, once: the youngest with a budget at home that runs all year."""
    reference = f"demo year {year}: detentions heard of late, {fund.code}"
    with transaction.atomic():
        if Source.objects.filter(reference=reference).exists():
            return 0
        dead = Death.objects.filter(superseded_at=None).values("person_id")
        paid = Item.objects.filter(
            fund=fund,
            account=Account.BENEFIT_PAYABLE,
            product=Product.ZZZ,
            period__in=[year * 100 + month for month in (2, 3, 4, 5)],
            due_cents__lt=0,
            balance_cents=0,
        )
        whole = paid.values("person_id").annotate(months=Count("period")).filter(months=4).values("person_id")
        rights = Entitlement.objects.filter(
            Q(valid_to=None) | Q(valid_to__gt=datetime.date(year + 1, 12, 31)),
            superseded_at=None,
            product=Product.ZZZ,
            care_form=CareForm.HOME,
            person_id__in=whole,
        ).exclude(person_id__in=dead)
        people = list(rights.order_by("-person__birth_date", "person_id").values_list("person_id", flat=True)[:2])
        told = source(Source.Kind.MESSAGE, reference, now)
        start = datetime.date(year, 2, 10)
        for person, end in zip(people, (datetime.date(year, 4, 20), None), strict=False):
            record_fact(Detention, person, start, end, {}, source=told, recorded_at=now)
        return len(people)


def _give_a_plan(fund: CareFund, by: User, today: datetime.date, now: datetime.datetime) -> int:
    """One person at a time asks to repay in parts, and gets a plan."""
    if Recovery.objects.filter(fund=fund, state=Recovery.State.PLAN).exists():
        return 0
    asks = Recovery.objects.filter(fund=fund, state=Recovery.State.REPAY, sent_on__isnull=False, suspended=False)
    recovery = asks.order_by("pk").first()
    if recovery is None:
        return 0
    services.ask_plan(recovery, today, "In drie keer", user=by, at=now)
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=28)
    services.give_plan(recovery, INSTALMENTS, first, by, on=today, at=now)
    return 1


def _follow_an_appeal(fund: CareFund, by: User, today: datetime.date, now: datetime.datetime) -> Counter[str]:
    """File it, bring it to the commission, carry out the outcome: a step a month."""
    appeal = Appeal.objects.filter(fund=fund).order_by("pk").first()
    if appeal is None:
        return Counter({"appeals filed": _file(fund, by, today, now)})
    if appeal.state == Appeal.State.RECEIVED:
        appeals.pay_fee(appeal, today, by)
        appeals.judge(appeal, by, on=today)
        appeals.to_commission(appeal, today, by)
    elif appeal.state == Appeal.State.HANDLED:
        appeals.note_advice(appeal, today, by, result="De nieuwe indicatiestelling geeft 14 punten.")
        said = Said(Outcome.FOUNDED, "De nieuwe indicatiestelling geeft 14 punten.", BETTER)
        appeals.decide_appeal(appeal, said, today, by, at=now)
        return Counter({"appeals won": 1})
    return Counter()


def _file(fund: CareFund, by: User, today: datetime.date, now: datetime.datetime) -> int:
    """The first who was refused a ZZZ in an earlier month because the need was not severe enough."""
    refused = Decision.objects.filter(
        application__fund=fund,
        application__product=Product.ZZZ,
        outcome=Decision.Outcome.REFUSED,
        receipt__outcome=NOT_SEVERE,
        decided_on__lt=today.replace(day=1),
        decided_on__gte=today - timedelta(days=80),
    ).order_by("pk")
    for decision in refused:
        try:
            if not decide_again(decision, BETTER)[0].granted:
                continue
        except AppealRefused:
            continue
        letter = Letter.objects.filter(reference=f"decision {decision.pk}", sent_at__isnull=False).first()
        sent_on = letter.sent_at.date() if letter and letter.sent_at else decision.decided_on
        new = NewAppeal(today, sent_on, care_need_contested=True, summary="Ik heb meer hulp nodig dan gemeten is.")
        appeals.file_appeal(decision, new, by, at=now)
        return 1
    return 0
