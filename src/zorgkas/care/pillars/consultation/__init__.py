"""Pillar 7: multidisciplinary consultation (BVR art. 534/79 to 534/89). A claim is decided and paid at once."""

import datetime
from pathlib import Path

from zorgkas.care.pillar import Pillar, RequestKind, Said
from zorgkas.care.pillars.consultation.deciding import decide
from zorgkas.care.pillars.consultation.form import FIELDS
from zorgkas.law import law_on
from zorgkas.law.common.working_days import add_working_days
from zorgkas.ledger.accounts import Product


def check_until(received_on: datetime.date) -> datetime.date:
    """The last day to check a claim (BVR art. 534/86 §4)."""
    days = int(law_on(received_on).parameters["mdo_check_working_days"])
    return datetime.date.fromordinal(add_working_days(received_on.toordinal(), days))


def pay_until(received_on: datetime.date) -> datetime.date:
    """The last day to pay a complete claim (BVR art. 534/89)."""
    return received_on + datetime.timedelta(weeks=int(law_on(received_on).parameters["mdo_pay_weeks"]))


PILLAR = Pillar(
    code="consultation",
    title=Said("Multidisciplinair overleg", "Multidisciplinary consultation"),
    product=Product.CONSULTATION,
    folder=Path(__file__).parent,
    requests=(
        RequestKind(
            code="claim",
            title=Said("Aanvraag van de tegemoetkoming", "Claim of the allowance"),
            fields=FIELDS,
            decide=decide,
            term=check_until,
            article="BVR art. 534/86",
        ),
    ),
    codes=("ORGANISER", "MEDIATOR", "PROVIDER"),
    pay_by=pay_until,
)
