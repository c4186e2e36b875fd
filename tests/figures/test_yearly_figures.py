"""The yearly figures on a handful of people whose answer is known by hand."""

from datetime import UTC, date, datetime

import pytest

from zorgkas.budgets.models import Application, CareForm, Entitlement
from zorgkas.figures.comparison import lines
from zorgkas.figures.queries import figures
from zorgkas.ledger.accounts import Product
from zorgkas.membership.models import Membership
from zorgkas.registry.insz import insz_for
from zorgkas.registry.models import CareFund, Person, Source
from zorgkas.registry.services import create_person, record_fact, source

pytestmark = pytest.mark.django_db
KNOWN = datetime(2023, 6, 1, tzinfo=UTC)


@pytest.fixture
def note() -> Source:
    return source("document", "a form", KNOWN)


@pytest.fixture
def funds() -> tuple[CareFund, CareFund]:
    return (
        CareFund.objects.create(code="one", name="One", enterprise_number="0000000001"),
        CareFund.objects.create(code="two", name="Two", enterprise_number="0000000002"),
    )


def _person(serial: int) -> Person:
    born = date(1960, 1, 1)
    return create_person(
        insz=insz_for(born, serial), first_name="Ada", last_name="Peeters", birth_date=born, sex="FM"[serial % 2]
    )


def _member(person: Person, fund: CareFund, note: Source, start: date, end: date | None, kind: int = 1) -> None:
    record_fact(Membership, person.pk, start, end, {"fund_id": fund.pk, "kind": kind}, source=note, recorded_at=KNOWN)


def _right(
    person: Person, product: int, note: Source, start: date, end: date | None, form: int = CareForm.HOME
) -> None:
    values = {"product": product, "care_form": form, "given_monthly_cents": None, "decision_id": None}
    record_fact(Entitlement, person.pk, start, end, values, source=note, recorded_at=KNOWN)


def test_a_member_counts_once_in_every_year_with_a_day_of_membership(
    funds: tuple[CareFund, CareFund], note: Source
) -> None:
    one, two = funds
    people = [_person(serial) for serial in range(1, 6)]
    _member(people[0], one, note, date(2001, 10, 1), None)
    _member(people[1], one, note, date(2010, 1, 1), date(2023, 1, 1))  # gone on 31 December 2022
    _member(people[2], one, note, date(2023, 12, 31), None)  # one day is enough
    _member(people[3], one, note, date(2010, 1, 1), date(2023, 7, 1), kind=2)  # becomes compulsory: still one person
    _member(people[3], one, note, date(2023, 7, 1), None, kind=1)
    _member(people[4], one, note, date(2020, 1, 1), date(2023, 3, 1))  # switches fund within the year
    _member(people[4], two, note, date(2023, 3, 1), None)
    assert figures(2022, one).members == 4
    assert figures(2023, one).members == 4
    assert figures(2023, two).members == 1
    assert figures(2023).members == 4
    assert figures(2024, one).members == 3


def test_what_was_corrected_does_not_count(funds: tuple[CareFund, CareFund], note: Source) -> None:
    person = _person(1)
    _member(person, funds[0], note, date(2020, 1, 1), None)
    record_fact(Membership, person.pk, date(2020, 1, 1), None, None, source=note, recorded_at=KNOWN)
    assert figures(2023).members == 0


def test_people_are_counted_by_their_set_of_budgets(funds: tuple[CareFund, CareFund], note: Source) -> None:
    one, two = funds
    people = [_person(serial) for serial in range(1, 6)]
    _member(people[4], two, note, date(2001, 10, 1), None)
    _right(people[0], Product.ZZZ, note, date(2020, 1, 1), None)
    _right(people[1], Product.ZZZ, note, date(2020, 1, 1), date(2023, 2, 1), CareForm.RESIDENTIAL)
    _right(people[1], Product.ZBO, note, date(2023, 12, 1), None)
    _right(people[2], Product.ZBH, note, date(2020, 1, 1), date(2023, 1, 1))  # over before the year
    _right(people[3], Product.ZBH, note, date(2020, 1, 1), None)
    _right(people[4], Product.ZZZ, note, date(2020, 1, 1), None)
    assert figures(2023).people_by_budgets == {"ZZZ": 2, "ZZZ+ZBO": 1, "ZBH": 1}
    assert figures(2023, one).people_by_budgets == {"ZZZ": 1, "ZZZ+ZBO": 1, "ZBH": 1}
    counted = figures(2023)
    assert (counted.people_with_a_budget, counted.zzz_residential, counted.zzz_home) == (4, 1, 2)


def test_applications_are_counted_by_outcome_in_the_year_they_were_made(
    funds: tuple[CareFund, CareFund],
) -> None:
    person = _person(1)
    for number, (day, state) in enumerate(
        [(date(2023, 1, 1), "granted"), (date(2023, 12, 31), "refused"), (date(2024, 1, 1), "granted")]
    ):
        Application.objects.create(
            person=person, fund=funds[0], product=Product.ZZZ, care_form=CareForm.HOME, channel="form",
            applied_on=day, state=state, decide_by=day, reference=f"{number}",
        )  # fmt: skip
    counted = figures(2023, funds[0])
    assert (counted.zzz_applications, counted.zzz_applications_by_state) == (2, {"granted": 1, "refused": 1})
    assert figures(2023, funds[1]).zzz_applications == 0


def test_a_published_figure_stands_beside_ours_with_the_deviation() -> None:
    by_name = {line.name: line for line in lines(figures(2023), scale=1000)}
    members = next(line for line in by_name.values() if line.published == 4332)
    assert members.counted == 0
    assert members.deviation == -1
    assert all(line.published is None and line.deviation is None for line in lines(figures(2026)))
