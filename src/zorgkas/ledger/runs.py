"""One run of a kind and fund at a time, with a row that says what became of it."""

import contextlib
from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError, connection
from django.db.models import Count, Sum
from django.utils import timezone

from zorgkas.ledger.errors import RunInProgress
from zorgkas.ledger.models import Entry, Run
from zorgkas.registry.models import CareFund
from zorgkas.registry.statistics import refresh_statistics


@contextlib.contextmanager
def run(kind: str, period: int, fund: CareFund, known_at: datetime | None = None) -> Iterator[Run]:
    """Do the work of the block as the only run of this kind and fund; else RunInProgress.

    The block may write to `outcome`. When it fails the run is marked failed and the error goes on. A run that a killed
    process left behind is marked failed by the next one, which simply does again what was not yet booked.
    """
    with _only_one(kind, fund):
        now = timezone.now()
        _mark_abandoned(kind, fund, now)
        this = Run.objects.create(kind=kind, period=period, fund=fund, known_at=known_at or now, started_at=now)
        try:
            yield this
        except BaseException as error:
            if not connection.needs_rollback:
                # When this very transaction is lost anyhow, the row of the run is lost with it.
                with contextlib.suppress(Exception):
                    _finish(this, Run.State.FAILED, {"error": f"{type(error).__name__}: {error}"[:500]})
            raise
        _finish(this, Run.State.DONE, {})


def _finish(this: Run, state: str, more: dict[str, object]) -> None:
    booked = Entry.objects.filter(run=this).aggregate(
        entries=Count("pk"), postings=Sum("line_count", default=0), debit_cents=Sum("debit_cents", default=0)
    )
    this.outcome = {**this.outcome, **more, "booked": booked}
    this.state, this.finished_at = state, timezone.now()
    this.save(update_fields=["outcome", "state", "finished_at"])
    refresh_statistics(["ledger_entry", "ledger_posting", "ledger_item"], booked["postings"])


def _mark_abandoned(kind: str, fund: CareFund, now: datetime) -> None:
    for dead in Run.objects.filter(kind=kind, fund=fund, state=Run.State.RUNNING):
        _finish(dead, Run.State.FAILED, {"error": "interrupted; found by the next run"})


@contextlib.contextmanager
def _only_one(kind: str, fund: CareFund) -> Iterator[None]:
    """Hold an advisory lock on a connection of its own: it goes when the process goes, whatever transactions do."""
    guard = connection.copy()
    try:
        with guard.cursor() as cursor:
            cursor.execute("SET idle_session_timeout = 0")
            cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [f"zorgkas.run {kind} {fund.pk}"])
            (free,) = cursor.fetchone()
        if not free:
            busy = Run.objects.filter(kind=kind, fund=fund, state=Run.State.RUNNING).order_by("-started_at").first()
            raise RunInProgress(kind, str(fund), busy.started_at if busy else None)
        try:
            yield
        finally:
            # The server notices that a connection was closed only a moment later; who runs again at once need not wait.
            with contextlib.suppress(DatabaseError), guard.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        guard.close()
