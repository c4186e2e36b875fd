"""The section about membership on the page of a person: where the person belongs, and everything that changed."""

import datetime
from collections.abc import Mapping

from django.utils import timezone

from zorgkas.membership.models import Change, Membership
from zorgkas.membership.services import contact_of
from zorgkas.registry.models import Person
from zorgkas.registry.queries import known
from zorgkas.web.funds import fund_ids, sees_all
from zorgkas.web.roles import Action, StaffRequest, actions_of


def membership(request: StaffRequest, person: Person, known_at: datetime.datetime) -> Mapping[str, object]:
    """What the template shows: memberships as known then, and the log of changes."""
    today = timezone.localdate()
    mine = set(fund_ids(request.user))
    found = list(known(Membership, known_at).filter(person=person).select_related("fund").order_by("-valid_from"))
    changes = Change.objects.filter(person=person, done_at__lte=known_at)
    changes = changes.select_related("fund", "other_fund", "done_by").order_by("-done_at", "-pk")
    now = next(
        (one for one in found if one.valid_from <= today and (one.valid_to is None or one.valid_to > today)), None
    )
    return {
        "person": person,
        "now": now,
        "later": next((one for one in found if one.valid_from > today), None),
        "memberships": [(one, one.valid_to - datetime.timedelta(days=1) if one.valid_to else None) for one in found],
        "changes": changes
        if sees_all(request.user)
        else [one for one in changes if one.fund_id in mine or one.other_fund_id in mine],
        "contact": contact_of(person, today),
        "may_change": Action.MEMBERSHIP in actions_of(request.user),
        "own": now is not None and now.fund_id in mine,
    }
