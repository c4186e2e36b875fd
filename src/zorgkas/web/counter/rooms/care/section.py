"""Care in kind on the page of a person: requests, rights, and what was claimed."""

import datetime

from zorgkas.care import queries
from zorgkas.care.models import CareRequest
from zorgkas.care.pillars import pillar_of, pillars
from zorgkas.registry.models import Person, Provider
from zorgkas.web.counter.rooms.care.words import told
from zorgkas.web.funds import fund_ids
from zorgkas.web.roles import Action, StaffRequest, actions_of

MOST = 24


def care(request: StaffRequest, person: Person, _at: datetime.datetime) -> dict[str, object]:
    """What is known of care in kind of a person, with the funds of who looks."""
    mine = fund_ids(request.user)
    asked = CareRequest.objects.filter(person=person, fund_id__in=mine).order_by("-received_on", "-pk")[:MOST]
    rights = list(queries.rights_of(person)[:MOST])
    names = {one.pk: one.name for one in Provider.objects.filter(pk__in=[right.provider_id for right in rights])}
    return {
        "person": person,
        "requests": [
            (one, told(pillar_of(one.pillar).title), told(pillar_of(one.pillar).kind(one.kind).title)) for one in asked
        ],
        "rights": [(right, told(pillar_of(right.pillar).title), names.get(right.provider_id, "")) for right in rights],
        "lines": queries.lines_of(person, mine)[:MOST],
        "may": Action.DECIDE in actions_of(request.user),
        "kinds": [
            (f"{pillar.code}-{kind.code}", f"{told(pillar.title)}: {told(kind.title)}")
            for pillar in pillars().values()
            for kind in pillar.requests
        ],
    }
