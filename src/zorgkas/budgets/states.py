"""The life of an application: which state may follow which. One table, no framework."""

from django.utils.translation import gettext as _

from zorgkas.budgets.models import Application

State = Application.State

TRANSITIONS: dict[str, frozenset[str]] = {
    State.RECEIVED: frozenset({State.WAITING, State.GRANTED, State.REFUSED, State.WITHDRAWN}),
    State.WAITING: frozenset({State.GRANTED, State.REFUSED, State.WITHDRAWN, State.LAPSED}),
    State.GRANTED: frozenset(),
    State.REFUSED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.LAPSED: frozenset(),
}

UNDECIDED = frozenset({State.RECEIVED, State.WAITING})


class TransitionRefused(ValueError):
    """An application cannot go from the state it is in to the one that was asked."""


def move(application: Application, to: str) -> None:
    """Bring an application into another state, or say why that cannot be."""
    if to not in TRANSITIONS[application.state]:
        raise TransitionRefused(
            _("Application %(reference)s is %(state)s, so it cannot become %(to)s.")
            % {
                "reference": application.reference,
                "state": application.get_state_display(),
                "to": State(to).label,
            }
        )
    application.state = to
