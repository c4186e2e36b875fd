"""The right to a ZZZ that somebody has or had last."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from zorgkas.budgets.models import Entitlement
from zorgkas.law.zzz.kinds import Instrument
from zorgkas.ledger.accounts import Product


@dataclass(frozen=True)
class Right:
    """The last right of a person: its form, its period, and whether its decision rested on an assessment."""

    care_form: int
    valid_from: datetime.date
    valid_to: datetime.date | None
    on_assessment: bool

    def runs_on(self, day: datetime.date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def rights_of(people: Sequence[int], known_at: datetime.datetime) -> dict[int, Right]:
    """The last right of each of these people that has one, as known at a moment."""
    found = (
        Entitlement.objects.filter(person_id__in=set(people), product=Product.ZZZ, recorded_at__lte=known_at)
        .filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=known_at))
        .select_related("decision")
        .order_by("person_id", "valid_from")
    )
    return {one.person_id: Right(one.care_form, one.valid_from, one.valid_to, _on_assessment(one)) for one in found}


def _on_assessment(right: Entitlement) -> bool:
    if right.decision is None:
        return False
    instrument = right.decision.receipt.get("facts", {}).get("finding_instrument", "NONE")
    return Instrument[instrument] >= Instrument.BELRAI_ASSESSMENT
