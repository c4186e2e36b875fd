"""Letters about undue budgets: the decision, the plan, the waiver, and what follows a death."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zorgkas.banking.models import FundAccount
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Product
from zorgkas.ledger.models import Item
from zorgkas.letters.articles import in_dutch
from zorgkas.letters.content import Addressee, Reason
from zorgkas.letters.kinds import (
    AFTER_DEATH,
    OF_RECOVERY,
    RECOVERY_ANNOUNCED,
    RECOVERY_DECISION,
    RECOVERY_PLAN,
    RECOVERY_PLAN_REFUSED,
    RECOVERY_WAIVER,
)
from zorgkas.letters.models import Letter
from zorgkas.letters.recovery_content import (
    AfterDeath,
    PlannedPart,
    RecoveryDecision,
    RecoveryPlan,
    RecoveryPlanRefused,
    RecoveryWaiver,
    UndueMonth,
    UnpaidMonth,
)
from zorgkas.letters.services.addresses import addressees
from zorgkas.recovery import services as recovery_services
from zorgkas.recovery.models import Recovery, RecoveryEvent
from zorgkas.recovery.outstanding import outstanding
from zorgkas.registry.models import CareFund, Person, Task

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Kind = RecoveryEvent.Kind
KIND_OF = {
    Kind.DECIDED: RECOVERY_DECISION,
    Kind.PLAN_GIVEN: RECOVERY_PLAN,
    Kind.PLAN_REFUSED: RECOVERY_PLAN_REFUSED,
    Kind.WAIVED: RECOVERY_WAIVER,
    Kind.WAIVER_REFUSED: RECOVERY_WAIVER,
}
PRODUCTS = {
    Product.ZZZ: "zorgbudget voor zwaar zorgbehoevenden",
    Product.ZBH: "basisondersteuningsbudget",
    Product.ZBO: "zorgbudget voor ouderen met een zorgnood",
}
GROUNDS = {
    "small": "Het bedrag is zo klein dat wij het niet terugvragen.",
    "error": "U kon niet merken dat het bedrag niet klopte.",
    "agency": "Het agentschap besliste dat u dit niet moet terugbetalen.",
    "below_writ": "Het agentschap vordert zo’n klein bedrag niet in.",
}


class RecoveryLetterRefused(ValueError):
    """The letter cannot be written, and why."""


def write_recovery_letters(fund: CareFund) -> int:
    """Write every letter about undue budgets of a fund that is not written yet; return how many.

    A decision that was overtaken by nothing is told once; after a death nothing is written to the person.
    """
    events = RecoveryEvent.objects.filter(recovery__fund=fund, kind__in=KIND_OF).select_related(
        "recovery", "recovery__person", "user"
    )
    kinds = [kind.name for kind in OF_RECOVERY]
    known = set(Letter.objects.filter(fund=fund, kind__in=kinds).values_list("reference", flat=True))
    todo = [event for event in events.order_by("pk") if reference_of(event) not in known and _is_told(event)]
    return write_letters(todo)


@transaction.atomic
def write_letters(events: Iterable[RecoveryEvent], *, announced: bool = False) -> int:
    """Write a letter about each of these events."""
    chosen = list(events)
    names = addressees([event.recovery.person_id for event in chosen])
    letters = []
    for event in chosen:
        content = _content(event, announced)
        kind = RECOVERY_ANNOUNCED if announced else KIND_OF[Kind(event.kind)]
        letters.append(
            _letter(event.recovery.person, event.recovery.fund, kind.name, reference_of(event), content, names, event)
        )
    Letter.objects.bulk_create(letters, batch_size=1000)
    return len(letters)


def announce(recovery: Recovery) -> Letter:
    """Write the ordinary letter that may go before the registered one (BVR art. 126 §2)."""
    event = recovery.events.filter(kind=Kind.DECIDED).order_by("number").last()
    if event is None:
        raise RecoveryLetterRefused(_("File %s is not yet decided.") % recovery)
    if not Letter.objects.filter(kind=RECOVERY_ANNOUNCED.name, reference=reference_of(event)).exists():
        write_letters([event], announced=True)
    return Letter.objects.get(kind=RECOVERY_ANNOUNCED.name, reference=reference_of(event))


def note_sendings(fund: CareFund) -> int:
    """Tell the files that their registered letter left: from that day the terms run. Repeating it changes nothing."""
    waiting = Recovery.objects.filter(fund=fund, sent_on=None).exclude(state=Recovery.State.CLOSED)
    # Of a file that was decided again the last decision counts.
    last = {
        event.recovery_id: event
        for event in RecoveryEvent.objects.filter(recovery__in=waiting, kind=Kind.DECIDED)
        .select_related("recovery")
        .order_by("number")
    }
    references = {reference_of(event): event.recovery for event in last.values()}
    sent = Letter.objects.filter(
        fund=fund, kind=RECOVERY_DECISION.name, reference__in=list(references), sent_at__isnull=False
    )
    for letter in sent.order_by("pk"):
        assert letter.sent_at is not None
        day = timezone.localdate(letter.sent_at)
        recovery_services.record_sending(
            references[letter.reference], day, at=letter.sent_at, proof=f"{letter.number} {letter.path}"
        )
    return len(sent)


@transaction.atomic
def write_after_death_letters(fund: CareFund) -> int:
    """Write to who comes after everybody of whom a budget is still unpaid; once per person."""
    tasks = Task.objects.filter(fund=fund, kind=Task.Kind.AFTER_DEATH, closed_at=None).select_related("person")
    people = [task.person for task in tasks if task.person is not None]
    known = set(Letter.objects.filter(kind=AFTER_DEATH.name, fund=fund).values_list("person_id", flat=True))
    names = addressees([person.pk for person in people])
    letters = []
    for person in people:
        if person.pk in known:
            continue
        to = {person.pk: Addressee(f"De erfgenamen van {person}", names[person.pk].address)}
        content = _after_death(person, fund)
        letters.append(_letter(person, fund, AFTER_DEATH.name, f"after death {person.pk}", content, to, None))
    Letter.objects.bulk_create(letters, batch_size=1000)
    return len(letters)


def reference_of(event: RecoveryEvent) -> str:
    """What a letter about an event is known by."""
    return f"recovery {event.recovery_id} event {event.number}"


def _is_told(event: RecoveryEvent) -> bool:
    """After a death the letter goes to who comes after; a plan that was replaced is not told any more."""
    if event.recovery.events.filter(kind=Kind.DEATH).exists() or event.data.get("way") == "WAIVED_DEATH":
        return False
    if event.kind != Kind.PLAN_GIVEN:
        return True
    return not event.recovery.events.filter(kind=Kind.PLAN_GIVEN, number__gt=event.number).exists()


def _letter(
    person: Person,
    fund: CareFund,
    kind: str,
    reference: str,
    content: "DataclassInstance",
    names: Mapping[int, Addressee],
    event: RecoveryEvent | None,
) -> Letter:
    user = event.user if event else None
    return Letter(
        person=person,
        fund=fund,
        kind=kind,
        reference=reference,
        data={
            "addressee": asdict(names[person.pk]),
            "handled_by": (user.get_full_name() or user.get_username()) if user else None,
            "content": asdict(content),
        },
        created_at=timezone.now(),
    )


def _content(event: RecoveryEvent, announced: bool) -> "DataclassInstance":
    if event.kind == Kind.DECIDED:
        return _decision(event, announced)
    recovery, data = event.recovery, event.data
    product, left = PRODUCTS[Product(recovery.product)], outstanding([recovery.pk]).total_cents
    item, iban = _item(recovery), _iban(recovery)
    if event.kind == Kind.PLAN_GIVEN:
        parts = tuple(PlannedPart(one["number"], one["due_on"], one["cents"]) for one in data["instalments"])
        return RecoveryPlan(product, data["cents"], parts, item, iban)
    if event.kind == Kind.PLAN_REFUSED:
        return RecoveryPlanRefused(product, left, data["why"], item, iban)
    appeal_months = int(law_on(event.on).parameters["recovery_appeal_months"])
    refused = event.kind == Kind.WAIVER_REFUSED
    return RecoveryWaiver(
        product=product,
        waived_cents=0 if refused else data["cents"],
        open_cents=left,
        ground="Wij mogen dit bedrag niet laten vallen." if refused else GROUNDS[data["ground"]],
        why=data["why"],
        appeal_months=appeal_months,
    )


def _decision(event: RecoveryEvent, announced: bool) -> RecoveryDecision:
    recovery, data = event.recovery, event.data
    law = law_on(event.on).parameters
    asks = data["way"] == "REPAY" and data["asked_cents"] > 0
    reasons = [Reason(one["nl"], in_dutch(one["article"])) for one in data["reasons"]]
    told = [one for one in reasons if one.sentence]
    return RecoveryDecision(
        way=data["way"],
        product=PRODUCTS[Product(recovery.product)],
        error_of=data["error_of"],
        fraud=data["fraud"],
        why=data["why"],
        months=tuple(UndueMonth(one["period"], one["paid_on"], one["cents"], one["gone"]) for one in data["months"]),
        owed_cents=data["owed_cents"],
        gone_cents=data["prescribed_cents"] + data["waived_cents"],
        asked_cents=data["asked_cents"],
        small=data["small"],
        monthly_cents=data["monthly_cents"],
        set_off_months=data["set_off_months"],
        reasons=tuple(told),
        articles=tuple(dict.fromkeys([*(one.article for one in told), "DEC art. 76", "BVR art. 125 tot 131"])),
        asks=asks,
        open_cents=data["asked_cents"],
        item_id=_item(recovery),
        iban=_iban(recovery),
        pay_months=int(law["recovery_pay_months"]),
        appeal_months=int(law["recovery_appeal_months"]),
        court_months=int(law["recovery_tribunal_months"]),
        announced=announced,
        answer_months=int(law["pre_letter_months"]),
    )


def _after_death(person: Person, fund: CareFund) -> AfterDeath:
    items = recovery_services.unpaid_of(person, fund)
    netted = sum(
        event.data.get("netted_cents", 0)
        for event in RecoveryEvent.objects.filter(recovery__person=person, recovery__fund=fund, kind=Kind.DEATH)
    )
    until = recovery_services.claim_until(person)
    return AfterDeath(
        deceased=str(person),
        unpaid_cents=-sum(item.balance_cents for item in items),
        items=tuple(UnpaidMonth(PRODUCTS[Product(i.product)], i.period, -i.balance_cents) for i in items),
        netted_cents=netted,
        has_zbo=any(item.product == Product.ZBO for item in items),
        has_other=any(item.product != Product.ZBO for item in items),
        claim_until=until.isoformat() if until else None,
    )


def _item(recovery: Recovery) -> int:
    """The item whose number is the communication of the file: that of its oldest month."""
    first = recovery.parts.order_by("period").values_list("period", flat=True)[0]
    found: int = Item.objects.values_list("pk", flat=True).get(
        person_id=recovery.person_id, fund_id=recovery.fund_id, account=1210, product=recovery.product, period=first
    )
    return found


def _iban(recovery: Recovery) -> str:
    """The account on which undue budgets are repaid: that of the benefits."""
    purposes = FundAccount.Purpose.BENEFITS, FundAccount.Purpose.PREMIUMS
    for purpose in purposes:
        account = FundAccount.objects.filter(fund_id=recovery.fund_id, purpose=purpose).first()
        if account is not None:
            return str(account.iban)
    raise RecoveryLetterRefused(_("%s has no bank account to repay on; record it first.") % recovery.fund)


def day_text(day: datetime.date | None) -> str | None:
    """A day as the templates take it."""
    return day.isoformat() if day else None
