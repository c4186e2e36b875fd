"""What the law says of a notification: of an admission, another category, an absence, the end of a stay."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop as _

from zorgkas.care.models import CareRequest
from zorgkas.care.pillar import GrantedRight, Outcome, Ruling
from zorgkas.care.pillars.residential.facts import of_facility, of_user, stay_before, stay_on
from zorgkas.care.pillars.residential.files import UNITS
from zorgkas.engine import Decision, Law
from zorgkas.law import law_on
from zorgkas.law.residential.kinds import (
    AdmissionOutcome,
    DependencyCategory,
    LatenessExcuse,
    LeaveMeaning,
    LeaveReason,
)
from zorgkas.registry.reasons import reason

SCORES = ("washing", "dressing", "moving", "toilet", "continence", "eating", "time", "place")
ASKS_NOTHING_MORE = (AdmissionOutcome.APPROVED, AdmissionOutcome.ASK_INFORMATION)


def decide_admission(request: CareRequest, on: datetime.date) -> Ruling:
    """Approve, refuse or ask (BVR art. 438); an excuse for lateness is judged by somebody first (art. 437, 437/1)."""
    law, case = law_on(on), admission_case(request)
    excuse = LatenessExcuse[str(request.content.get("excuse") or "NONE")]
    in_time = law.decide(case, "admission_notice_in_time").value
    if not in_time and excuse != LatenessExcuse.NONE and not request.content.get("excuse_accepted"):
        return Ruling(None, unclear=reason(_("Notified late with an excuse: say whether it is accepted")))
    decision = law.decide(case, "admission_outcome")
    outcome = AdmissionOutcome(decision.value)
    if outcome == AdmissionOutcome.ASK_INFORMATION:
        return Ruling(Outcome.ASKS, (_why_asked(law, case),), decision.receipt())
    if outcome != AdmissionOutcome.APPROVED:
        return Ruling(Outcome.REFUSED, (outcome.name,), decision.receipt())
    starts = law.decide(case, "stay_paid_from")
    late = () if in_time else ("NOTICE_LATE",)
    return Ruling(Outcome.GRANTED, late, starts.receipt(), (_stay_right(request, law, case, starts),))


def admission_case(request: CareRequest) -> dict[str, Any]:
    """The facts of a notified admission."""
    content = request.content
    unit = str(content["unit"])
    before = stay_before(request, request.event_on)
    case: dict[str, Any] = {
        "stay_unit": UNITS[unit].name,
        "stay_from": request.event_on,
        "notice_received_on": request.received_on,
        "notice_excuse": str(content.get("excuse") or "NONE"),
        "notice_excuse_proven": content.get("excuse_accepted") == "yes",
        "notice_works_back_to": content.get("works_back_to") or None,
        "stay_needs_care_of_others": content.get("medical_supervision") is not True,
        **scores_of(content),
        **of_user(request),
        **of_facility(request, unit, request.event_on),
    }
    if before and before.valid_to:
        case["previous_stay_ended_on"] = before.valid_to - datetime.timedelta(days=1)
        case["previous_dependency"] = str(before.details.get("category", "NONE"))
    return case


def scores_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """The scores of the scale and what goes with them."""
    given = {f"katz_{name}": int(content[name]) for name in SCORES if content.get(name)}
    return {
        **given,
        "scores_received": len(given) == len(SCORES) or content.get("serious_illness") is True,
        "dementia_assessed_on": content.get("dementia_on") or None,
        "scores_signed_by_physician": content.get("signed_by_physician") is True,
        "serious_illness_attested": content.get("serious_illness") is True,
    }


def _why_asked(law: Law, case: Mapping[str, Any]) -> str:
    if not law.decide(case, "scores_complete").value:
        signed = not law.decide(case, "physician_must_sign").value or case["scores_signed_by_physician"]
        return "SCORES_MISSING" if signed else "SIGNATURE_MISSING"
    return "NO_CATEGORY_FITS"


def _stay_right(request: CareRequest, law: Law, case: Mapping[str, Any], starts: Decision) -> GrantedRight:
    category = DependencyCategory(law.decide(case, "dependency_after_change").value)
    if not law.decide(case, "new_scores_needed").value:
        category = DependencyCategory[str(case["previous_dependency"])]
    return GrantedRight(
        code=str(request.content["unit"]),
        valid_from=starts.value,
        valid_to=None,
        provider_id=request.provider_id or 0,
        details={
            "began": request.event_on,
            "arrived_minute": int(request.content.get("arrived_minute") or 0),
            "category": category.name,
        },
    )


def decide_category(request: CareRequest, on: datetime.date) -> Ruling:
    """Another category holds from the day of the change (BVR art. 440-442); no amount of the fund depends on it."""
    unit = str(request.content["unit"])
    stay = stay_on(request, unit, request.event_on)
    if stay is None:
        return Ruling(Outcome.REFUSED, ("NO_STAY",))
    law = law_on(on)
    case = {
        "stay_unit": UNITS[unit].name,
        "stay_from": stay.valid_from,
        "notice_received_on": request.received_on,
        "stay_changed_on": request.event_on,
        "commission_adjusted_on": stay.details.get("commission_adjusted_on"),
        "previous_dependency": str(stay.details.get("category", "NONE")),
        **scores_of(request.content),
    }
    decision = law.decide(case, "dependency_after_change")
    category = DependencyCategory(decision.value)
    physician = law.decide(case, "physician_must_sign").value or law.decide(case, "report_by_physician").value
    if not case["scores_received"]:
        return Ruling(Outcome.ASKS, ("SCORES_MISSING",), decision.receipt())
    if physician and not case["scores_signed_by_physician"]:
        return Ruling(Outcome.ASKS, ("SIGNATURE_MISSING",), decision.receipt())
    if category == DependencyCategory.UNDETERMINED:
        return Ruling(Outcome.ASKS, ("NO_CATEGORY_FITS",), decision.receipt())
    if category == DependencyCategory.NONE:
        return Ruling(Outcome.REFUSED, ("REFUSED_CATEGORY",), decision.receipt())
    until = law.decide(case, "category_notice_until").value
    late = ("NOTICE_LATE",) if request.received_on > until else ()
    right = GrantedRight(
        unit,
        request.event_on,
        stay.valid_to,
        request.provider_id or 0,
        details={**stay.details, "category": category.name},
    )
    return Ruling(Outcome.GRANTED, late, decision.receipt(), (right,))


def decide_end(request: CareRequest, on: datetime.date) -> Ruling:
    """Death or departure ends the right after its last day (BVR art. 443, 448); lateness costs nothing."""
    unit = str(request.content["unit"])
    stay = stay_on(request, unit, request.event_on)
    if stay is None:
        return Ruling(Outcome.REFUSED, ("NO_STAY",))
    decision = law_on(on).decide({"stay_ended_on": request.event_on}, "end_notice_until")
    late = ("NOTICE_LATE",) if request.received_on > decision.value else ()
    ended = {
        "ended": request.event_on,
        "departed_minute": int(request.content.get("departed_minute") or 1439),
        "ended_by_death": request.content.get("by_death") is True,
    }
    return Ruling(Outcome.GRANTED, late, decision.receipt(), _ended(request, unit, stay, request.event_on, ended))


def decide_absence(request: CareRequest, on: datetime.date) -> Ruling:
    """Keep a temporary absence; a hospital night or more than 72 hours ends the stay (BVR art. 464)."""
    unit, content = str(request.content["unit"]), request.content
    stay = stay_on(request, unit, request.event_on)
    if stay is None:
        return Ruling(Outcome.REFUSED, ("NO_STAY",))
    case = {
        "leave_reason": LeaveReason(int(content["reason"])),
        "left_on_leave": request.event_on,
        "leave_minute": int(content["left_minute"]),
        "back_from_leave": str(content["returned_on"]),
        "return_minute": int(content["returned_minute"]),
    }
    decision = law_on(on).decide(case, "leave_meaning")
    if LeaveMeaning(decision.value) != LeaveMeaning.DEPARTURE:
        return Ruling(Outcome.GRANTED, (), decision.receipt())
    ended = {"ended": request.event_on, "departed_minute": case["leave_minute"], "ended_by_death": False}
    rights = _ended(request, unit, stay, request.event_on, ended)
    return Ruling(Outcome.GRANTED, ("LEAVE_IS_DEPARTURE",), decision.receipt(), rights)


def _ended(
    request: CareRequest, unit: str, stay: Any, last: datetime.date, ended: Mapping[str, Any]
) -> tuple[GrantedRight, ...]:
    """The right up to its last day, with how it ended, and nothing after it."""
    provider, after = request.provider_id or 0, last + datetime.timedelta(days=1)
    until = GrantedRight(unit, stay.valid_from, after, provider, details={**stay.details, **ended})
    return until, GrantedRight(unit, after, None, provider, retract=True)
