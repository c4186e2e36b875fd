"""Benefits and rents: set by ministerial order, in no source of ours, so entered once as tariffs of the list."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from zorgkas.care.models import Tariff
from zorgkas.care.pillars.mobility.codes import LIST_NUMBER, PILLAR, line_codes
from zorgkas.care.services.providers import record_provider, record_provider_fact
from zorgkas.registry.models import Source


def enter_tariffs(
    cents: Mapping[str, int], valid_from: datetime.date, source: Source, valid_to: datetime.date | None = None
) -> int:
    """Enter the amounts of codes from a day on, all or none; return how many rows are new. Again changes nothing.

    Lines that were refused for want of a tariff, or judged by another one, are judged again with `recalculate`.
    """
    unknown = sorted(set(cents) - set(line_codes()))
    if unknown or any(amount <= 0 for amount in cents.values()):
        raise ValueError(f"no code of the list, or no amount: {', '.join(unknown) or cents}")
    minister = record_provider(LIST_NUMBER, "Prestatielijst", "list")
    with transaction.atomic():
        return sum(
            record_provider_fact(
                Tariff,
                minister,
                valid_from,
                valid_to,
                {"pillar": PILLAR, "code": code, "cents": amount},
                source=source,
            )
            for code, amount in cents.items()
        )


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
