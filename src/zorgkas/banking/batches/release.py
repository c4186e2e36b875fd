"""Release and cancel: the second pair of eyes."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from zorgkas.banking.batches.errors import BatchRefused, FourEyes
from zorgkas.banking.batches.freeze import check_current, check_seal
from zorgkas.banking.models import Batch


def release(batch: Batch, user: User, *, at: datetime | None = None) -> Batch:
    """Let a batch go to the bank; by somebody else than who proposed it, and only as it was proposed."""
    with transaction.atomic():
        locked = lock(batch, Batch.State.PROPOSED)
        if user.pk == locked.proposed_by_id:
            raise FourEyes(
                gettext("Batch %(batch)d was proposed by %(user)s; somebody else must release it.")
                % {"batch": locked.pk, "user": user}
            )
        check_seal(locked)
        check_current(locked)
        locked.state, locked.released_by_id = Batch.State.RELEASED, user.pk
        locked.released_at = at or timezone.now()
        locked.save(update_fields=["state", "released_by", "released_at"])
    return _show(batch, locked)


def cancel(batch: Batch, user: User, *, at: datetime | None = None) -> Batch:
    """Withdraw a batch that did not go out; its items are open for the next proposal."""
    with transaction.atomic():
        locked = lock(batch, Batch.State.PROPOSED, Batch.State.RELEASED)
        locked.state, locked.cancelled_by_id = Batch.State.CANCELLED, user.pk
        locked.cancelled_at = at or timezone.now()
        locked.save(update_fields=["state", "cancelled_by", "cancelled_at"])
        # An export that was interrupted may have left a file that must not go to the bank.
        for orphan in (settings.OUTBOX_DIR / "bank").glob(f"*-batch{locked.pk}-*.xml"):
            orphan.unlink()
    return _show(batch, locked)


def lock(batch: Batch, *states: Batch.State) -> Batch:
    """Return the batch as it stands now, held until the end of the transaction, if it is in one of these states."""
    locked = Batch.objects.select_for_update(of=("self",)).select_related("fund", "account").get(pk=batch.pk)
    if locked.state not in states:
        raise BatchRefused(
            gettext("Batch %(batch)d is %(state)s; this can only be done with a batch that is %(states)s.")
            % {
                "batch": locked.pk,
                "state": locked.get_state_display(),
                "states": gettext(" or ").join(str(state.label) for state in states),
            }
        )
    return locked


def _show(batch: Batch, locked: Batch) -> Batch:
    batch.refresh_from_db()
    return locked
