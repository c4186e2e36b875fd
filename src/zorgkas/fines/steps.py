"""Steps in fine files: the only place where a state changes, for one file or for many, with its event in one go."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg import sql

from zorgkas.fines.models import FineEvent, FineFile
from zorgkas.fines.states import TRANSITIONS, Reason, State, Step
from zorgkas.registry.columns import raw_cursor

# Files in one statement.
CHUNK = 20_000


class StepRefused(ValueError):
    """The step cannot be taken in this file, and why."""


_MOVE = """
WITH wanted AS (
    SELECT * FROM unnest({ids}::bigint[], {amounts}::bigint[], {reasons}::int[]) AS w (id, amount_cents, reason)),
moved AS (
    UPDATE fines_finefile f SET {changes}
    FROM wanted w WHERE f.id = w.id AND f.state = ANY({before}::text[])
    RETURNING f.id, w.amount_cents, w.reason)
INSERT INTO fines_fineevent (file_id, step, "on", recorded_at, recorded_by_id, reason, amount_cents, proof)
SELECT id, {step}, {on}, {now}, {by}, reason, amount_cents, {proof} FROM moved ORDER BY id
"""


@transaction.atomic
def take(
    step: Step,
    files: Sequence[int],
    on: datetime.date,
    *,
    by: AbstractBaseUser | None = None,
    reasons: Sequence[int] | None = None,
    amounts_cents: Sequence[int] | None = None,
    proof: str = "",
    **columns: Any,
) -> int:
    """Take a step in every one of these files that stands in a state from which it can be taken; return in how many.

    `columns` are set on the file to fixed values. A file that already took the step is left alone.
    """
    taken = 0
    reasons = reasons if reasons is not None else [int(Reason.FINE)] * len(files)
    amounts = amounts_cents if amounts_cents is not None else [0] * len(files)
    for start in range(0, len(files), CHUNK):
        part = slice(start, start + CHUNK)
        taken += _move(step, files[part], amounts[part], reasons[part], on, by, proof, columns)
    return taken


def _move(
    step: Step,
    files: Sequence[int],
    amounts: Sequence[int],
    reasons: Sequence[int],
    on: datetime.date,
    by: AbstractBaseUser | None,
    proof: str,
    columns: Mapping[str, Any],
) -> int:
    before, after = TRANSITIONS[step]
    changes: list[sql.Composable] = [
        sql.SQL("{} = {}").format(sql.Identifier(name), sql.Literal(value)) for name, value in columns.items()
    ]
    if after is not None:
        changes.append(sql.SQL("state = {}").format(sql.Literal(str(after))))
    if after in (State.LAPSED, State.CANDIDATE, State.ANNULLED):
        changes.append(sql.SQL("reason = w.reason"))
    statement = sql.SQL(_MOVE).format(
        ids=sql.Literal([int(one) for one in files]),
        amounts=sql.Literal([int(one) for one in amounts]),
        reasons=sql.Literal([int(one) for one in reasons]),
        changes=sql.SQL(", ").join(changes),
        before=sql.Literal([str(state) for state in before]),
        step=sql.Literal(str(step)),
        on=sql.Literal(on),
        now=sql.Literal(timezone.now()),
        by=sql.Literal(None if by is None else by.pk),
        proof=sql.Literal(proof[:200]),
    )
    with raw_cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


@transaction.atomic
def take_one(
    step: Step,
    file: FineFile,
    on: datetime.date,
    *,
    by: AbstractBaseUser | None = None,
    reason: int = Reason.FINE,
    amount_cents: int = 0,
    proof: str = "",
    reference: str | None = None,
    **columns: Any,
) -> bool:
    """Take a step in one file, and say so when it cannot be taken.

    With a `reference` the step is taken once: a second call with the same one changes nothing and returns False.
    """
    locked = FineFile.objects.select_for_update().get(pk=file.pk)
    if reference is not None and FineEvent.objects.filter(reference=reference).exists():
        file.refresh_from_db()
        return False
    before, after = TRANSITIONS[step]
    if locked.state not in before:
        raise StepRefused(
            _("“%(step)s” cannot be done: the file stands on “%(state)s”.")
            % {"step": step.label, "state": State(locked.state).label}
        )
    for name, value in columns.items():
        setattr(locked, name, value)
    if after is not None:
        locked.state = after
    if after in (State.LAPSED, State.CANDIDATE, State.ANNULLED):
        locked.reason = reason
    locked.save()
    FineEvent.objects.create(
        file=locked,
        step=step,
        on=on,
        recorded_at=timezone.now(),
        recorded_by_id=None if by is None else by.pk,
        reason=reason,
        amount_cents=amount_cents,
        proof=proof[:200],
        reference=reference,
    )
    file.refresh_from_db()
    return True


def lock_files(fund_id: int, year: int) -> None:
    """One at a time works on the files of a fund and year, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"zorgkas.fines {fund_id} {year}"])
