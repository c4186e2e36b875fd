"""Many months at once are read as each month by itself: the same facts, whatever begins and ends in between."""

import datetime

import numpy as np
import pytest
from budgets_helpers import Village, day, moment
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zorgkas.budgets import inputs, months
from zorgkas.budgets.inputs import Inputs
from zorgkas.membership.models import Membership
from zorgkas.registry.models import Detention, FacilityStay, Residence, Suspension
from zorgkas.registry.services import record_fact, source

MONTHS = months.span(202401, 202512)
KINDS = {
    Membership: lambda village: {"fund_id": village.fund.pk, "kind": 1},
    Residence: lambda _village: {"region": 5, "country": "FR"},
    Detention: lambda _village: {},
    FacilityStay: lambda _village: {"facility_kind": 2, "facility": "PVT"},
    Suspension: lambda _village: {"ground": 1, "notified_on": day("2024-06-10")},
}
days = st.dates(datetime.date(2023, 10, 1), datetime.date(2026, 2, 28))
facts = st.tuples(st.sampled_from(list(KINDS)), days, st.one_of(st.none(), days), st.booleans())


def sorted_rows(found: Inputs) -> Inputs:
    return found.take(np.lexsort((found.month, found.product, found.person)))


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(facts, max_size=8), start=st.dates(datetime.date(2023, 1, 1), datetime.date(2025, 9, 1)))
def test_a_span_is_its_months(village: Village, told: list, start: datetime.date) -> None:
    person = village.member("1980-05-05")
    village.right(person, start.replace(day=1).isoformat(), "2025-10-01")
    village.right(person, "2024-05-01", product=3, given=30_000)
    origin = source("message", f"span {person.pk}", moment("2025-06-01"))
    for kind, begin, end, holds in told:
        if end is None or end > begin:
            values = KINDS[kind](village) if holds else None
            record_fact(kind, person.pk, begin, end, values, source=origin)
    at = moment("2099-01-01")
    whole = sorted_rows(inputs.read(MONTHS, at, people=[person.pk], first_month=202402))
    apart = [inputs.read([month], at, people=[person.pk], first_month=202402) for month in MONTHS]
    joined = apart[0]
    for one in apart[1:]:
        joined = joined + one
    joined = sorted_rows(joined)
    assert whole.month.tolist() == joined.month.tolist()
    assert whole.fund.tolist() == joined.fund.tolist()
    for name in ("died_on", "detained_from", "detained_to", "condition_lost_on", "suspended_from", "entitled_from"):
        assert whole.facts[name].tolist() == joined.facts[name].tolist(), name
    assert inputs.due_cents(whole).tolist() == inputs.due_cents(joined).tolist()
