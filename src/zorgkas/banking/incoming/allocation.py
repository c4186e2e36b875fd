"""Which premium a payment is for (BVR art. 70)."""

from collections.abc import Collection, Iterable

from zorgkas.banking.incoming.known import OpenItem


def allocation_order(items: Iterable[OpenItem], fineable_years: Collection[int] = ()) -> list[OpenItem]:
    """Return claims in the order in which money goes to them.

    Years whose arrears can still lead to a fine come first, then the others; the oldest first in each group.
    """
    return sorted(items, key=lambda item: (item.period not in fineable_years, item.period, item.id))


def allocate(cents: int, claims: Iterable[OpenItem]) -> tuple[list[tuple[OpenItem, int]], int]:
    """Pay claims one after the other; return what each gets (their balances go down) and what is left."""
    given: list[tuple[OpenItem, int]] = []
    for claim in claims:
        share = min(cents, claim.balance_cents)
        if share > 0:
            claim.balance_cents -= share
            cents -= share
            given.append((claim, share))
    return given, cents
