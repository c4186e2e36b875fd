"""The rights to a ZZZ that somebody has or had, with what is known about the decisions behind them."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from zorgkas.budgets.models import CareForm, Entitlement
from zorgkas.law.zzz.kinds import Instrument
from zorgkas.ledger.accounts import Product


@dataclass(frozen=True)
class Right:
    """A right: its form, its period, and what its decision rested on (None: it was decided elsewhere)."""

    care_form: int
    valid_from: datetime.date
    valid_to: datetime.date | None
    instrument: Instrument | None
    # The case of BVR art. 151 §1, 9°: every payment under the decision before was suspended.
    on_suspension: bool
    # The day of the claim, or without an application the day from which the document counts.
    claimed_on: datetime.date | None
    # The date of the document behind the decision; empty when it was decided elsewhere, or rests on a stay.
    issued_on: datetime.date | None = None

    @property
    def on_assessment(self) -> bool | None:
        """Whether the decision rested on an assessment (else an attest, or the stay); None when nobody knows."""
        return None if self.instrument is None else self.instrument >= Instrument.BELRAI_ASSESSMENT

    def ended_on(self, day: datetime.date) -> bool:
        """Whether nothing of it is left on a day; a right that still must begin has not ended."""
        return self.valid_to is not None and self.valid_to <= day

    def runs_on(self, day: datetime.date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def rights_of(people: Sequence[int], known_at: datetime.datetime) -> dict[int, list[Right]]:
    """The rights of each of these people that has one, as known at a moment, the first before the others."""
    found = (
        Entitlement.objects.filter(person_id__in=set(people), product=Product.ZZZ, recorded_at__lte=known_at)
        .filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=known_at))
        .select_related("decision")
        .order_by("person_id", "valid_from")
    )
    rights: dict[int, list[Right]] = {}
    for one in found:
        rights.setdefault(one.person_id, []).append(_right(one))
    return rights


def unbroken(rights: Sequence[Right]) -> list[Right]:
    """The last right and those for care at home that went before it without a gap, the last before the others."""
    chain = list(rights[-1:])
    for before in reversed(rights[:-1]):
        if before.care_form != CareForm.HOME or before.valid_to != chain[-1].valid_from:
            break
        chain.append(before)
    return chain


def _right(row: Entitlement) -> Right:
    if row.decision is None:
        return Right(row.care_form, row.valid_from, row.valid_to, None, False, None)
    facts: Mapping[str, Any] = row.decision.receipt.get("facts", {})
    claimed = facts.get("applied_on") or facts.get("admitted_on") or facts.get("finding_from")
    return Right(
        row.care_form,
        row.valid_from,
        row.valid_to,
        Instrument[facts.get("finding_instrument", "NONE")],
        bool(facts.get("unpaid_under_previous")),
        datetime.date.fromisoformat(claimed) if claimed else None,
        datetime.date.fromisoformat(facts["finding_issued_on"]) if facts.get("finding_issued_on") else None,
    )
