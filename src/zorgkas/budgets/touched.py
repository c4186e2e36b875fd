"""Who must be looked at again: people with a budget about whom something was learned since the last run."""

import datetime

import numpy as np
from numpy.typing import NDArray
from psycopg import sql

from zorgkas.budgets.models import DisabilitySupport, Entitlement
from zorgkas.ledger.models import Run
from zorgkas.membership.models import Membership
from zorgkas.registry.columns import read_sql
from zorgkas.registry.models import Death, Detention, FacilityStay, Fact, Residence, Suspension

# Every kind of fact that `inputs.read` looks at.
KINDS: tuple[type[Fact], ...] = (
    Entitlement,
    Death,
    Detention,
    Suspension,
    Membership,
    Residence,
    FacilityStay,
    DisabilitySupport,
)

# A fact may be recorded by a transaction that is still open when a run starts: its moment then lies before the run,
# which does not see it. Looking back a little further than the last run costs next to nothing and misses none.
MARGIN = datetime.timedelta(days=1)


def last_run(kind: str, fund_id: int) -> Run | None:
    """The last run of this kind that finished."""
    return Run.objects.filter(kind=kind, fund_id=fund_id, state=Run.State.DONE).order_by("-known_at", "-pk").first()


def touched_since(moment: datetime.datetime) -> NDArray[np.int64]:
    """People with an entitlement about whom a fact was recorded or superseded after a moment (less a margin), by id."""
    since = sql.Literal(moment - MARGIN)
    parts = [
        sql.SQL("SELECT person_id FROM {table} WHERE {column} > {since}").format(
            table=sql.Identifier(kind._meta.db_table), column=sql.Identifier(column), since=since
        )
        for kind in KINDS
        for column in ("recorded_at", "superseded_at")
    ]
    query = sql.SQL(
        "SELECT DISTINCT person_id FROM ({parts}) f"
        " WHERE EXISTS (SELECT FROM budgets_entitlement e WHERE e.person_id = f.person_id) ORDER BY person_id"
    ).format(parts=sql.SQL(" UNION ALL ").join(parts))
    return np.asarray(read_sql(query)["person_id"].to_numpy(), np.int64)
