"""The bookings of recovery: each once per key, never more than is open (`ledger` guards the rest)."""

import datetime
from collections.abc import Iterable

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from zorgkas.law.recovery.kinds import CostBearer
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Entry
from zorgkas.recovery.models import Recovery
from zorgkas.recovery.outstanding import Outstanding, outstanding
from zorgkas.recovery.states import RecoveryRefused
from zorgkas.registry.reasons import reason

BEARERS = {CostBearer.FUND.name: Account.WRITE_OFF, CostBearer.AGENCY.name: Account.AGENCY_RECEIVABLE}


def open_of(recovery: Recovery) -> Outstanding:
    """What is open of a file, per month, with the items held until the end of the transaction."""
    found = outstanding([recovery.pk])
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM ledger_item WHERE id = ANY(%s) ORDER BY id FOR UPDATE", [found.item.tolist()])
    return outstanding([recovery.pk])


def spread(cents: int, opened: Outstanding) -> list[tuple[int, int, int]]:
    """Give an amount to the open months, the oldest first: product, month, cents; refuse more than is open."""
    if cents <= 0:
        raise RecoveryRefused(_("The amount must be more than nothing."), "euro")
    if cents > opened.total_cents:
        raise RecoveryRefused(_("That is more than is still open."), "euro")
    given = []
    for product, period, owed in zip(
        opened.product.tolist(), opened.period.tolist(), opened.cents.tolist(), strict=True
    ):
        share = min(cents, owed)
        if share:
            given.append((product, period, share))
            cents -= share
    return given


def write_off(
    recovery: Recovery, months: Iterable[tuple[int, int, int]], bearer: str, key: str, on: datetime.date
) -> None:
    """Let months of a file go, at the cost of the fund or of the agency (BVR art. 131)."""
    lines = [
        ledger.Line(Account.OVERPAYMENT_RECEIVABLE, -cents, recovery.person_id, product, period)
        for product, period, cents in months
    ]
    total = -sum(line.amount_cents for line in lines)
    if total:
        ledger.book(
            fund=recovery.fund,
            key=f"recovery/{recovery.pk}/{key}",
            kind=Entry.Kind.TRANSFER,
            narrative=reason(noop("Not asked back (BVR art. 129, 131)")),
            lines=[ledger.Line(BEARERS[bearer], total), *lines],
            booked_on=on,
        )


def settle(
    recovery: Recovery, months: Iterable[tuple[int, int, int]], account: int, key: str, on: datetime.date
) -> None:
    """Book money that came in for months of a file."""
    lines = [
        ledger.Line(Account.OVERPAYMENT_RECEIVABLE, -cents, recovery.person_id, product, period)
        for product, period, cents in months
    ]
    ledger.book(
        fund=recovery.fund,
        key=f"recovery/{recovery.pk}/{key}",
        kind=Entry.Kind.SETTLEMENT,
        narrative=reason(noop("Undue budget repaid")),
        lines=[ledger.Line(account, -sum(line.amount_cents for line in lines)), *lines],
        booked_on=on,
    )
