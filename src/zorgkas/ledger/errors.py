"""What the ledger refuses, each with a message that says what was wrong and what to do."""

from datetime import datetime

from django.utils.translation import gettext as _


class LedgerError(Exception):
    """Something the ledger refuses to do."""


class RunInProgress(LedgerError):
    """A run of the same kind and fund is busy."""

    def __init__(self, kind: str, fund: str, since: datetime | None) -> None:
        self.kind, self.fund, self.since = kind, fund, since
        when = since.isoformat(timespec="seconds") if since else _("a moment ago")
        super().__init__(
            _("A run of kind %(kind)s for %(fund)s is in progress since %(when)s; wait until it has finished.")
            % {"kind": kind, "fund": fund, "when": when}
        )


class EntryRefused(LedgerError):
    """The lines do not make a good entry."""


class KeyAlreadyUsed(LedgerError):
    """The key was booked before with other lines."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(
            _(
                "An entry with key %(key)s is booked already, with other lines, fund or kind. "
                "An entry never changes: book a correction under a new key."
            )
            % {"key": key}
        )
