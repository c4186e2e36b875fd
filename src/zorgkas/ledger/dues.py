"""Book what is due: compare it with what is booked, and book only the difference."""

from dataclasses import dataclass

import numpy as np
from django.db import connection, transaction
from django.utils.translation import gettext as _
from numpy.typing import ArrayLike, NDArray

from zorgkas.ledger.accounts import PERSONAL_ACCOUNTS, Product, side
from zorgkas.ledger.booking import Head, book_many
from zorgkas.ledger.copying import copy_out, through_indexes
from zorgkas.ledger.errors import EntryRefused
from zorgkas.ledger.lines import Int64s, Lines, integers
from zorgkas.ledger.models import Entry, Run
from zorgkas.registry.reasons import Reason, label, reason

# People are read as a range of numbers unless so many others lie between them that looking each one up is cheaper.
SPARSE = 10
# The next month of everybody, and the month before of those who are paid a month later: two periods, other people.
FEW = 4
BOOKED = """
    SELECT person_id, period, due_cents FROM ledger_item
     WHERE fund_id = %s AND product = %s AND account = %s AND period BETWEEN %s AND %s
"""
BOOKED_BETWEEN = BOOKED + "AND person_id BETWEEN %s AND %s"
BOOKED_OF = BOOKED + "AND person_id = ANY(%s)"


@dataclass(frozen=True, slots=True)
class Booked:
    """What one chunk of dues changed; cents are what was due more (or less) than was booked."""

    new: int = 0
    new_cents: int = 0
    up: int = 0
    up_cents: int = 0
    down: int = 0
    down_cents: int = 0
    unchanged: int = 0

    def __add__(self, other: "Booked") -> "Booked":
        return Booked(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def changed(self) -> int:
        """How many dues were booked or changed."""
        return self.new + self.up + self.down


def book_dues(
    run: Run,
    *,
    product: int,
    account: int,
    contra: int,
    chunk: int | str,
    people: ArrayLike,
    periods: ArrayLike,
    due_cents: ArrayLike,
    narrative: Reason | str = "",
) -> Booked:
    """Book the differences between what is due and what is booked, as one entry, in one transaction.

    `due_cents` are what is due, never negative: the side follows from the account. Somebody to whom or by whom
    nothing is due (any more) stands in it with 0. A person and period stand in it once. Names of chunks are
    unique within a run and product. Repeating the call books nothing.
    """
    columns = np.broadcast_arrays(*(np.atleast_1d(integers(column)) for column in (people, periods, due_cents)))
    who, when, due = (np.ascontiguousarray(column) for column in columns)
    _refuse_bad(product, account, contra, who, when, due)
    if not len(who):
        return Booked()
    with transaction.atomic():
        _take_turns(run.fund_id, product, account)
        known, booked = _booked(run.fund_id, product, account, who, when)
        booked *= side(account)
        difference = due - booked
        changed = np.flatnonzero(difference)
        if len(changed):
            lines = _lines(product, account, contra, who[changed], when[changed], difference[changed])
            key = f"due/{run.pk}/{account}/{product}/{chunk}"
            head = Head(key, Entry.Kind.DUE, narrative or _narrative(product, run.period))
            book_many([(head, lines)], fund=run.fund, run=run)
    return _summary(known, difference)


def _narrative(product: int, period: int) -> Reason:
    shown = f"{period // 100}-{period % 100:02d}" if period > 9999 else str(period)
    return reason("%(product)s %(period)s", product=label(Product(product).label), period=shown)


def _refuse_bad(product: int, account: int, contra: int, people: Int64s, periods: Int64s, due: Int64s) -> None:
    side(account)
    if product == Product.NONE or contra in PERSONAL_ACCOUNTS:
        raise EntryRefused(_("Dues need a product, an account per person and a general contra account."))
    for what, bad in (
        (_("negative amount due"), due < 0),
        (_("person without a number"), people <= 0),
        (_("period missing"), periods <= 0),
    ):
        if bad.any():
            row = int(np.flatnonzero(bad)[0])
            raise EntryRefused(
                _("Dues, row %(row)d: %(what)s (person %(person)d, period %(period)d, %(cents)d cents).")
                % {
                    "row": row,
                    "what": what,
                    "person": people[row],
                    "period": periods[row],
                    "cents": due[row],
                }
            )


def _take_turns(fund: int, product: int, account: int) -> None:
    """Let nobody else book dues of the same kind between our look at what is booked and our booking."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"zorgkas.dues {fund} {product} {account}"]
        )


def _booked(fund: int, product: int, account: int, people: Int64s, periods: Int64s) -> tuple[NDArray[np.bool_], Int64s]:
    """Say for each person and period whether there is an item, and what its dues add up to."""
    with through_indexes():
        items = _items(fund, product, account, people, periods)
    wanted = _one_number(people, periods)
    if len(np.unique(wanted)) != len(wanted):
        raise EntryRefused(_("A person and period stand more than once in the same chunk of dues."))
    have = _one_number(items["person"], items["period"])
    order = np.argsort(have)
    have, cents = have[order], items["due_cents"][order]
    if not len(have):
        return np.zeros(len(wanted), bool), np.zeros(len(wanted), np.int64)
    at = np.minimum(np.searchsorted(have, wanted), len(have) - 1)
    known = have[at] == wanted
    return known, np.where(known, cents[at], 0)


def _items(fund: int, product: int, account: int, people: Int64s, periods: Int64s) -> dict[str, Int64s]:
    """Read the items that may be among these: a few periods one by one, as each may be about other people."""
    distinct = np.unique(periods)
    spans = (
        [(int(one), int(one)) for one in distinct] if len(distinct) <= FEW else [(int(distinct[0]), int(distinct[-1]))]
    )
    parts = []
    for first, last in spans:
        who = people[(periods >= first) & (periods <= last)]
        low, high = int(who.min()), int(who.max())
        dense = high - low <= SPARSE * len(who)
        parts.append(
            copy_out(
                BOOKED_BETWEEN if dense else BOOKED_OF,
                [fund, product, account, first, last] + ([low, high] if dense else [np.unique(who).tolist()]),
                [("person", 8), ("period", 4), ("due_cents", 8)],
            )
        )
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _one_number(people: Int64s, periods: Int64s) -> Int64s:
    """Person and period in one number: periods stay below 2^20 (year 9999, month 12 is 999912)."""
    return (people << 20) | periods


def _lines(product: int, account: int, contra: int, people: Int64s, periods: Int64s, difference: Int64s) -> Lines:
    """Make one line per person and period, and one on the contra account per period."""
    amounts = difference * side(account)
    each, index = np.unique(periods, return_inverse=True)
    totals = np.zeros(len(each), np.int64)
    np.add.at(totals, index, amounts)
    persons = Lines.columns(accounts=account, people=people, products=product, periods=periods, amounts_cents=amounts)
    general = Lines.columns(accounts=contra, people=0, products=product, periods=each, amounts_cents=-totals)
    return Lines.joined([persons, general.take(totals != 0)])


def _summary(known: NDArray[np.bool_], difference: Int64s) -> Booked:
    new, up, down = ~known & (difference > 0), known & (difference > 0), difference < 0
    return Booked(
        new=int(new.sum()),
        new_cents=int(difference[new].sum()),
        up=int(up.sum()),
        up_cents=int(difference[up].sum()),
        down=int(down.sum()),
        down_cents=int(difference[down].sum()),
        unchanged=int((difference == 0).sum()),
    )
