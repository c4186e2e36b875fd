"""What is known of somebody's means, household and need, on the page of the person."""

import datetime
from collections.abc import Mapping

from django.db.models import Q

from zorgkas.budgets.models import DependentChild, DisabilityFile, Household, Interest, Means, OlderCareFinding
from zorgkas.registry.models import Person
from zorgkas.web.roles import Action, StaffRequest, actions_of


def means(request: StaffRequest, person: Person, known_at: datetime.datetime) -> Mapping[str, object]:
    """The facts as known at a moment."""
    known = Q(superseded_at__isnull=True) | Q(superseded_at__gt=known_at)

    def of(kind: type) -> list[object]:
        found = kind._default_manager.filter(known, person=person, recorded_at__lte=known_at)  # type: ignore[attr-defined]
        return list(found.order_by("valid_from", "pk"))

    return {
        "person": person,
        "means": of(Means),
        "households": of(Household),
        "children": of(DependentChild),
        "findings": of(OlderCareFinding),
        "files": of(DisabilityFile),
        "interest": list(Interest.objects.filter(decision__person=person).order_by("month")),
        "may_decide": Action.DECIDE in actions_of(request.user),
    }
