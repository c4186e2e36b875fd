"""Letters about money that came back or goes back: direct debits that failed, and refunds of premiums."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from zorgkas.banking.models import Batch, BatchLine, CollectionReturn, LinePart, Surplus
from zorgkas.collection.returns import Undone, consequence
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Entry, Item, Posting
from zorgkas.letters import kinds
from zorgkas.letters.models import Letter
from zorgkas.letters.services.collection_letter import Draft, premium_account, store
from zorgkas.registry.models import CareFund, Death

SENT = (Batch.State.EXPORTED, Batch.State.BOOKED)


def write_return_letters(fund: CareFund) -> int:
    """Write to everybody whose direct debit came back and whose premium is open again, once per direct debit.

    Not when we took it back ourselves, when the fault is ours, or when the bank says that the payer died.
    """
    iban, drafts = premium_account(fund), []
    without = Q(line__batch__fund=fund) & ~Q(pk__in=_written(fund))
    for undone in CollectionReturn.objects.filter(without).select_related("line").order_by("pk"):
        line, follows = undone.line, consequence(undone.code, Undone(undone.undone))
        item = _item(line)
        if not follows.letter or item is None or item.balance_cents <= 0:
            continue
        content = {
            "year": item.period,
            "item_id": item.pk,
            "amount_cents": line.amount_cents,
            "open_cents": item.balance_cents,
            "iban": iban,
            "account": line.iban,
            "returned_on": undone.returned_on.isoformat(),
            "told": follows.told,
            "blocked": undone.blocked,
        }
        drafts.append(Draft(_person(line), f"return {undone.pk}", content))
    return store(fund, kinds.COLLECTION_RETURNED, drafts, timezone.now())


def write_refund_letters(fund: CareFund) -> int:
    """Write about every refund of a premium that went to the bank, once: how much, why, and to which account."""
    lines = BatchLine.objects.filter(
        batch__fund=fund,
        batch__kind=Batch.Kind.BENEFITS,
        batch__state__in=SENT,
        parts__item__account=Account.PREMIUM_REFUNDABLE,
    ).distinct()
    known = {int(reference) for reference in _references(fund, kinds.PREMIUM_REFUND.name, "refund ")}
    drafts = [
        Draft(_person(line), f"refund {line.pk}", _refund(line)) for line in lines.exclude(pk__in=known).order_by("pk")
    ]
    return store(fund, kinds.PREMIUM_REFUND, drafts, timezone.now())


def _refund(line: BatchLine) -> dict[str, Any]:
    parts = LinePart.objects.filter(line=line, item__account=Account.PREMIUM_REFUNDABLE).select_related("item")
    years = sorted({part.item.period for part in parts if part.item})
    paid = Surplus.objects.filter(person_id=_person(line), year__in=years, iban=line.iban)
    why = "given_back" if paid.filter(given_back=True).exists() else "lowered" if _lowered(line, years) else "too_much"
    return {
        "cents": sum(part.amount_cents for part in parts),
        "account": line.iban,
        "years": years,
        "why": why,
        "to_payer": paid.exists(),
        "died": Death.objects.filter(person_id=_person(line), superseded_at=None).exists(),
    }


def _lowered(line: BatchLine, years: list[int]) -> bool:
    """Whether less became due for one of these years than was claimed before."""
    return Posting.objects.filter(
        person_id=_person(line),
        account=Account.PREMIUM_RECEIVABLE,
        period__in=years,
        amount_cents__lt=0,
        entry__kind=Entry.Kind.DUE,
    ).exists()


def _person(line: BatchLine) -> int:
    """Whom a line pays or collects from: here always a person."""
    assert line.person_id is not None
    return line.person_id


def _item(line: BatchLine) -> Item | None:
    part = LinePart.objects.filter(line=line).select_related("item").first()
    return part.item if part else None


def _written(fund: CareFund) -> set[int]:
    return {int(number) for number in _references(fund, kinds.COLLECTION_RETURNED.name, "return ")}


def _references(fund: CareFund, kind: str, prefix: str) -> list[str]:
    found = Letter.objects.filter(fund=fund, kind=kind, reference__startswith=prefix).values_list(
        "reference", flat=True
    )
    return [reference.removeprefix(prefix) for reference in found]
