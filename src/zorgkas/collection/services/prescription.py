"""Claims that nobody can ask any more: open premiums after thirty years, unpaid budgets after two (DEC 45 §2, 62)."""

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as noop
from numpy.typing import NDArray

from zorgkas.collection.models import Interruption, WriteOff
from zorgkas.law import law_on
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Entry, Run
from zorgkas.membership.chunks import Range, ranges
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import reason

PREMIUMS, BENEFITS = "prescription", "prescription-benefits"
PREMIUM_TARGET, BENEFIT_TARGET = "premium_is_prescribed", "benefit_is_prescribed"
# The first premium that was ever asked.
FIRST_YEAR = 2001

# The last act that interrupted the prescription of a claim, as the law counts days; 0 when there was none.
_INTERRUPTED = """
    coalesce((SELECT max(n.valid_from) - DATE '0001-01-01' + 1 FROM collection_interruption n
        WHERE n.person_id = i.person_id AND n.superseded_at IS NULL AND n.claim = %(claim)s AND n.period = i.period
            AND n.valid_from <= %(on)s), 0) AS interrupted
"""
_PREMIUMS = f"""
SELECT i.id, i.person_id, i.product, i.period, i.balance_cents AS cents, 0 AS booked, {_INTERRUPTED}
FROM ledger_item i
WHERE i.fund_id = %(fund)s AND i.account = %(account)s AND i.product = %(premium)s AND i.period = ANY(%(years)s)
    AND i.balance_cents > 0 AND i.person_id >= %(low)s AND i.person_id < %(high)s
ORDER BY i.person_id, i.period FOR UPDATE OF i
"""  # noqa: S608 - only constants of this module are put in
# What lies in a batch for the bank is left to that batch.
_BENEFITS = f"""
SELECT i.id, i.person_id, i.product, i.period, -i.balance_cents AS cents, {_INTERRUPTED},
    coalesce((SELECT max(e.booked_on) - DATE '0001-01-01' + 1
        FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id
        WHERE p.person_id = i.person_id AND p.account = i.account AND p.product = i.product AND p.period = i.period
            AND e.fund_id = i.fund_id AND e.kind = 'due'), 0) AS booked
FROM ledger_item i
WHERE i.fund_id = %(fund)s AND i.account = %(account)s AND i.period <= %(month)s AND i.balance_cents < 0
    AND i.person_id >= %(low)s AND i.person_id < %(high)s AND NOT i.id = ANY(%(reserved)s)
ORDER BY i.person_id, i.period FOR UPDATE OF i
"""  # noqa: S608 - only constants of this module are put in

Table = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Prescribed:
    """What a prescription run wrote off; of premiums also the years that no interruption kept alive for everybody."""

    run: Run
    years: tuple[int, ...] = ()
    claims: int = 0
    cents: int = 0


def write_off_prescribed(
    fund: CareFund, on: datetime.date | None = None, *, first_year: int = FIRST_YEAR, chunk_size: int | None = None
) -> Prescribed:
    """Write off every open premium that is prescribed: thirty years after it had to be paid (DEC art. 45 §2).

    An interruption that is recorded about a premium makes its thirty years begin again.
    """
    day = on or timezone.localdate()
    law = law_on(day)
    years = tuple(
        year
        for year in range(first_year, day.year)
        if law.decide({"asked_premium_year": year, "judged_on": day}, PREMIUM_TARGET).raw
    )
    names = _names(fund, day, Account.PREMIUM_RECEIVABLE, Interruption.Claim.PREMIUM, years=list(years))

    def facts(table: Table) -> Table:
        return {"asked_premium_year": table["period"].astype(np.int16)}

    with ledger.run(PREMIUMS, day.year, fund) as run:
        narrative = noop("Prescribed after thirty years (DEC art. 45 §2)")
        chunks = ranges(chunk_size) if years else []
        claims, cents = _write_off(run, day, chunks, _PREMIUMS, names, facts, PREMIUM_TARGET, narrative)
        run.outcome = {"years": list(years), "claims": claims, "cents": cents}
    return Prescribed(run, years, claims, cents)


def write_off_prescribed_benefits(
    fund: CareFund,
    on: datetime.date | None = None,
    *,
    reserved: Collection[int] = (),
    chunk_size: int | None = None,
) -> Prescribed:
    """Write off what could not be paid of care budgets for two years, without an act that interrupts (DEC art. 62).

    `reserved` are items in a batch that is not yet with the bank: they are left alone.
    """
    day = on or timezone.localdate()
    names = _names(fund, day, Account.BENEFIT_PAYABLE, Interruption.Claim.BENEFIT)
    names |= {"reserved": list(reserved), "month": day.year * 100 + day.month}

    def facts(table: Table) -> Table:
        return {
            "due_month": (table["period"] // 100 * 12 + table["period"] % 100 - 1).astype(np.int32),
            "benefit_booked_on": table["booked"].astype(np.int32),
        }

    with ledger.run(BENEFITS, day.year, fund) as run:
        narrative = noop("Prescribed after two years (DEC art. 62)")
        chunks = ranges(chunk_size)
        claims, cents = _write_off(run, day, chunks, _BENEFITS, names, facts, BENEFIT_TARGET, narrative)
        run.outcome = {"claims": claims, "cents": cents}
    return Prescribed(run, (), claims, cents)


def _names(
    fund: CareFund, day: datetime.date, account: Account, claim: Interruption.Claim, **more: object
) -> dict[str, Any]:
    common = {"fund": fund.pk, "on": day, "account": int(account), "claim": int(claim)}
    return {**common, "premium": int(Product.PREMIUM), **more}


def _write_off(
    run: Run,
    day: datetime.date,
    chunks: list[Range],
    query: str,
    names: dict[str, Any],
    facts: Callable[[Table], Table],
    target: str,
    narrative: str,
) -> tuple[int, int]:
    """Judge the open claims of every range of people, and write off what is prescribed: one transaction per range."""
    kernel = law_on(day).kernel((target,))
    claims = cents = 0
    for chunk in chunks:
        with transaction.atomic():
            table = to_numpy(read_sql(query, {**names, "low": chunk[0], "high": chunk[1]}))
            count = len(table["id"])
            given = {
                "judged_on": np.full(count, day.toordinal(), np.int32),
                "prescription_interrupted_on": table["interrupted"].astype(np.int32),
                **facts(table),
            }
            prescribed = kernel(kernel.fit(given), length=count)[target].astype(np.bool_)
            if prescribed.any():
                found = {name: column[prescribed].astype(np.int64) for name, column in table.items()}
                _book(run, day, Account(names["account"]), found, f"{run.kind}/{run.pk}/{chunk[0]}", narrative)
                claims, cents = claims + len(found["id"]), cents + int(found["cents"].sum())
    return claims, cents


def _book(run: Run, day: datetime.date, account: Account, found: Table, key: str, narrative: str) -> None:
    sign = -1 if account == Account.PREMIUM_RECEIVABLE else 1
    lines = ledger.Lines.joined(
        [
            ledger.Lines.columns(
                accounts=int(account),
                people=found["person_id"],
                products=found["product"],
                periods=found["period"],
                amounts_cents=found["cents"] * sign,
            ),
            ledger.Lines.of([ledger.Line(Account.WRITE_OFF, -sign * int(found["cents"].sum()))]),
        ]
    )
    ledger.book(
        fund=run.fund,
        key=key,
        kind=Entry.Kind.TRANSFER,
        narrative=reason(narrative),
        lines=lines,
        booked_on=day,
        run=run,
    )
    WriteOff.objects.bulk_create(
        (
            WriteOff(
                item_id=item,
                fund=run.fund,
                ground=WriteOff.Ground.PRESCRIBED,
                amount_cents=amount,
                written_on=day,
                entry_key=key,
            )
            for item, amount in zip(found["id"].tolist(), found["cents"].tolist(), strict=True)
        ),
        batch_size=10_000,
    )
