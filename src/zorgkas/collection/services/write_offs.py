"""Claims that are waived by a decision, each by its own entry; what is prescribed is in `prescription`."""

import datetime
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from zorgkas.collection.models import Relief, WriteOff
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Entry, Item
from zorgkas.registry.reasons import reason


class WriteOffRefused(ValueError):
    """The claims cannot be written off like this; says why."""


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
