"""What the law says of a request of a sector: approved whole or in part, refused, or information is asked."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop as _

from zorgkas.care.models import CareLine, CareRequest
from zorgkas.care.pillar import GrantedRight, Outcome, Ruling
from zorgkas.care.sectors.facts import Held, excluded, of_provider, of_user, rights_of
from zorgkas.care.sectors.sector import Sector
from zorgkas.engine import Decision
from zorgkas.law import law_on
from zorgkas.law.care_in_kind.kinds import CareAnswer, CareSector
from zorgkas.registry.reasons import reason

ONE_DAY = datetime.timedelta(days=1)
FOREVER = datetime.date.max  # as the law tells a day that never comes
RIGHT = "CARE"
GRANTS = (CareAnswer.APPROVED, CareAnswer.PARTLY_APPROVED)


def right_code(sector: Sector, content: Mapping[str, Any]) -> str:
    """One right for all care of a provider, or one for each service."""
    return str(content.get("service") or RIGHT) if sector.right_by_code else RIGHT


def decide_request(sector: Sector, request: CareRequest, on: datetime.date) -> Ruling:
    """Decide on a request for care (BVR art. 534/62-63, 113-115, 158, 181, 214, 238)."""
    if request.content.get("to_commission") and not request.content.get("commission_favourable"):
        return Ruling(None, unclear=reason(_("The agreement asks the advice of the care fund commission first")))
    if sector.sector == CareSector.WHEELCHAIR_TEAM and _unjudged(request):
        return Ruling(None, unclear=reason(_("Requested late with a reason: say whether it is accepted")))
    case = case_of(sector, request, on)
    decision = law_on(request.received_on).decide(case, "care_answer")
    answer = CareAnswer(decision.value)
    if answer == CareAnswer.ASK_INFORMATION:
        return Ruling(Outcome.ASKS, (answer.name,), decision.receipt())
    if answer in GRANTS:
        codes = (answer.name,) if answer == CareAnswer.PARTLY_APPROVED else ()
        return Ruling(Outcome.GRANTED, codes, decision.receipt(), (_right(sector, request, case),))
    return _refused(sector, request, case, decision)


def by_silence(sector: Sector, request: CareRequest, on: datetime.date) -> Ruling:
    """What silence approves: what was asked, as far back as the law goes (BVR art. 534/63, 114, 159, 182, 215)."""
    case = case_of(sector, request, on)
    plain = {**case, "care_excluded_from": None, "care_excluded_until": None}
    decision = law_on(request.received_on).decide({**plain, "care_seen_on": on}, "care_approved_by_silence")
    return Ruling(Outcome.SILENCE, (), decision.receipt(), (_right(sector, request, plain),))


def decide_late_refusal(sector: Sector, request: CareRequest, on: datetime.date) -> Ruling:
    """A refusal after silence approved works ten working days after its notification (BVR art. 534/114, 159, 182)."""
    held = _held(sector, request, request.event_on)
    if held is None:
        return Ruling(Outcome.REFUSED, ("NO_RIGHT",))
    case = {
        "care_sector": sector.sector.name,
        "care_received_on": held.requested_on,
        "care_decided_on": request.received_on,
    }
    decision = law_on(on).decide(case, "care_late_refusal_from")
    if decision.value is None or decision.value == FOREVER:
        return Ruling(Outcome.REFUSED, ("SILENCE_STANDS",), decision.receipt())
    ends = GrantedRight(held.code, decision.value, None, request.provider_id or 0, retract=True)
    return Ruling(Outcome.GRANTED, ("LATE_REFUSAL",), decision.receipt(), (ends,))


def decide_end(sector: Sector, request: CareRequest, on: datetime.date) -> Ruling:
    """A discharge or a death ends the right; whether its last day still counts is the law's (BVR art. 534/51, 146)."""
    held = _held(sector, request, request.event_on)
    if held is None:
        return Ruling(Outcome.REFUSED, ("NO_RIGHT",))
    case = {
        "care_admitted_minute": int(held.details.get("admitted_minute") or 0),
        "care_left_minute": int(request.content.get("left_minute") or 0),
    }
    decision = law_on(on).decide(case, "care_first_and_last_count")
    died_at_once = request.content.get("by_death") is True and request.event_on == held.valid_from
    counts = not sector.day_codes or bool(decision.value) or died_at_once
    after = request.event_on + ONE_DAY if counts else max(request.event_on, held.valid_from)
    ended = {**held.details, "ended": request.event_on}
    rights = [GrantedRight(held.code, after, None, request.provider_id or 0, retract=True)]
    if after > held.valid_from:
        rights.insert(0, GrantedRight(held.code, held.valid_from, after, request.provider_id or 0, details=ended))
    return Ruling(Outcome.GRANTED, (), decision.receipt(), rights)


def case_of(sector: Sector, request: CareRequest, on: datetime.date) -> dict[str, Any]:
    """The facts of a request as the law takes them."""
    content = request.content
    until = _day(content.get("until"))
    case: dict[str, Any] = {
        "care_sector": sector.sector.name,
        "care_received_on": request.received_on,
        "care_seen_on": on,
        "care_from": request.event_on,
        "care_until": until or FOREVER,
        "care_part_administrative": True,
        "care_part_consent": content.get("consent") is True,
        "care_part_medical": content.get("medical_report") is True,
        "care_commission_against": content.get("commission_favourable") == "no",
        "care_lateness_justified": content.get("lateness_accepted") == "yes",
        "care_already_given": _already_given(sector, request),
        **of_provider(sector, request),
        **of_user(request),
    }
    before = _before(sector, request)
    if before is not None and before.valid_to is not None:
        case["care_previous_end"] = before.valid_to - ONE_DAY
    days = excluded(sector, request, request.event_on, until)
    if days is not None:
        case["care_excluded_from"], last = days
        case["care_excluded_until"] = FOREVER if last >= FOREVER - ONE_DAY else last
    return case


def _refused(sector: Sector, request: CareRequest, case: Mapping[str, Any], decision: Decision) -> Ruling:
    """Refused; when the term passed, what silence approved stays: for ever, or to the end of the tail."""
    name, law = CareAnswer(decision.value).name, law_on(request.received_on)
    plain = {**case, "care_excluded_from": None, "care_excluded_until": None}
    if not law.decide(case, "care_approved_by_silence").value:
        return Ruling(Outcome.REFUSED, (name,), decision.receipt())
    works = law.decide({**case, "care_decided_on": case["care_seen_on"]}, "care_late_refusal_from").value
    if works is None or works == FOREVER:
        right = _right(sector, request, plain)
        return Ruling(Outcome.GRANTED, (name, "SILENCE_STANDS"), decision.receipt(), (right,))
    if works <= request.event_on:
        return Ruling(Outcome.REFUSED, (name,), decision.receipt())
    right = _right(sector, request, {**plain, "care_until": works - ONE_DAY})
    return Ruling(Outcome.GRANTED, (name, "LATE_REFUSAL"), decision.receipt(), (right,))


def _right(sector: Sector, request: CareRequest, case: Mapping[str, Any]) -> GrantedRight:
    """The right for the period that can be approved, joined to the one that it continues."""
    content = request.content
    first: datetime.date = max(request.event_on, _first_possible(sector, request, case))
    last = case["care_until"]
    blocked, block_end = case.get("care_excluded_from"), case.get("care_excluded_until")
    if blocked is not None and block_end is not None and blocked <= last:
        if blocked <= first and block_end != FOREVER:
            first = max(first, block_end)
        elif blocked > first:
            last = blocked
    before = _before(sector, request)
    details: dict[str, Any] = {"requested_on": request.received_on.isoformat(), "began": first.isoformat()}
    details |= {name: content[name] for name in sector.kept if content.get(name) is not None}
    if before is not None and before.valid_to == first:
        details = {**before.details, **details, "began": before.details.get("began", before.valid_from.isoformat())}
        first = before.valid_from
    return GrantedRight(
        right_code(sector, content),
        first,
        None if last == FOREVER else max(last, first) + ONE_DAY,
        request.provider_id or 0,
        ceiling_count=int(content["sessions"]) if content.get("sessions") else None,
        details=details,
    )


def _first_possible(sector: Sector, request: CareRequest, case: Mapping[str, Any]) -> datetime.date:
    if sector.sector in (CareSector.WHEELCHAIR_TEAM, CareSector.PALLIATIVE_TEAM):
        return request.event_on
    found = law_on(request.received_on).decide(case, "care_period_from").value
    return found if isinstance(found, datetime.date) else request.event_on


def _already_given(sector: Sector, request: CareRequest) -> bool:
    """The lump sum of a palliative team was paid or approved; another report stands on the same day."""
    if sector.once:
        paid = CareLine.objects.filter(person=request.person, product=sector.product, accepted_cents__gt=0).exists()
        return paid or any(held.care == sector.care for held in rights_of(request.person))
    if sector.sector != CareSector.WHEELCHAIR_TEAM:
        return False
    return any(held.care == sector.care and held.valid_from == request.event_on for held in rights_of(request.person))


def _unjudged(request: CareRequest) -> bool:
    """Late with a reason that nobody judged."""
    content = request.content
    case = {"rat_examined_on": request.event_on, "care_received_on": request.received_on}
    in_time = law_on(request.received_on).decide(case, "rat_request_in_time").value
    return not in_time and bool(content.get("lateness")) and not content.get("lateness_accepted")


def _held(sector: Sector, request: CareRequest, day: datetime.date) -> Held | None:
    """The right of this user with this provider that holds on a day."""
    for held in reversed(_ours(sector, request)):
        if held.valid_from <= day and (held.valid_to is None or held.valid_to >= day):
            return held
    return None


def _before(sector: Sector, request: CareRequest) -> Held | None:
    """The last right with this provider that ended before the care begins."""
    ended = [one for one in _ours(sector, request) if one.valid_to is not None and one.valid_to <= request.event_on]
    return ended[-1] if ended else None


def _ours(sector: Sector, request: CareRequest) -> list[Held]:
    mine = {sector.care, *({sector.care.REHAB_STAY} if sector.care == sector.care.REHAB_USE else ())}
    code = right_code(sector, request.content) if sector.right_by_code else RIGHT
    rights = [one for one in rights_of(request.person) if one.provider_id == request.provider_id and one.care in mine]
    return [one for one in rights if one.code == code or not request.content.get("service")]


def _day(told: Any) -> datetime.date | None:
    return datetime.date.fromisoformat(str(told)) if told else None
