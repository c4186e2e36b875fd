"""Claims that are not asked any more: prescribed ones by a run, relieved ones by a decision, each by its own entry."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from numpy.typing import NDArray

from zorgkas.collection.models import Relief, WriteOff
from zorgkas.law import law_on
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Entry, Item, Run
from zorgkas.membership.chunks import Range, ranges
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import reason

RUN_KIND = "prescription"
PRESCRIBED = "premium_is_prescribed"

_OPEN_OF_YEARS = """
SELECT id, person_id, period, balance_cents FROM ledger_item
WHERE fund_id = %(fund)s AND account = %(account)s AND product = %(product)s AND period = ANY(%(years)s)
    AND balance_cents > 0 AND person_id >= %(low)s AND person_id < %(high)s
ORDER BY person_id, period FOR UPDATE
"""


class WriteOffRefused(ValueError):
    """The claims cannot be written off like this; says why."""


@dataclass(frozen=True)
class Prescribed:
    """What a prescription run wrote off."""

    run: Run
    years: tuple[int, ...]
    claims: int = 0
    cents: int = 0


def write_off_prescribed(
    fund: CareFund, on: datetime.date | None = None, *, first_year: int = 2001, chunk_size: int | None = None
) -> Prescribed:
    """Write off every open premium that is prescribed (DEC art. 45 §2): thirty years after it had to be paid.

    Interruptions of the prescription are not recorded here yet, so a year is prescribed for everybody or for nobody.
    """
    day = on or timezone.localdate()
    law = law_on(day)
    years = tuple(
        year
        for year in range(first_year, day.year)
        if law.decide({"asked_premium_year": year, "judged_on": day}, PRESCRIBED).raw
    )
    with ledger.run(RUN_KIND, day.year, fund) as run:
        claims = cents = 0
        for chunk in ranges(chunk_size) if years else []:
            with transaction.atomic():
                found = _open_of_years(fund, years, chunk)
                if len(found["id"]):
                    claims += len(found["id"])
                    cents += int(found["balance_cents"].sum())
                    _write(fund, found, day, f"prescribed/{run.pk}/{chunk[0]}", run)
        run.outcome = {"years": list(years), "claims": claims, "cents": cents}
    return Prescribed(run, years, claims, cents)


def write_off_relieved(relief: Relief, amounts: Mapping[Item, int], on: datetime.date) -> None:
    """Write off what a granted relief waives; never more than is open. The caller holds the transaction."""
    locked = {item.pk: item for item in Item.objects.select_for_update().filter(pk__in=[item.pk for item in amounts])}
    for item, cents in amounts.items():
        if cents > locked[item.pk].balance_cents:
            raise WriteOffRefused(
                _("Of %(year)d only %(open)d cents are open, so %(asked)d cannot be waived.")
                % {"year": item.period, "open": locked[item.pk].balance_cents, "asked": cents}
            )
    key = f"relief/{relief.pk}"
    total = sum(amounts.values())
    ledger.book(
        fund=relief.fund,
        key=key,
        kind=Entry.Kind.TRANSFER,
        narrative=reason(noop("Relief of arrears (DEC art. 46 §2)")),
        lines=[
            *(
                ledger.Line(Account.PREMIUM_RECEIVABLE, -cents, item.person_id, Product.PREMIUM, item.period)
                for item, cents in amounts.items()
            ),
            ledger.Line(Account.WRITE_OFF, total),
        ],
        booked_on=on,
    )
    WriteOff.objects.bulk_create(
        WriteOff(
            item=item,
            fund=relief.fund,
            ground=WriteOff.Ground.RELIEF,
            amount_cents=cents,
            written_on=on,
            relief=relief,
            entry_key=key,
        )
        for item, cents in amounts.items()
    )


def _open_of_years(fund: CareFund, years: tuple[int, ...], chunk: Range) -> dict[str, NDArray[Any]]:
    return to_numpy(
        read_sql(
            _OPEN_OF_YEARS,
            {
                "fund": fund.pk,
                "account": int(Account.PREMIUM_RECEIVABLE),
                "product": int(Product.PREMIUM),
                "years": list(years),
                "low": chunk[0],
                "high": chunk[1],
            },
        )
    )


def _write(fund: CareFund, found: dict[str, NDArray[Any]], day: datetime.date, key: str, run: Run) -> None:
    people, years, cents = (found[name].astype(np.int64) for name in ("person_id", "period", "balance_cents"))
    lines = ledger.Lines.joined(
        [
            ledger.Lines.columns(
                accounts=int(Account.PREMIUM_RECEIVABLE),
                people=people,
                products=int(Product.PREMIUM),
                periods=years,
                amounts_cents=-cents,
            ),
            ledger.Lines.of([ledger.Line(Account.WRITE_OFF, int(cents.sum()))]),
        ]
    )
    narrative = reason(noop("Prescribed after thirty years (DEC art. 45 §2)"))
    ledger.book(fund=fund, key=key, kind=Entry.Kind.TRANSFER, narrative=narrative, lines=lines, booked_on=day, run=run)
    WriteOff.objects.bulk_create(
        (
            WriteOff(
                item_id=item,
                fund=fund,
                ground=WriteOff.Ground.PRESCRIBED,
                amount_cents=amount,
                written_on=day,
                entry_key=key,
            )
            for item, amount in zip(found["id"].tolist(), cents.tolist(), strict=True)
        ),
        batch_size=10_000,
    )
