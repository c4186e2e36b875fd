"""Pillar 4: mobility aids (BVR art. 239 to 415)."""

import datetime
from pathlib import Path

from zorgkas.care.pillar import Pillar, RequestKind, Said
from zorgkas.care.pillars.mobility import forms
from zorgkas.care.pillars.mobility.check import EXTRA, check
from zorgkas.care.pillars.mobility.codes import PILLAR as CODE
from zorgkas.care.pillars.mobility.codes import line_codes
from zorgkas.care.pillars.mobility.decide import decide_aid
from zorgkas.care.pillars.mobility.delivery import decide_delivery, decide_end
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Product


def _within(target: str, fact: str, day: datetime.date) -> datetime.date:
    """The last day of a term of the law that runs from a day."""
    last: datetime.date = law_on(day).decide({fact: day}, target).value
    return last


def _decide_by(received: datetime.date) -> datetime.date:
    return _within("aid_decide_by", "aid_applied_on", received)


def _admit_by(received: datetime.date) -> datetime.date:
    """Whether it is admissible is decided, or it is sent on, within five working days."""
    return _within("aid_forward_by", "aid_applied_on", received)


def _pay_by(received: datetime.date) -> datetime.date:
    return _within("aid_pay_by", "aid_invoice_received_on", received)


PILLAR = Pillar(
    code=CODE,
    title=Said("Mobiliteitshulpmiddelen", "Mobility aids"),
    product=Product.MOBILITY,
    folder=Path(__file__).parent,
    requests=(
        RequestKind(
            "purchase",
            Said("Een hulpmiddel kopen", "Buy an aid"),
            forms.BUY,
            decide_aid,
            _decide_by,
            "BVR art. 249, 253",
        ),
        RequestKind(
            "rental",
            Said("Een hulpmiddel huren", "Rent an aid"),
            forms.RENT,
            decide_aid,
            _decide_by,
            "BVR art. 249, 263",
        ),
        RequestKind(
            "special",
            Said("Bijzondere noden", "Special needs"),
            forms.NEEDS,
            decide_aid,
            _admit_by,
            "BVR art. 296, 304, 331",
        ),
        RequestKind(
            "delivery",
            Said("Bewijs van levering of huurovereenkomst", "Proof of delivery or rental contract"),
            forms.DELIVERY,
            decide_delivery,
            article="BVR art. 337",
        ),
        RequestKind(
            "rental_end", Said("Einde van een huur", "End of a rental"), forms.END, decide_end, article="BVR art. 267"
        ),
    ),
    extra_columns=EXTRA,
    codes=line_codes(),
    check=check,
    pay_by=_pay_by,
    # Repairs repeat and months of rent are looked at by month: the pillar judges doubles itself.
    refuses_doubles=False,
)
