"""What several services of membership write: the log of changes, and the marks of where facts came from."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from zorgkas.membership.models import Change, Membership
from zorgkas.registry.columns import copy_in
from zorgkas.registry.models import Source
from zorgkas.registry.services import source

# The lock of everything that makes somebody a member, so that nobody joins two funds at once.
JOINING = "joining"

Column = Sequence[Any] | np.ndarray[Any, Any]


def days(ordinals: Column) -> pa.Array:
    """Days as the law counts them, as dates; NEVER and FOREVER are no date."""
    epoch = date(1970, 1, 1).toordinal()
    known = [int(one) - epoch if 0 < int(one) < 10**7 else None for one in ordinals]
    return pa.array(known, pa.int32()).cast(pa.date32())


def system_source(what: str) -> Source:
    """The mark of something that the system did itself; the same words are the same source."""
    return source(Source.Kind.SYSTEM, what, timezone.now())


def user_source(user: User, what: str) -> Source:
    """The mark of something that a member of staff told."""
    return source(Source.Kind.USER, f"{user.get_username()[:30]}: {what}"[:120], timezone.now())


def one_at_a_time(what: str) -> None:
    """Wait until no other transaction does the same; the lock goes with this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"zorgkas.membership {what}"])


def log_changes(
    kind: Change.Kind,
    people: Column,
    *,
    fund: Column | int,
    effective: pa.Array,
    membership_kind: Column | int,
    mark: str,
    other_fund: Column | int | None = None,
    asked_on: date | None = None,
    told: Mapping[str, Column] | None = None,
    at: datetime | None = None,
) -> int:
    """Add a line to the log for each of these people; `told` are columns of which each line keeps its own value."""
    number = len(people)
    if not number:
        return 0
    names = list(told or {})
    moment = at or timezone.now()
    lines = zip(*(_plain(column) for column in (told or {}).values()), strict=True) if told else [()] * number
    columns = {
        "person_id": pa.array(_plain(people), pa.int64()),
        "fund_id": _repeated(fund, number),
        "other_fund_id": _repeated(other_fund, number),
        "kind": pa.repeat(str(kind), number),
        "membership_kind": _repeated(membership_kind, number),
        "effective_on": effective,
        "asked_on": pa.repeat(pa.scalar(asked_on, pa.date32()), number),
        "done_at": pa.repeat(moment.isoformat(), number),
        "told": pa.array([json.dumps(dict(zip(names, line, strict=True))) for line in lines]),
        "reference": pa.array([f"{kind} {mark} {person} {moment.timestamp():.6f}" for person in _plain(people)]),
    }
    table = pa.table(columns)
    return copy_in(Change._meta.db_table, table.column_names, table.to_batches(100_000))


def memberships(
    people: Column,
    start: pa.Array,
    *,
    fund: Column | int,
    kind: Column | int,
    origin: Column | int = Membership.Origin.CHOSEN,
    joined_late: Column | bool = False,
    until: pa.Array | None = None,
) -> pa.Table:
    """Memberships as columns of facts; open ones when no end is given."""
    number = len(people)
    return pa.table(
        {
            "person_id": pa.array(_plain(people), pa.int64()),
            "valid_from": start,
            "valid_to": pa.nulls(number, pa.date32()) if until is None else until,
            "fund_id": _repeated(fund, number),
            "kind": _repeated(kind, number).cast(pa.int16()),
            "origin": _repeated(origin, number).cast(pa.int16()),
            "joined_late": pa.repeat(joined_late, number) if isinstance(joined_late, bool) else pa.array(joined_late),
        }
    )


def no_membership(people: Column, start: pa.Array) -> pa.Table:
    """Columns that say that nobody of these is a member from a day on."""
    number = len(people)
    small = pa.nulls(number, pa.int16())
    return pa.table(
        {
            "person_id": pa.array(_plain(people), pa.int64()),
            "valid_from": start,
            "retract": pa.repeat(True, number),
            "fund_id": pa.nulls(number, pa.int64()),
            "kind": small,
            "origin": small,
            "joined_late": pa.nulls(number, pa.bool_()),
        }
    )


def _plain(column: Column) -> list[Any]:
    return column.tolist() if isinstance(column, np.ndarray) else list(column)


def _repeated(value: Column | int | None, number: int) -> pa.Array:
    if value is None or isinstance(value, int):
        return pa.repeat(pa.scalar(value, pa.int64()), number)
    return pa.array(_plain(value), pa.int64())
