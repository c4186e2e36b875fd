"""The standard set of columns: what the law asks about nearly everybody."""

from collections.abc import Sequence
from datetime import date, datetime

import pyarrow as pa

from zorgkas.registry.models import (
    BankAccount,
    Death,
    Detention,
    FacilityStay,
    ForeignInsurance,
    IncreasedAllowance,
    Residence,
)
from zorgkas.registry.snapshot.columns import birth_date, first_from, holds, value
from zorgkas.registry.snapshot.read import AnyColumn, read


def standard_columns(on: date) -> dict[str, AnyColumn]:
    """The standard columns at a reference date; codes are those of the registry, 0 when there is no such fact."""
    return {
        "birth_date": birth_date(),
        "died_on": first_from(Death),
        "region": value(Residence, "region", on, 0),
        "increased_allowance": holds(IncreasedAllowance, on),
        "foreign_insurance": value(ForeignInsurance, "ground", on, 0),
        "facility_kind": value(FacilityStay, "facility_kind", on, 0),
        "detained": holds(Detention, on),
        "account_usable": holds(BankAccount, on, blocked=False),
    }


def snapshot(
    on: date,
    known_at: datetime | None = None,
    *,
    persons: Sequence[int] | None = None,
    person_range: tuple[int, int] | None = None,
) -> pa.Table:
    """Read the standard columns at a date, as known at a moment (now, if not given), for some people or for all."""
    return read(standard_columns(on), persons=persons, person_range=person_range, known_at=known_at)
