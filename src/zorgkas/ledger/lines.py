"""The lines of an entry as columns: checked, hashed and ready to be copied into the database."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import ArrayLike, NDArray

from zorgkas.ledger.accounts import PARTY_ACCOUNTS, Account, Product
from zorgkas.ledger.errors import EntryRefused

Int64s = NDArray[np.int64]

# One line as it is hashed: little-endian, columns in this order, lines sorted as below. Never change it: old hashes
# are compared.
HASHED = np.dtype(
    [("account", "<i4"), ("person", "<i8"), ("product", "<i4"), ("period", "<i4"), ("amount_cents", "<i8")]
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an entry; positive is debit, negative is credit."""

    account: int
    amount_cents: int
    person: int | None = None  # on an account per provider the number of the provider
    product: int = Product.NONE
    period: int = 0


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines as columns of equal length. On accounts per provider `people` holds providers; 0 stands for nobody."""

    accounts: Int64s
    people: Int64s
    products: Int64s
    periods: Int64s
    amounts_cents: Int64s

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Lines":
        """Make columns of single lines."""
        rows = list(lines)
        return cls.columns(
            accounts=[line.account for line in rows],
            people=[line.person or 0 for line in rows],
            products=[line.product for line in rows],
            periods=[line.period for line in rows],
            amounts_cents=[line.amount_cents for line in rows],
        )

    @classmethod
    def columns(
        cls,
        *,
        accounts: ArrayLike,
        people: ArrayLike,
        products: ArrayLike,
        periods: ArrayLike,
        amounts_cents: ArrayLike,
    ) -> "Lines":
        """Make lines of columns; a single value stands for a column of that value."""
        arrays = [integers(column) for column in (accounts, people, products, periods, amounts_cents)]
        return cls(*(np.ascontiguousarray(array) for array in np.broadcast_arrays(*(np.atleast_1d(a) for a in arrays))))

    def __len__(self) -> int:
        return len(self.amounts_cents)

    @classmethod
    def joined(cls, parts: Sequence["Lines"]) -> "Lines":
        """Put lines behind each other."""
        return (
            parts[0]
            if len(parts) == 1
            else cls(*(np.concatenate(column) for column in zip(*(part._all() for part in parts), strict=True)))
        )

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> "Lines":
        """Return the chosen lines."""
        return Lines(*(column[chosen] for column in self._all()))

    @property
    def debit_cents(self) -> int:
        """Sum of the debits."""
        return int(self.amounts_cents[self.amounts_cents > 0].sum())

    def digest(self, *context: object) -> bytes:
        """Hash the lines, whatever their order, together with what else must stay as it was."""
        rows = np.empty(len(self), HASHED)
        for name, column in zip(HASHED.names or (), self._all(), strict=True):
            rows[name] = column
        order = self._order()
        hashed = hashlib.sha256("|".join(map(str, context)).encode())
        hashed.update(rows[order].tobytes())
        return hashed.digest()

    def _order(self) -> NDArray[np.intp]:
        """Sort by person, period, account, product and amount; quickly when person and period decide."""
        first = (self.people << 20) | self.periods
        order = np.argsort(first, kind="stable")
        if (np.diff(first[order]) == 0).any():
            return np.lexsort((self.amounts_cents, self.products, self.accounts, first))
        return order

    def refuse_bad(self, key: str) -> None:
        """Raise EntryRefused unless these lines make a good entry."""
        for message, bad in self._complaints():
            if bad:
                raise EntryRefused(_("Entry %(key)s: %(what)s") % {"key": key, "what": message})

    def _complaints(self) -> Sequence[tuple[str, bool]]:
        personal = np.isin(self.accounts, sorted(PARTY_ACCOUNTS))
        total = int(self.amounts_cents.sum())
        return [
            (_("an entry needs at least two lines."), len(self) < 2),
            (_("a line of zero cents says nothing."), bool((self.amounts_cents == 0).any())),
            (_("the lines do not add up to zero but to %d cents.") % total, total != 0),
            (
                _("unknown account %s.") % sorted(set(self.accounts.tolist()) - set(Account.values)),
                not np.isin(self.accounts, Account.values).all(),
            ),
            (
                _("unknown product %s.") % sorted(set(self.products.tolist()) - set(Product.values)),
                not np.isin(self.products, Product.values).all(),
            ),
            (
                _("a line on an account per person needs a person, a product and a period."),
                bool((personal & ((self.people <= 0) | (self.products <= 0) | (self.periods <= 0))).any()),
            ),
            (_("a line on a general account has no person."), bool((~personal & (self.people != 0)).any())),
        ]

    def _all(self) -> tuple[Int64s, Int64s, Int64s, Int64s, Int64s]:
        return self.accounts, self.people, self.products, self.periods, self.amounts_cents


def integers(values: ArrayLike) -> Int64s:
    """Return whole numbers as a column; anything with a fraction is refused, never rounded."""
    array = np.asarray(values)
    if array.dtype.kind not in "iub" and array.size:
        raise EntryRefused(_("Amounts, numbers and periods are whole numbers, not %s.") % array.dtype)
    return array.astype(np.int64, copy=False)
