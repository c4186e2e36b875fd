"""Properties of the payment run: due = booked whatever the order of the facts; the explanation equals the run."""

import datetime

import pytest
from budgets_helpers import Village, day, moment
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zorgkas.budgets import months
from zorgkas.budgets.models import CareForm
from zorgkas.budgets.queries import due_explained
from zorgkas.budgets.services.dues import PRODUCTS
from zorgkas.ledger.accounts import Product
from zorgkas.ledger.models import Entry
from zorgkas.ledger.queries import check
from zorgkas.registry.models import Death, Detention, FacilityStay, Person, Residence, Suspension

pytestmark = pytest.mark.django_db
MONTHS = months.span(202601, 202606)
SLOW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

DAYS = st.dates(datetime.date(2025, 11, 1), datetime.date(2026, 7, 31))
EVENT = st.tuples(
    st.sampled_from(["death", "detention", "suspension", "left", "abroad", "late right"]),
    st.integers(0, 2),  # whom
    DAYS,  # when it is true
    st.integers(1, 90),  # how long
    st.integers(1, 5),  # before which run it is learned
)


def learn(
    village: Village, person: Person, event: tuple[str, int, datetime.date, int, int], at: datetime.datetime
) -> None:
    what, _whom, start, length, _when = event
    first, end = start.isoformat(), (start + datetime.timedelta(days=length)).isoformat()
    if what == "death":
        village.learn(Death, person, first, at=at)
    elif what == "detention":
        village.learn(Detention, person, first, end, at=at)
    elif what == "suspension":
        values = {"ground": Suspension.Ground.PERSONAL_ASSISTANCE, "notified_on": day(end)}
        village.learn(Suspension, person, first, end if length % 2 else None, values, at=at)
    elif what == "left":
        village.unlearn(FacilityStay, person, first, at)
    elif what == "abroad":
        village.learn(Residence, person, first, end, {"region": 5, "country": "CA"}, at=at)
    else:
        village.right(person, f"{first[:7]}-01", product=Product.ZBO, given=length * 100, at=at)


def people_of(village: Village) -> list[Person]:
    """Care at home, residential care, and two budgets at once."""
    home, residential, both = village.member(), village.member("1940-01-01"), village.member()
    village.right(home, "2025-01-01", "2026-06-01")
    village.stay(residential, "2024-01-01", at=moment("2025-01-02"))
    village.right(residential, "2024-05-01", care_form=CareForm.RESIDENTIAL)
    village.right(both, "2025-01-01")
    village.right(both, "2025-01-01", product=Product.ZBH, given=30_000)
    return [home, residential, both]


@SLOW
@given(st.lists(EVENT, max_size=6))
def test_booked_is_what_the_explanation_says(
    village: Village, events: list[tuple[str, int, datetime.date, int, int]]
) -> None:
    """Facts arrive in any order, before any run: after the last run each month is booked as its explanation says."""
    with transaction.atomic():
        people = people_of(village)
        for number, month in enumerate(MONTHS):
            for order, event in enumerate(events):
                if event[4] == number:
                    at = moment(f"2026-{month % 100:02}-05") + datetime.timedelta(hours=order)
                    learn(village, people[event[1]], event, at)
            village.runs(month, f"2026-{month % 100:02}-20")
        entries = Entry.objects.count()
        assert village.runs(MONTHS[-1], "2026-06-25", everybody=True).total.changed == 0
        assert Entry.objects.count() == entries
        known = moment("2026-06-25")
        for person in people:
            for product in PRODUCTS:
                booked = village.due(person, product)
                for month in MONTHS:
                    residential = people[1] == person and product == Product.ZZZ
                    if residential and month == MONTHS[-1]:
                        continue  # paid after its last day
                    assert due_explained(person, month, product, known).raw == booked.get(month, 0)
        assert not any(finding.problems for finding in check())
        transaction.set_rollback(True)  # the next example starts from nothing
