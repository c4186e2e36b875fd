"""What is known of a user and a provider when a request is decided."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from zorgkas.budgets.cases import backgrounds
from zorgkas.budgets.models import CareForm
from zorgkas.budgets.questions import Question
from zorgkas.care.models import AttestedSoftware, CareRequest, CareRight, Recognition
from zorgkas.care.sectors.sector import Sector
from zorgkas.engine.calendar import NEVER, add_years
from zorgkas.law import law_on
from zorgkas.law.common.kinds import WaitingGroup
from zorgkas.law.cumulation.kinds import Care, CareTogether
from zorgkas.membership.models import Membership
from zorgkas.membership.queries import membership_of
from zorgkas.registry.models import Person

RESIDENTIAL = {"WZC": Care.CARE_CENTRE, "CVK": Care.SHORT_STAY, "CDV": Care.DAY_CARE, "CDV_P": Care.DAY_CARE}
CARES = {
    "rehabilitation_hospitals": Care.REHAB_HOSPITAL,
    "rehabilitation_facilities": Care.REHAB_USE,
    "nursing_homes": Care.NURSING_HOME,
    "sheltered_living": Care.SHELTERED_LIVING,
    "palliative_teams": Care.PALLIATIVE_TEAM,
    "wheelchair_teams": Care.WHEELCHAIR_REPORT,
}
STAYS = ("NURSING_DAY_LOW", "NURSING_DAY", "NURSING_DAY_140", "NURSING_DAY_209")


@dataclass(frozen=True)
class Held:
    """A right that somebody has now, and which care it is."""

    care: Care
    code: str
    provider_id: int
    valid_from: datetime.date
    valid_to: datetime.date | None
    details: Mapping[str, Any]

    @property
    def requested_on(self) -> datetime.date:
        """The receipt date of its request; the start of the right where no request is known."""
        told = self.details.get("requested_on")
        return datetime.date.fromisoformat(told) if told else self.valid_from


def of_provider(sector: Sector, request: CareRequest) -> dict[str, Any]:
    """Recognition and attested software of the provider on the day of the care and of the request."""
    recognised = _current(Recognition, request, request.event_on, pillar=sector.pillar)
    software = _current(AttestedSoftware, request, request.received_on)
    return {"care_provider_recognised": recognised, "care_software_attested": software}


def of_user(request: CareRequest) -> dict[str, Any]:
    """Affiliation, premiums of the years before, waiting time."""
    day = max(request.event_on, request.received_on)
    held = membership_of(request.person, day)
    ours = held is not None and held.fund_id == request.fund_id
    administrative = ours and held is not None and held.kind == Membership.Kind.ADMINISTRATIVE
    case: dict[str, Any] = {
        "care_day": day,
        "birth_date": request.person.birth_date,
        "care_affiliated": ours and not administrative,
        "care_administrative_from": held.valid_from if administrative and held is not None else None,
    }
    return case | _of_background(request, day)


def _of_background(request: CareRequest, day: datetime.date) -> dict[str, Any]:
    question = Question(request.person_id, CareForm.HOME, day, day)
    known = backgrounds([question], [day.toordinal()], day, request.received_at)[0].case
    waits = NEVER
    if known.get("waiting_group") == WaitingGroup.ALL_BENEFITS and known.get("joined_late"):
        since = known.get("uninterrupted_since") or known.get("joined_on") or NEVER
        waits = add_years(int(str(since)), int(law_on(day).parameters["waiting_years"]))
    return {"care_premiums_paid": known["earlier_premiums_paid"], "care_waits_until": waits}


def rights_of(person: Person) -> list[Held]:
    """The rights to care in kind of somebody, as known now."""
    rights = CareRight.objects.filter(person=person, superseded_at=None).order_by("valid_from", "pk")
    found = []
    for right in rights:
        details = json.loads(right.details)
        care = RESIDENTIAL.get(right.code) if right.pillar == "residential" else CARES.get(right.pillar)
        if care == Care.REHAB_USE and details.get("service") in STAYS:
            care = Care.REHAB_STAY
        if care is not None:
            found.append(Held(care, right.code, right.provider_id, right.valid_from, right.valid_to, details))
    return found


def care_of(sector: Sector, content: Mapping[str, Any]) -> Care:
    """Which care a request is about: a stay in a rehabilitation facility is another than its use."""
    stay = sector.care == Care.REHAB_USE and content.get("service") in STAYS
    return Care.REHAB_STAY if stay else sector.care


def excluded(
    sector: Sector, request: CareRequest, first: datetime.date, last: datetime.date | None
) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day on which care that was requested before excludes this; a shared day of moving does not."""
    law = law_on(max(first, datetime.date(2024, 1, 1)))
    end = last or datetime.date.max
    days = []
    for held in rights_of(request.person):
        before = held.requested_on < request.received_on
        if not before or _same_stay(sector, request, held) or not _exclude(law, sector, request, held):
            continue
        start, stop = held.valid_from, (held.valid_to or datetime.date.max) - datetime.timedelta(days=1)
        if start < end and stop > first:
            days.append((start, stop))
    return (min(day for day, _ in days), max(day for _, day in days)) if days else None


def _same_stay(sector: Sector, request: CareRequest, held: Held) -> bool:
    return held.provider_id == request.provider_id and CARES.get(sector.pillar) in (held.care, Care.REHAB_USE)


def _exclude(law: Any, sector: Sector, request: CareRequest, held: Held) -> bool:
    care = care_of(sector, request.content)
    together = law.decide({"care_one": held.care.name, "care_two": care.name}, "care_together").value
    if together != CareTogether.BY_SERVICE:
        return bool(together != CareTogether.BOTH)
    services = {
        "reha_number": request.content.get("number", "N7_71"),
        "reha_service": request.content.get("service", "AMBULATORY"),
        "reha_other_number": held.details.get("number", "N7_71"),
        "reha_other_service": held.details.get("service", "AMBULATORY"),
    }
    return bool(law.decide(services, "reha_services_exclude").value)


def _current(kind: Any, request: CareRequest, on: datetime.date, **which: Any) -> bool:
    rows = kind.objects.filter(provider_id=request.provider_id, superseded_at=None, valid_from__lte=on, **which)
    return bool(rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).exists())
