"""What findings lead to: automatic granting, and a question to somebody when one is taken back."""

from collections.abc import Sequence

import pyarrow as pa
from django.utils.translation import gettext_noop as _

from zorgkas.budgets.services import grant_automatically
from zorgkas.exchange.message import Part
from zorgkas.exchange.models import MessageFile
from zorgkas.registry.models import Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import open_tasks


def grant(file: MessageFile, people: Sequence[int]) -> dict[str, int]:
    """Decide for members whose findings of this file prove the need; repeated, it decides nothing twice."""
    if not people:
        return {}
    assert file.fund is not None
    assert file.started_at is not None
    outcome = grant_automatically(file.fund, file.started_at)
    return {"granted": outcome.granted, "refused": outcome.refused, "queued": outcome.queued}


def ask_about_cancelled(part: Part, cancelled: pa.Table) -> None:
    """Let somebody look at what was decided on an attestation that is cancelled."""
    open_tasks(
        Task.Kind.MESSAGE,
        fund=part.fund,
        people=sorted(set(cancelled["person_id"].to_pylist())),
        reference=f"exchange-cancelled-{part.file.pk}-",
        reason=reason(
            _("%(message)s: an attestation was cancelled; look at what was decided on it"), message=part.file.message
        ),
        opened_at=part.at,
    )
