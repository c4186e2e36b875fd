"""What somebody has already: aids that were delivered, that are rented, or that were approved."""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zorgkas.care.models import CareRight
from zorgkas.care.pillars.mobility.codes import APPROVED, PILLAR, RENT, product_of
from zorgkas.engine.calendar import month_of
from zorgkas.law.mobility.kinds import AidForm, AidRequest, is_support, main_group
from zorgkas.law.mobility.products import Product


@dataclass(frozen=True)
class Holding:
    """One right of this pillar, as known now."""

    product: Product
    provider_id: int
    code: str
    valid_from: datetime.date
    valid_to: datetime.date | None
    details: Mapping[str, Any]

    @property
    def form(self) -> AidForm:
        """Bought or rented."""
        return AidForm[self.details.get("aid_form", "PURCHASE")]

    def runs_on(self, day: datetime.date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def holdings_of(person_id: int) -> list[Holding]:
    """Everything of this pillar that somebody has or had, oldest first."""
    found = []
    rights = CareRight.objects.filter(person_id=person_id, pillar=PILLAR, superseded_at=None)
    for right in rights.order_by("valid_from", "pk"):
        product = product_of(right.code)
        details = json.loads(right.details)
        if product is not None:
            found.append(Holding(product, right.provider_id, right.code, right.valid_from, right.valid_to, details))
    return found


def delivered(held: Sequence[Holding]) -> list[Holding]:
    """Those that were delivered, bought or rented."""
    return [one for one in held if not one.code.startswith(APPROVED)]


def facts_about(held: Sequence[Holding], asked: Product, request: AidRequest, on: datetime.date) -> dict[str, object]:
    """What the law takes about the aids of before, for a request of a product."""
    aids = delivered(held)
    adapted = AidRequest.ADAPTATION.name  # an adaptation is no new aid: no term runs from it
    bought = [one for one in aids if not one.code.startswith(RENT) and one.details.get("aid_request") != adapted]
    same = [one for one in bought if main_group(one.product.kind) == main_group(asked.kind)]
    second = request == AidRequest.SECOND_CHAIR
    before = [one for one in same if one.product.second == second]
    facts: dict[str, object] = {
        "aid_has_chair": any(main_group(one.product.kind) in (1, 2, 3) and one.runs_on(on) for one in aids),
        "aid_temporary_months": _months_of(aids, AidForm.TEMPORARY_RENTAL, on),
        "aid_rents_temporarily": any(one.form == AidForm.TEMPORARY_RENTAL and one.runs_on(on) for one in aids),
    }
    if before:
        last = before[-1]
        facts |= {
            "aid_previous_kind": last.product.kind.name,
            "aid_previous_delivered_on": last.valid_from,
            "aid_previous_second": last.product.second,
            "aid_previous_lump_sum": last.details.get("aid_request") == AidRequest.LUMP_SUM.name,
            "aid_previous_term_months": int(last.details.get("term_months", 0)),
        }
    return facts


def kept_beside(held: Sequence[Holding], asked: Product, on: datetime.date) -> list[Holding]:
    """Aids of another main group that somebody has on a day: each must go together with what is asked."""
    return [
        one
        for one in delivered(held)
        if one.runs_on(on) and main_group(one.product.kind) != main_group(asked.kind) and not one.product.second
    ]


def supports(held: Sequence[Holding]) -> list[Holding]:
    """Systems that drive a manual wheelchair, of which the term may still run (BVR art. 325)."""
    return [one for one in delivered(held) if is_support(one.product.kind) and not one.code.startswith(RENT)]


def _months_of(aids: Sequence[Holding], form: AidForm, on: datetime.date) -> int:
    months = 0
    for one in aids:
        if one.form == form and one.valid_from <= on:
            end = min(one.valid_to or on, on)
            months += max(month_of(end.toordinal()) - month_of(one.valid_from.toordinal()), 0)
    return min(months, 12)
