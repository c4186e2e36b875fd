"""The life of a recovery: which state may follow which. One table, no framework."""

from django.utils.translation import gettext as _

from zorgkas.recovery.models import Recovery

State = Recovery.State

TRANSITIONS: dict[str, frozenset[str]] = {
    State.TO_DECIDE: frozenset({State.SET_OFF, State.REPAY, State.CLOSED}),
    # A budget may end before all is taken off; then the rest is to be repaid.
    State.SET_OFF: frozenset({State.REPAY, State.PLAN, State.CLOSED}),
    State.REPAY: frozenset({State.PLAN, State.SET_OFF, State.WRIT, State.CLOSED}),
    State.PLAN: frozenset({State.REPAY, State.PLAN, State.WRIT, State.CLOSED}),
    State.WRIT: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
}


class RecoveryRefused(ValueError):
    """This cannot be done with the file; says why. `field` is where the mistake is, on a form."""

    def __init__(self, message: str, field: str = "") -> None:
        self.field = field
        super().__init__(message)


def move(recovery: Recovery, to: str) -> None:
    """Bring a file into another state, or say why that cannot be."""
    if to not in TRANSITIONS[recovery.state]:
        raise RecoveryRefused(
            _("File %(file)s is %(state)s, so it cannot become %(to)s.")
            % {"file": recovery, "state": recovery.get_state_display(), "to": State(to).label}
        )
    recovery.state = to
