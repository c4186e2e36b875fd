"""The section about fines on the page of a person."""

import datetime
from collections.abc import Mapping

from zorgkas.fines import queries
from zorgkas.registry.models import Person
from zorgkas.web.funds import fund_ids, sees_all
from zorgkas.web.roles import Action, StaffRequest, actions_of


def fines(request: StaffRequest, person: Person, known_at: datetime.datetime) -> Mapping[str, object]:
    """Fine files, situations that protect, years that do not count, and ended voluntary memberships."""
    everybody, mine = sees_all(request.user), set(fund_ids(request.user))
    return {
        "person": person,
        "files": [one for one in queries.files_of(person.pk) if everybody or one.fund_id in mine],
        "protections": [
            (one, one.valid_to - datetime.timedelta(days=1) if one.valid_to else None)
            for one in queries.protections_of(person.pk)
        ],
        "uncounted": queries.uncounted_years_of(person.pk),
        "endings": [one for one in queries.voluntary_ends_of(person.pk) if everybody or one.fund_id in mine],
        "may_change": Action.FINES in actions_of(request.user),
    }
