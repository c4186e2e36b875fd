"""Items of providers on the wrong side: moved on to what the provider owes, and set off against what it is owed."""

from dataclasses import dataclass

import numpy as np
from django.db import transaction
from django.utils.translation import gettext_noop as _

from zorgkas.ledger.accounts import Account
from zorgkas.ledger.booking import Head, book_many
from zorgkas.ledger.copying import copy_out
from zorgkas.ledger.lines import Int64s, Lines
from zorgkas.ledger.models import Entry, Run
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import reason

_TOO_MUCH = """
    SELECT provider_id, product, period, balance_cents FROM ledger_provideritem
     WHERE fund_id = %(fund)s AND account = 2010 AND balance_cents > 0 ORDER BY 1, 2, 3 FOR UPDATE
"""
_DUE_AGAIN = """
    SELECT due.provider_id, due.product, due.period, -least(-due.balance_cents, other.balance_cents)
      FROM ledger_provideritem other
      JOIN ledger_provideritem due ON due.provider_id = other.provider_id AND due.product = other.product
       AND due.period = other.period AND due.fund_id = other.fund_id AND due.account = 2010
     WHERE other.fund_id = %(fund)s AND other.account = 1230 AND other.balance_cents > 0 AND due.balance_cents < 0
     ORDER BY 1, 2, 3 FOR UPDATE OF due, other
"""
# What providers owe and are owed, the oldest first; items that wait in a batch are left alone.
_OPEN = """
    SELECT provider_id, product, period, balance_cents, account FROM ledger_provideritem i
     WHERE fund_id = %(fund)s AND balance_cents <> 0 AND NOT id = ANY(%(reserved)s)
       AND provider_id IN (SELECT provider_id FROM ledger_provideritem
                            WHERE fund_id = %(fund)s AND account = 1230 AND balance_cents > 0)
     ORDER BY provider_id, period, product FOR UPDATE
"""
_COLUMNS = [("provider", 8), ("product", 2), ("period", 4), ("cents", 8)]


@dataclass(frozen=True, slots=True)
class SetOff:
    """What was taken off what one provider is owed."""

    provider: int
    cents: int


def move_overpaid_providers(fund: CareFund, key: str, run: Run | None = None) -> int:
    """Move what providers were paid too much to what they owe, and back when due again; return the cents moved.

    `key` names the event that made the difference; of one event it is done once.
    """
    moved = 0
    with transaction.atomic():
        for what, query, why in (
            ("more", _TOO_MUCH, _("Paid more than due")),
            ("again", _DUE_AGAIN, _("Due again")),
        ):
            found = copy_out(query, {"fund": fund.pk}, _COLUMNS)
            cents = found["cents"]
            if not len(cents):
                continue
            lines = Lines.columns(
                accounts=np.repeat([int(Account.PROVIDER_PAYABLE), int(Account.PROVIDER_RECEIVABLE)], len(cents)),
                people=np.tile(found["provider"], 2),
                products=np.tile(found["product"], 2),
                periods=np.tile(found["period"], 2),
                amounts_cents=np.concatenate([-cents, cents]),
            )
            head = Head(f"{key}/overpaid/{what}", Entry.Kind.TRANSFER, reason(why))
            book_many([(head, lines)], fund=fund, run=run)
            moved += int(np.abs(cents).sum())
    return moved


def set_off_providers(run: Run, reserved: list[int] | None = None) -> list[SetOff]:
    """Take what providers owe off what they are owed, the oldest months first (BVR art. 132, 133); once."""
    with transaction.atomic():
        found = copy_out(_OPEN, {"fund": run.fund_id, "reserved": reserved or []}, [*_COLUMNS, ("account", 2)])
        lines, done = [], []
        for provider in np.unique(found["provider"]):
            here = found["provider"] == provider
            owes = here & (found["account"] == Account.PROVIDER_RECEIVABLE)
            owed = here & (found["account"] == Account.PROVIDER_PAYABLE) & (found["cents"] < 0)
            total = min(int(found["cents"][owes].sum()), int(-found["cents"][owed].sum()))
            if total <= 0:
                continue
            done.append(SetOff(int(provider), total))
            for chosen, sign in ((owes, -1), (owed, 1)):
                taken = _first(np.abs(found["cents"][chosen]), total)
                keep = taken > 0
                lines.append(
                    Lines.columns(
                        accounts=found["account"][chosen][keep],
                        people=int(provider),
                        products=found["product"][chosen][keep],
                        periods=found["period"][chosen][keep],
                        amounts_cents=taken[keep] * sign,
                    )
                )
        if lines:
            head = Head(f"set-off-providers/{run.pk}", Entry.Kind.SET_OFF, reason(_("Set off")))
            book_many([(head, Lines.joined(lines))], fund=run.fund, run=run)
    return done


def _first(cents: Int64s, total: int) -> Int64s:
    """Give a total to amounts, one after the other."""
    before = np.cumsum(cents) - cents
    taken: Int64s = np.clip(total - before, 0, cents)
    return taken
