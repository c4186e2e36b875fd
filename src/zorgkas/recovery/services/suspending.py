"""An appeal in time stops everything until it is decided; then it goes on, or less is asked (BVR art. 130)."""

import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from zorgkas.recovery.events import Kind, locked, record
from zorgkas.recovery.models import Recovery
from zorgkas.recovery.services.following import tell_next
from zorgkas.recovery.states import State


def suspend(
    recovery: Recovery,
    reference: str,
    *,
    on: datetime.date,
    user: User | None = None,
    at: datetime.datetime | None = None,
) -> bool:
    """Stop taking and asking; a second time nothing happens."""
    with locked(recovery) as mine:
        if mine.suspended or not mine.is_open:
            return False
        mine.suspended = True
        record(mine, Kind.SUSPENDED, on, user=user, at=at, data={"reference": reference})
        mine.save()
        if mine.state != State.TO_DECIDE:
            tell_next(mine, user=user, at=at)
    recovery.refresh_from_db()
    return True


def resume(
    recovery: Recovery,
    reference: str,
    *,
    on: datetime.date | None = None,
    user: User | None = None,
    at: datetime.datetime | None = None,
) -> bool:
    """Go on where it was stopped; a second time nothing happens."""
    with locked(recovery) as mine:
        if not mine.suspended:
            return False
        mine.suspended = False
        record(mine, Kind.RESUMED, on or timezone.localdate(), user=user, at=at, data={"reference": reference})
        mine.save()
        if mine.state != State.TO_DECIDE:
            tell_next(mine, user=user, at=at)
    recovery.refresh_from_db()
    return True
