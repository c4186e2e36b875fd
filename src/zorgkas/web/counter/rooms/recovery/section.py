"""The section on the page of a person about what was paid too much."""

import datetime
from collections.abc import Mapping

from zorgkas.recovery.queries import files_of
from zorgkas.registry.models import Person
from zorgkas.web.funds import fund_ids, sees_all
from zorgkas.web.roles import StaffRequest


def overpaid(request: StaffRequest, person: Person, known_at: datetime.datetime) -> Mapping[str, object]:
    """The files of the own funds, with what was found and what is open."""
    mine = set(fund_ids(request.user))
    files = [one for one in files_of(person) if sees_all(request.user) or one.recovery.fund_id in mine]
    return {"person": person, "files": files}
