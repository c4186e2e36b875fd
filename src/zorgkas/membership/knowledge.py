"""A run may not know less than the one before it: it would take back what was rightly booked."""

from django.utils.translation import gettext as _

from zorgkas.ledger.models import Run


class KnownTooEarly(ValueError):
    """A run may not know less than the one before it."""


def refuse_less_knowledge(run: Run, previous: Run | None) -> None:
    """Raise KnownTooEarly when the previous run knew things that this one does not."""
    if previous is not None and previous.known_at > run.known_at:
        raise KnownTooEarly(
            _(
                "The last run knew everything up to %(known)s; one that knows less would take back what is right. "
                "Run it after that moment, or set the clock of the machine right."
            )
            % {"known": previous.known_at.isoformat(timespec="seconds")}
        )
