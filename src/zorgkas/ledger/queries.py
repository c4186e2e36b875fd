"""What others may read of the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.checks import Finding, check
from zorgkas.ledger.copying import copy_out, through_indexes
from zorgkas.ledger.lines import Int64s
from zorgkas.ledger.models import Entry, Item, Posting, Run
from zorgkas.registry.models import CareFund

__all__ = [
    "Finding",
    "balances",
    "check",
    "copy_out",
    "entry_lines",
    "items",
    "open_items",
    "run_label",
    "runs",
    "statement_of",
    "through_indexes",
    "trial_balance",
]

TRIAL_BALANCE = """
    SELECT account, sum(cents)::bigint FROM (
        SELECT account, sum(balance_cents) AS cents FROM ledger_item
         WHERE %(fund)s::bigint IS NULL OR fund_id = %(fund)s GROUP BY account
        UNION ALL
        SELECT account, sum(balance_cents) FROM ledger_provideritem
         WHERE %(fund)s::bigint IS NULL OR fund_id = %(fund)s GROUP BY account
        UNION ALL
        SELECT p.account, sum(p.amount_cents) FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id
         WHERE p.person_id IS NULL AND p.provider_id IS NULL
           AND (%(fund)s::bigint IS NULL OR e.fund_id = %(fund)s) GROUP BY p.account
    ) parts GROUP BY account ORDER BY account
"""
OPEN_ITEMS = """
    SELECT id, person_id, product, period, due_cents, balance_cents FROM ledger_item
     WHERE fund_id = %(fund)s AND account = %(account)s AND balance_cents <> 0
       AND (%(product)s = 0 OR product = %(product)s) AND (%(period)s = 0 OR period = %(period)s)
"""
OPEN_ITEMS_ORDER = "ORDER BY person_id, period, product"
OPEN_COLUMNS = [("item", 8), ("person", 8), ("product", 2), ("period", 4), ("due_cents", 8), ("balance_cents", 8)]


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One movement on the account of a person; the running balance is positive when the person owes the fund."""

    booked_on: date
    entry: str
    kind: str
    account: Account
    product: Product
    period: int
    amount_cents: int
    balance_cents: int
    narrative: str

    @property
    def text(self) -> str:
        """Say in words what happened."""
        return _("%(kind)s: %(account)s, %(product)s %(period)s") % {
            "kind": Entry.Kind(self.kind).label,
            "account": self.account.label,
            "product": self.product.label,
            "period": period_text(self.period),
        }


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """What stands on an account: positive is debit, negative is credit."""

    account: Account
    balance_cents: int


def items(person: int) -> QuerySet[Item]:
    """Return the open and closed items of a person, newest period first."""
    return Item.objects.filter(person_id=person).select_related("fund").order_by("-period", "product", "account")


def statement_of(
    person: int, fund: CareFund | None = None, *, funds: Sequence[int] | None = None
) -> list[StatementLine]:
    """Return everything that was booked about a person (with some funds, if given), oldest first, with the balance."""
    postings = Posting.objects.filter(person_id=person).select_related("entry")
    if fund:
        postings = postings.filter(entry__fund=fund)
    if funds is not None:
        postings = postings.filter(entry__fund_id__in=funds)
    lines, balance = [], 0
    for posting in postings.order_by("entry__booked_on", "entry_id", "line"):
        balance += posting.amount_cents
        lines.append(
            StatementLine(
                booked_on=posting.entry.booked_on,
                entry=posting.entry.key,
                kind=posting.entry.kind,
                account=Account(posting.account),
                product=Product(posting.product),
                period=posting.period,
                amount_cents=posting.amount_cents,
                balance_cents=balance,
                narrative=posting.entry.told_narrative,
            )
        )
    return lines


def trial_balance(fund: CareFund | None = None) -> list[AccountBalance]:
    """Return the balance of every account with bookings, of one fund or of all; they add up to zero."""
    with connection.cursor() as cursor:
        cursor.execute(TRIAL_BALANCE, {"fund": fund.pk if fund else None})
        return [AccountBalance(Account(account), int(cents)) for account, cents in cursor.fetchall()]


def balances(fund: CareFund | None = None) -> dict[Account, int]:
    """Return the balance of every account in cents, 0 where nothing is booked."""
    found = {row.account: row.balance_cents for row in trial_balance(fund)}
    return {account: found.get(account, 0) for account in Account}


def open_items(
    fund: CareFund,
    account: int,
    product: int = Product.NONE,
    period: int = 0,
    people: Sequence[int] | None = None,
    person_range: tuple[int, int] | None = None,
) -> dict[str, Int64s]:
    """Return what is open on an account per person as columns (item, person, product, period, due and balance).

    Of all products and periods unless one is given; of all people, some, or those with low <= number < high.
    """
    query, parameters = (
        OPEN_ITEMS,
        {"fund": fund.pk, "account": int(account), "product": int(product), "period": period},
    )
    more: dict[str, object] = {}
    if people is not None:
        query, more = query + " AND person_id = ANY(%(people)s)", {"people": [int(person) for person in people]}
    if person_range is not None:
        query += " AND person_id >= %(low)s AND person_id < %(high)s"
        more |= {"low": person_range[0], "high": person_range[1]}
    return copy_out(query + OPEN_ITEMS_ORDER, {**parameters, **more}, OPEN_COLUMNS)


def entry_lines(key: str, limit: int | None = None) -> tuple[Entry, list[Posting]]:
    """Return an entry by its key, with its lines (the first ones, if a limit is given)."""
    entry = Entry.objects.select_related("fund", "run").get(key=key)
    return entry, list(entry.postings.select_related("person").order_by("line")[:limit])


def runs(fund: CareFund | None = None) -> QuerySet[Run]:
    """Return the runs, of one fund or of all, the last one first."""
    found = Run.objects.select_related("fund").order_by("-started_at", "-pk")
    return found.filter(fund=fund) if fund else found


# What people call a run; rooms name their kinds.
_RUN_LABELS = {
    "premium": gettext_lazy("premiums of the year"),
    "premium-some": gettext_lazy("premiums of some people after a change"),
    "budgets": gettext_lazy("budgets of the month"),
    "set-off": gettext_lazy("unpaid premiums set off"),
    "recovery-files": gettext_lazy("files about undue budgets"),
    "recovery-set-off": gettext_lazy("undue budgets taken off"),
    "recovery-prescription": gettext_lazy("prescribed undue budgets written off"),
    "reminder": gettext_lazy("reminders of premiums"),
    "after-death": gettext_lazy("money that came after a death given back"),
    "arrears": gettext_lazy("open premiums of earlier years asked again"),
    "refundable": gettext_lazy("money paid too much put to use"),
    "prescription": gettext_lazy("prescribed premiums written off"),
    "prescription-benefits": gettext_lazy("prescribed budgets written off"),
    "premium-late": gettext_lazy("premiums after late mutations"),
    "fine-candidates": gettext_lazy("search for fines"),
    "automatic-grants": gettext_lazy("budgets granted automatically"),
    "zbh-grants": gettext_lazy("budgets for a disability granted"),
    "zbo-revisions": gettext_lazy("budgets for older people revised"),
    "zbo-recalculation": gettext_lazy("budgets for older people calculated again"),
    "zbo-interest": gettext_lazy("interest on late decisions"),
    "payment_batch": gettext_lazy("payments proposed"),
    "collection_batch": gettext_lazy("collections proposed"),
    "care-invoices": gettext_lazy("invoices of care in kind"),
    "care-again": gettext_lazy("invoices of care in kind calculated again"),
    "care_batch": gettext_lazy("payments to providers proposed"),
    "instalment_batch": gettext_lazy("collections of payment plans proposed"),
}


def run_label(kind: str) -> str:
    """Return what people call a kind of run; its name when nobody gave it another."""
    if kind.startswith("calendar "):
        return _("step of the calendar: %(step)s") % {"step": kind.removeprefix("calendar ")}
    return str(_RUN_LABELS.get(kind, kind))


def period_text(period: int) -> str:
    """Write a period as people do: the year of a premium as 2026, the month of a budget as 2026-11."""
    return f"{period // 100}-{period % 100:02d}" if period > 9999 else str(period or "")
