"""Benefits and rents: set by ministerial order, in no source of ours, so entered once as tariffs of the list."""

import datetime

from zorgkas.care.models import Tariff
from zorgkas.care.pillars.mobility.codes import LIST_NUMBER, PILLAR


def tariff_on(code: str, day: datetime.date) -> int | None:
    """The benefit or rent of a code on a day, in cents; None when none was entered."""
    found = (
        Tariff.objects.filter(
            provider__number=LIST_NUMBER, pillar=PILLAR, code=code, superseded_at=None, valid_from__lte=day
        )
        .exclude(valid_to__lte=day)
        .first()
    )
    return found.cents if found else None
