"""The notice of an admission and the request to extend it (BVR art. 534/59-64)."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from zorgkas.care.models import CareRequest, Recognition
from zorgkas.care.pillar import FormField, GrantedRight, Outcome, RequestKind, Ruling, Said
from zorgkas.care.sectors.deciding import by_silence, decide_request
from zorgkas.care.sectors.sector import Sector
from zorgkas.care.sectors.terms import answer_until
from zorgkas.law import law_on

ONE_DAY = datetime.timedelta(days=1)
TITLES = (
    Said("Kennisgeving van een opname", "Notice of an admission"),
    Said("Aanvraag tot verlenging", "Request to extend"),
)


def noticing(sector: Sector, fields: Sequence[FormField], extends: bool = False) -> RequestKind:
    """A notice or an extension; the answer comes within three working days, and silence accepts."""

    def decide(request: CareRequest, on: datetime.date) -> Ruling:
        return _within_period(decide_request(sector, request, on), request, extends)

    def silent(request: CareRequest, on: datetime.date) -> Ruling:
        return _within_period(by_silence(sector, request, on), request, extends)

    code = "extension" if extends else "admission"
    term = answer_until(sector.sector)
    return RequestKind(code, TITLES[extends], fields, decide, term, "BVR art. 534/63", Outcome.SILENCE, silent)


def _within_period(ruling: Ruling, request: CareRequest, extends: bool) -> Ruling:
    """At most fifteen days on a notice; days of repeated lateness are lost (BVR art. 534/63, 534/64).

    Fifteen days more by silence on an extension that names no end, as no article says how long: the fund sets it.
    """
    case = {
        "hosp_admitted_on": request.event_on,
        "hosp_notice_on": request.received_on,
        "hosp_lateness_told_on": _lateness_told(request),
    }
    law = law_on(request.received_on)
    first: datetime.date = request.event_on if extends else law.decide(case, "hosp_accepted_from").value
    last: datetime.date = law.decide(case, "hosp_first_period_until").value
    rights = [_bounded(right, request, first, last, extends) for right in ruling.rights]
    late = () if extends or law.decide(case, "hosp_notice_in_time").value else ("NOTICE_LATE",)
    return replace(ruling, rights=rights, reasons=(*ruling.reasons, *late))


def _bounded(
    right: GrantedRight, request: CareRequest, first: datetime.date, last: datetime.date, extends: bool
) -> GrantedRight:
    start = right.valid_from if extends or right.valid_from < request.event_on else max(right.valid_from, first)
    stop = right.valid_to if right.valid_to is not None and extends else last + ONE_DAY
    details = {**right.details, "began": right.details.get("began", start.isoformat())}
    return replace(right, valid_from=start, valid_to=max(stop, start + ONE_DAY), details=details)


def _lateness_told(request: CareRequest) -> Any:
    """When repeated lateness was told to this hospital; kept with its recognition."""
    held = Recognition.objects.filter(provider=request.provider, pillar=request.pillar, superseded_at=None)
    current = held.filter(valid_from__lte=request.received_on).order_by("-valid_from").first()
    return current.details.get("lateness_told_on") if current else None
