"""Decide on a request for an aid: ask what lacks, wait for a commission that must advise, else as the law says."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_noop as _

from zorgkas.care.models import CareRequest
from zorgkas.care.pillar import GrantedRight, Outcome, Ruling
from zorgkas.care.pillars.mobility.codes import approved_code, upkeep_code
from zorgkas.care.pillars.mobility.facts import of_membership, of_person, of_provider, said
from zorgkas.care.pillars.mobility.holdings import Holding, facts_about, holdings_of, kept_beside, supports
from zorgkas.engine import CaseError, Decision, Law
from zorgkas.law import law_on
from zorgkas.law.mobility.kinds import AidAdvice, AidDocument, AidForm, AidOutcome, AidProcedure, AidRequest
from zorgkas.law.mobility.products import Product, products
from zorgkas.registry.reasons import reason

Case = dict[str, Any]
# What a later delivery, invoice or budget for upkeep still needs of the request.
KEPT = (
    *("aid_request", "aid_form", "aid_rapid", "aid_palliative_asked", "aid_fully_dependent"),
    *("aid_scooter_for_activity", "aid_progressive_disease", "aid_made_to_measure"),
)


def decide_aid(request: CareRequest, on: datetime.date) -> Ruling:
    """The law of the day of the request decides (BVR art. 239)."""
    product = products().get(str(request.content.get("product", "")))
    if product is None:
        return Ruling(Outcome.REFUSED, ("NOT_ON_LIST",))
    asked = str(request.content.get("aid_request") or AidRequest.FIRST.name)
    if product.second != (asked == AidRequest.SECOND_CHAIR.name):
        return Ruling(Outcome.REFUSED, ("SECOND_CODE",))
    try:
        return _ruling(request, product, law_on(request.received_on), on)
    except (CaseError, KeyError) as error:
        return Ruling(None, unclear=reason(_("An answer on the form cannot be read: %(why)s"), why=str(error)))


def _ruling(request: CareRequest, product: Product, law: Law, on: datetime.date) -> Ruling:
    cases = cases_of(request, product, law, on)
    decisions = [law.decide(case, "aid_outcome") for case in cases]
    refused = [one for one in decisions if one.value not in (AidOutcome.GRANTED, AidOutcome.PARTLY_GRANTED)]
    decision, case = (refused or decisions)[0], cases[0]
    if refused and decision.value != AidOutcome.ADVICE_NEGATIVE:
        return Ruling(Outcome.REFUSED, (decision.value.name,), decision.receipt())
    missing = law.decide(case, "aid_document_missing").value
    if missing != AidDocument.NONE:
        return Ruling(Outcome.ASKS, (f"MISSING_{missing.name}",), decision.receipt())
    waits = _waits_for(request, law, case)
    if waits:
        return Ruling(Outcome.ASKS, (waits,), decision.receipt())
    if refused:
        return Ruling(Outcome.REFUSED, (decision.value.name,), decision.receipt())
    if decision.value == AidOutcome.PARTLY_GRANTED and not request.content.get("approved"):
        return Ruling(None, unclear=reason(_("The advice is positive in part: say what of the request is granted")))
    if case.get("aid_request") == AidRequest.ONE_OFF_REPAIR.name:
        return _repair(request, product, decision, on)
    return Ruling(Outcome.GRANTED, (decision.value.name,), decision.receipt(), [_approval(request, product, case, on)])


def cases_of(request: CareRequest, product: Product, law: Law, on: datetime.date) -> list[Case]:
    """One case for each aid that stays beside the one that is asked; one when there is none."""
    held = holdings_of(request.person_id)
    kind = AidRequest[str(request.content.get("aid_request") or AidRequest.FIRST.name)]
    case: Case = {
        **of_person(request.person_id, request.received_on),
        **of_membership(request, on),
        **of_provider(request.provider, request.received_on),
        **facts_about(held, product, kind, request.received_on),
        **said(request),
        "aid_kind": product.kind.name,
        "aid_applied_on": request.received_on,
    }
    case["aid_support_until"] = _support_until(law, case, held)
    beside = kept_beside(held, product, request.received_on)
    return [{**case, "aid_beside": one.product.kind.name} for one in beside] or [case]


def _support_until(law: Law, case: Mapping[str, Any], held: Sequence[Holding]) -> datetime.date | None:
    """The first day on which no term of a driving support runs any more."""
    ends = [
        law.decide(
            {
                "aid_previous_kind": one.product.kind.name,
                "aid_previous_delivered_on": one.valid_from,
                "birth_date": case["birth_date"],
                "aid_applied_on": case["aid_applied_on"],
            },
            "aid_renewable_from",
        ).value
        for one in supports(held)
    ]
    return max(ends) if ends else None


def _waits_for(request: CareRequest, law: Law, case: Case) -> str:
    """The commission whose advice must come first; which requests it sees is told with the request (BVR art. 45)."""
    if AidAdvice[str(case.get("aid_advice", AidAdvice.NOT_ASKED.name))] != AidAdvice.NOT_ASKED:
        return ""
    procedure = law.decide(case, "aid_procedure").value
    if procedure == AidProcedure.EXCEPTIONAL:
        return "WAITS_AGENCY"
    if procedure == AidProcedure.SPECIAL:
        return "WAITS_TECHNICAL_COMMISSION"
    seen = bool(request.content.get("to_commission")) and procedure != AidProcedure.SIMPLIFIED
    return "WAITS_COMMISSION" if seen else ""


def _repair(request: CareRequest, product: Product, decision: Decision, on: datetime.date) -> Ruling:
    """A lump sum for one repair: a new budget from today, as the old one is used up (BVR art. 330)."""
    cents = int(request.content.get("benefit_cents") or 0)
    if cents <= 0:
        return Ruling(None, unclear=reason(_("Say which amount the commission advised for this repair")))
    budget = GrantedRight(upkeep_code(product), on, None, ceiling_cents=cents)
    return Ruling(Outcome.GRANTED, (decision.value.name,), decision.receipt(), [budget])


def _approval(request: CareRequest, product: Product, case: Case, on: datetime.date) -> GrantedRight:
    """The right to have it delivered until the file closes (BVR art. 337)."""
    form = AidForm[str(case.get("aid_form", AidForm.PURCHASE.name))]
    closes: datetime.date = law_on(on).decide({"aid_approved_on": on}, "aid_file_closes_after").value
    details = {name: case[name] for name in KEPT if name in case}
    details |= {
        name: request.content[name]
        for name in ("benefit_cents", "term_months", "upkeep_cents", "approved")
        if request.content.get(name)
    }
    details |= {"approved_on": on.isoformat(), "aid_form": form.name, "resident": bool(case["aid_resident"])}
    return GrantedRight(
        approved_code(product.code, form),
        on,
        closes + datetime.timedelta(days=1),
        provider_id=request.provider_id or 0,
        details=details,
    )
