"""The proof of delivery, or the rental contract, and the end of a rental (BVR art. 243, 264, 267, 290, 328, 337)."""

import datetime
from collections.abc import Sequence
from typing import Any

from zorgkas.care.models import CareRequest
from zorgkas.care.pillar import GrantedRight, Outcome, Ruling
from zorgkas.care.pillars.mobility.codes import RENT, approved_code, delivered_code, upkeep_code
from zorgkas.care.pillars.mobility.facts import of_person
from zorgkas.care.pillars.mobility.holdings import Holding, delivered, holdings_of
from zorgkas.care.pillars.mobility.tariffs import tariff_on
from zorgkas.law import law_on
from zorgkas.law.mobility.kinds import AidForm, AidRequest, main_group
from zorgkas.law.mobility.products import Product, products


def decide_delivery(request: CareRequest, on: datetime.date) -> Ruling:
    """Accept the proof of an approved aid that comes in time; from then on it may be invoiced."""
    product = products().get(str(request.content.get("product", "")))
    if product is None:
        return Ruling(Outcome.REFUSED, ("NOT_ON_LIST",))
    form = AidForm.__members__.get(str(request.content.get("aid_form") or AidForm.PURCHASE.name), AidForm.PURCHASE)
    held = holdings_of(request.person_id)
    approval = _approval(request, held, approved_code(product.code, form))
    if approval is None:
        return Ruling(Outcome.REFUSED, ("NO_APPROVAL",))
    if _delivered_before(held, product, form, approval):
        return Ruling(Outcome.REFUSED, ("ALREADY_DELIVERED",))
    if request.event_on > request.received_on:
        return Ruling(Outcome.REFUSED, ("NOT_YET_DELIVERED",))
    person = of_person(request.person_id, request.event_on)
    law = law_on(request.event_on)
    allowed = law.decide({**_days(person), "aid_delivered_on": request.event_on}, "aid_delivery_allowed")
    if not allowed.value:
        return Ruling(Outcome.REFUSED, ("NOT_DELIVERABLE",), allowed.receipt())
    proof = {"aid_approved_on": approval.details["approved_on"], "aid_delivered_on": request.received_on}
    in_time = law.decide(proof, "aid_proof_in_time")
    if not in_time.value:
        return Ruling(Outcome.REFUSED, ("PROOF_TOO_LATE",), in_time.receipt())
    if approval.details.get("approved") and not request.content.get("confirmed"):
        return Ruling(Outcome.ASKS, ("NOT_CONFIRMED",), in_time.receipt())
    rights = [*_replaced(request, held, product, form), *_rights(request, product, form, approval)]
    return Ruling(Outcome.GRANTED, ("DELIVERED",), in_time.receipt(), rights)


def decide_end(request: CareRequest, on: datetime.date) -> Ruling:
    """Note that a rental ended, and since when."""
    code = delivered_code(str(request.content.get("product", "")), AidForm.RENTAL)
    running = [
        one
        for one in holdings_of(request.person_id)
        if one.code == code and one.provider_id == (request.provider_id or 0) and one.runs_on(request.event_on)
    ]
    if not running:
        return Ruling(Outcome.REFUSED, ("NO_RENTAL",))
    free = request.event_on + datetime.timedelta(days=1)
    ended = GrantedRight(code, free, None, provider_id=running[-1].provider_id, retract=True)
    return Ruling(Outcome.GRANTED, ("RENTAL_ENDED",), rights=[ended])


def _approval(request: CareRequest, held: Sequence[Holding], code: str) -> Holding | None:
    """The last approval of this aid by this provider, also one whose file is closed by now."""
    found = [
        one
        for one in held
        if one.code == code
        and one.provider_id == (request.provider_id or 0)
        and one.details["approved_on"] <= request.event_on.isoformat()
    ]
    return found[-1] if found else None


def _delivered_before(held: Sequence[Holding], product: Product, form: AidForm, approval: Holding) -> bool:
    """Whether this very approval was delivered: it gives one aid."""
    code, approved_on = delivered_code(product.code, form), approval.details["approved_on"]
    return any(
        one.code == code and one.provider_id == approval.provider_id and one.details.get("approved_on") == approved_on
        for one in delivered(held)
    )


def _replaced(request: CareRequest, held: Sequence[Holding], product: Product, form: AidForm) -> list[GrantedRight]:
    """Rentals in the place of which this one comes (BVR art. 273): they end on the day of the new contract.

    Then no month is due twice and none is lost: up to the fifteenth the new one has the month, later the old one.
    """
    if form == AidForm.PURCHASE:
        return []
    free = request.event_on + datetime.timedelta(days=1)
    return [
        GrantedRight(one.code, free, None, provider_id=one.provider_id, retract=True)
        for one in delivered(held)
        if one.code.startswith(RENT)
        and one.runs_on(request.event_on)
        and main_group(one.product.kind) == main_group(product.kind)
        and one.code != delivered_code(product.code, form)
        and one.details.get("aid_rapid", "NONE") == "NONE"
    ]


def _days(person: dict[str, Any]) -> dict[str, Any]:
    return {name: person[name] for name in ("died_on", "detained_from", "detained_to")}


def _rights(request: CareRequest, product: Product, form: AidForm, approval: Holding) -> list[GrantedRight]:
    details = {
        **approval.details,
        "serial": str(request.content.get("serial", "")),
        "public_price_cents": int(request.content.get("public_price_cents") or 0),
    }
    code = delivered_code(product.code, form)
    right = GrantedRight(code, request.event_on, None, provider_id=request.provider_id or 0, details=details)
    return [right, *_upkeep(request, product, form, details)]


def _upkeep(request: CareRequest, product: Product, form: AidForm, details: dict[str, Any]) -> list[GrantedRight]:
    """The budget for upkeep, from the delivery until that of another aid of the group (BVR art. 328)."""
    if details.get("aid_request") == AidRequest.ADAPTATION.name:
        return []
    if details.get("upkeep_cents"):
        return [GrantedRight(upkeep_code(product), request.event_on, None, ceiling_cents=int(details["upkeep_cents"]))]
    benefit = int(details.get("benefit_cents") or tariff_on(product.code, request.event_on) or 0)
    names = ("aid_fully_dependent", "aid_scooter_for_activity", "aid_progressive_disease")
    budget = law_on(request.event_on).decide(
        {
            "aid_kind": product.kind.name,
            "aid_form": form.name,
            "aid_request": details.get("aid_request", "FIRST"),
            "aid_benefit_cents": benefit,
            "aid_public_price_cents": details["public_price_cents"],
            **{name: details[name] for name in names if name in details},
        },
        "aid_upkeep_cents",
    )
    if budget.value <= 0:
        return []
    return [GrantedRight(upkeep_code(product), request.event_on, None, ceiling_cents=budget.value)]
