"""What others may read of banking."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from zorgkas.banking.incoming.lookups import bank_of
from zorgkas.banking.models import Batch, BatchLine, FundAccount, LinePart, Movement, Quarantine, Statement, Surplus
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.communication import find_communications, item_of
from zorgkas.ledger.models import Item, Posting
from zorgkas.registry.models import BankAccount, CareFund, DirectDebitMandate, PaymentToOther


def batches(fund: CareFund | None = None, state: str | None = None) -> QuerySet[Batch]:
    """Return batches, the newest first."""
    found = Batch.objects.select_related("fund", "account", "proposed_by", "released_by").order_by("-pk")
    if fund is not None:
        found = found.filter(fund=fund)
    return found.filter(state=state) if state else found


def reserved_items(fund: CareFund) -> list[int]:
    """Return the items in batches that are not with the bank yet: nothing else may settle them in the meantime."""
    waiting = [Batch.State.PROPOSED, Batch.State.RELEASED]
    parts = LinePart.objects.filter(line__batch__fund=fund, line__batch__state__in=waiting)
    return list(parts.values_list("item_id", flat=True))


def items_to_give_back(fund: CareFund) -> list[int]:
    """Return the refundable items that somebody decided to give back to the payer: they pay nothing else first."""
    decided = Surplus.objects.filter(
        fund=fund, given_back=True, person_id=OuterRef("person_id"), year=OuterRef("period")
    )
    items = Item.objects.filter(fund=fund, account=Account.PREMIUM_REFUNDABLE, balance_cents__lt=0)
    return list(items.filter(Exists(decided)).values_list("pk", flat=True))


@dataclass(frozen=True)
class Refund:
    """A premium that is to be paid back, and the account to which the next batch pays it (empty: none is known)."""

    item: Item
    iban: str
    to_payer: bool

    @property
    def cents(self) -> int:
        """How much is paid back."""
        return -self.item.balance_cents


def refunds_of(fund_id: int, person_id: int | None = None, most: int | None = None) -> list[Refund]:
    """Return what is to be paid back to one person, or to everybody of a fund (the first ones), and where it goes."""
    items = Item.objects.filter(fund_id=fund_id, account=Account.PREMIUM_REFUNDABLE, balance_cents__lt=0)
    items = items.filter(person_id=person_id) if person_id else items
    found = list(items.select_related("person").order_by("pk")[:most])
    if not found:
        return []
    people = {item.person_id for item in found}
    refused = set(
        BatchLine.objects.filter(person_id__in=people, state=BatchLine.State.RETURNED).values_list("person_id", "iban")
    )
    senders = {
        (surplus.person_id, surplus.year): surplus.iban
        for surplus in Surplus.objects.filter(person_id__in=people, fund_id=fund_id).exclude(iban="").order_by("pk")
        if (surplus.person_id, surplus.iban) not in refused
    }
    today = timezone.localdate()
    running = Q(superseded_at=None, valid_from__lte=today) & (Q(valid_to=None) | Q(valid_to__gt=today))
    own = dict(
        BankAccount.objects.filter(running, person_id__in=people, blocked=False).values_list("person_id", "iban")
    )
    own |= dict(PaymentToOther.objects.filter(running, person_id__in=people).values_list("person_id", "iban"))
    return [
        Refund(item, sender or own.get(item.person_id, ""), bool(sender))
        for item in found
        for sender in [senders.get((item.person_id, item.period), "")]
    ]


def lines_of(person: int) -> QuerySet[BatchLine]:
    """Return the payments to and collections from a person, the newest first."""
    return BatchLine.objects.filter(person_id=person).select_related("batch").order_by("-pk")


def queue(fund: CareFund | None = None) -> QuerySet[Movement]:
    """Return the movements that wait for somebody, the oldest first."""
    waiting = Movement.objects.filter(state=Movement.State.QUEUED).select_related("statement__account", "person")
    if fund is not None:
        waiting = waiting.filter(statement__account__fund=fund)
    return waiting.order_by("booked_on", "pk")


def quarantined() -> QuerySet[Quarantine]:
    """Return what was refused and not yet solved."""
    return Quarantine.objects.filter(resolved_at=None).select_related("file").order_by("pk")


def candidates(movement: Movement) -> list[Item]:
    """Propose claims for a queued receipt: one named in its free text, or one of whoever uses that account."""
    named = [item_of(digits) for digits in find_communications(movement.text)]
    users = Q(iban=movement.counterparty_iban, superseded_at=None)
    people: set[int] = set()
    if movement.counterparty_iban:
        for kind in (BankAccount, DirectDebitMandate):
            people |= set(kind.objects.filter(users).values_list("person_id", flat=True)[:20])
    same_amount = Q(person_id__in=people, account=Account.PREMIUM_RECEIVABLE, balance_cents=movement.amount_cents)
    found = Item.objects.filter(Q(pk__in=named) | same_amount, fund=movement.statement.account.fund)
    return list(found.select_related("person").order_by("period"))


@dataclass(frozen=True)
class BankDifference:
    """An own account whose balance in the ledger is not what the bank says."""

    account: FundAccount
    ledger_cents: int
    bank_cents: int


def bank_differences(fund: CareFund) -> list[BankDifference]:
    """Compare each own account with its last statement; what it held before the first one counts as given."""
    differences = []
    for account in FundAccount.objects.filter(fund=fund):
        mine = Statement.objects.filter(account=account).order_by("year", "sequence")
        first, last = mine.first(), mine.last()
        if first is None or last is None:
            continue
        booked = Posting.objects.filter(account=bank_of(account), entry__fund=fund).aggregate(
            cents=Sum("amount_cents", default=0)
        )["cents"]
        moved = last.closing_cents - first.opening_cents
        if booked != moved:
            differences.append(BankDifference(account, booked, moved))
    return differences
