"""The registered letter: from its sending the terms run and the prescription starts again (BVR art. 126, 128, 130)."""

import datetime

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from zorgkas.law import law_on
from zorgkas.recovery.events import Kind, locked, next_step, record
from zorgkas.recovery.models import Recovery
from zorgkas.recovery.services.following import interrupt_by, tell_next
from zorgkas.recovery.states import RecoveryRefused, State
from zorgkas.registry.reasons import reason


def record_pre_letter(
    recovery: Recovery, on: datetime.date, *, user: User | None = None, at: datetime.datetime | None = None
) -> None:
    """An ordinary letter went out first: the person has one month to react (BVR art. 126 §2)."""
    with locked(recovery) as mine:
        if mine.sent_on is not None or not mine.is_open:
            raise RecoveryRefused(_("The registered letter of file %s was already sent.") % mine)
        answer_by = law_on(on).decide({"pre_letter_sent_on": on}, "pre_letter_answer_by").value
        record(mine, Kind.PRE_LETTER, on, user=user, at=at, data={"answer_by": answer_by.isoformat()})
        told = noop("Without an answer the registered letter follows (BVR art. 126 §2)")
        next_step(mine, reason(told), answer_by, user=user, at=at)


def record_sending(
    recovery: Recovery,
    on: datetime.date,
    *,
    user: User | None = None,
    at: datetime.datetime | None = None,
    proof: str = "",
) -> bool:
    """A registered letter left on a day; the first starts the terms, each interrupts the prescription.

    The same day twice is the same letter: then nothing happens, and False comes back.
    """
    moment = at or timezone.now()
    with locked(recovery) as mine:
        if mine.state == State.TO_DECIDE:
            raise RecoveryRefused(_("File %s is not yet decided.") % mine)
        if not mine.is_open or mine.events.filter(kind=Kind.SENT, on=on).exists():
            return False
        first = mine.sent_on is None
        mine.sent_on = mine.sent_on or on
        mine.first_letter_on = mine.first_letter_on or on
        # A letter after the term interrupts nothing any more (DEC art. 76 §3).
        if mine.interrupted_on is None or on <= interrupt_by(mine):
            mine.interrupted_on = max(on, mine.interrupted_on or on)
        record(mine, Kind.SENT, on, user=user, at=moment, data={"proof": proof, "first": first})
        mine.save()
        tell_next(mine, user=user, at=moment)
    recovery.refresh_from_db()
    return True
