"""Read from the database, in a few queries per statement, what its movements may refer to."""

from collections.abc import Iterable
from datetime import date

from zorgkas.banking.incoming.known import Known, OpenItem, Order, OrderPart, SentFile
from zorgkas.banking.models import BankFile, Batch, BatchLine, FundAccount, LinePart
from zorgkas.banking.statements.communication import is_valid
from zorgkas.banking.statements.shape import BankMovement
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.communication import InvalidCommunication, item_of
from zorgkas.ledger.models import Item
from zorgkas.membership.queries import fineable_years
from zorgkas.registry.models import CareFund, Death

_EXPORTED = (Batch.State.EXPORTED, Batch.State.BOOKED)
_BANKS = {
    FundAccount.Purpose.PREMIUMS: Account.BANK_PREMIUMS,
    FundAccount.Purpose.BENEFITS: Account.BANK_BENEFITS,
}


def bank_of(account: FundAccount) -> Account:
    """Return the ledger account of an own bank account."""
    return _BANKS[FundAccount.Purpose(account.purpose)]


def look_up(account: FundAccount, movements: Iterable[BankMovement]) -> Known:
    """Return what these movements may be about."""
    references, items = set(), set()
    for movement in movements:
        if movement.reference:
            references.add(movement.reference)
        if is_valid(digits := movement.structured_communication):
            items.add(_item(digits))
    known = Known(account.pk, account.fund_id, int(bank_of(account)))
    known.own_ibans = frozenset(FundAccount.objects.filter(fund=account.fund).values_list("iban", flat=True))
    known.items = open_items(items)
    known.premiums = open_premiums(account.fund_id, {item.person_id for item in known.items.values()})
    for person in known.premiums.values():
        # The same claim is one object, so that its balance goes down wherever it is paid from.
        person[:] = [known.items.setdefault(item.id, item) for item in person]
    undue = {item.person_id for item in known.items.values() if item.account == Account.OVERPAYMENT_RECEIVABLE}
    for item in open_undue(account.fund_id, undue):
        mine = known.undue.setdefault((item.person_id, item.product), [])
        mine.append(known.items.setdefault(item.id, item))
    known.deaths = deaths_of({item.person_id for item in known.items.values()})
    known.other_funds = dict(
        CareFund.objects.filter(pk__in={item.fund_id for item in known.items.values()} - {account.fund_id}).values_list(
            "pk", "name"
        )
    )
    # The order of the years only matters to who owes several.
    known.fineable_years = fineable_years([person for person, owed in known.premiums.items() if len(owed) > 1])
    known.orders = orders(references)
    known.files = {
        file.payment_id or "": SentFile(
            file.pk, file.batch.account_id, file.batch_id or 0, file.batch.kind, file.total_cents, bool(file.booked_on)
        )
        for file in BankFile.objects.filter(payment_id__in=references).select_related("batch")
        if file.batch is not None
    }
    return known


def open_items(ids: Iterable[int]) -> dict[int, OpenItem]:
    """Return items by their number."""
    return {item.id: item for item in _open_items(id__in=list(ids))}


def open_undue(fund_id: int, people: Iterable[int]) -> list[OpenItem]:
    """Return the months that were paid and are not due, of people, the oldest first."""
    found = _open_items(
        person_id__in=list(people), account=Account.OVERPAYMENT_RECEIVABLE, fund_id=fund_id, balance_cents__gt=0
    )
    return sorted(found, key=lambda item: item.period)


def open_premiums(fund_id: int, people: Iterable[int]) -> dict[int, list[OpenItem]]:
    """Return the open premiums of people."""
    premiums: dict[int, list[OpenItem]] = {}
    for item in _open_items(
        person_id__in=list(people),
        account=Account.PREMIUM_RECEIVABLE,
        product=Product.PREMIUM,
        fund_id=fund_id,
        balance_cents__gt=0,
    ):
        premiums.setdefault(item.person_id, []).append(item)
    return premiums


def deaths_of(people: Iterable[int]) -> dict[int, date]:
    """Return the day of death of those who died, as known now."""
    found = Death.objects.filter(person_id__in=list(people), superseded_at=None).order_by("-valid_from")
    return dict(found.values_list("person_id", "valid_from"))


def orders(references: Iterable[str]) -> dict[str, Order]:
    """Return our orders by their EndToEndId, with the items they settle."""
    lines = BatchLine.objects.filter(end_to_end_id__in=list(references)).select_related("batch")
    found = {
        line.end_to_end_id: Order(
            line.pk,
            line.batch.account_id,
            line.batch.kind,
            line.person_id or 0,
            line.iban,
            line.amount_cents,
            line.state,
            line.batch.state in _EXPORTED,
            mandate_reference=line.mandate_reference,
            execute_on=line.batch.execute_on,
            provider_id=line.provider_id,
        )
        for line in lines
    }
    by_line = {order.id: order for order in found.values()}
    parts = LinePart.objects.filter(line_id__in=list(by_line)).select_related("item", "provider_item")
    for part in parts.order_by("pk"):
        item = part.provider_item or part.item
        assert item is not None
        by_line[part.line_id].parts.append(OrderPart(item.account, item.product, item.period, part.amount_cents))
    return found


def _open_items(**conditions: object) -> list[OpenItem]:
    fields = ("id", "fund_id", "person_id", "account", "product", "period", "balance_cents")
    return [OpenItem(*row) for row in Item.objects.filter(**conditions).values_list(*fields)]


def _item(digits: str) -> int:
    try:
        return item_of(digits)
    except InvalidCommunication:
        return 0
