"""What contradicts something goes to the queue with its reason, never into the registry."""

import datetime

import pyarrow as pa
import pytest
from membership_helpers import Town, day, moment

from zorgkas.membership.services import take_in
from zorgkas.registry.models import Death, DirectDebitMandate, Residence, Task
from zorgkas.registry.queries import known
from zorgkas.registry.services import source

pytestmark = pytest.mark.django_db
NOW = moment("2026-11-02")


def told(kind: str = "message") -> object:
    return source(kind, f"pile {kind}", NOW)


def homes(rows: list[tuple[int, datetime.date, str]]) -> pa.Table:
    return pa.table(
        {
            "person_id": [row[0] for row in rows],
            "valid_from": [row[1] for row in rows],
            "region": pa.array([1] * len(rows), pa.int16()),
            "municipality": [row[2] for row in rows],
        }
    )


def reasons(person: object) -> list[str]:
    return [task.told_reason for task in Task.objects.filter(person=person, kind=Task.Kind.CONTRADICTION)]


def test_a_death_before_the_birth(town: Town) -> None:
    wrong, right = town.member("1970-05-01"), town.member("1970-05-01")
    pile = pa.table({"person_id": [wrong.pk, right.pk], "valid_from": [day("1969-01-01"), day("2026-11-01")]})
    taken = take_in(Death, pile, fund=town.fund, source=told())
    assert (taken.recorded, taken.queued) == (1, 1)
    assert [fact.person_id for fact in known(Death)] == [right.pk]
    assert "before the birth" in reasons(wrong)[0]


def test_two_residences_on_the_same_day(town: Town) -> None:
    both, one = town.stranger(), town.stranger()
    on = day("2026-11-01")
    pile = homes([(both.pk, on, "Gent"), (one.pk, on, "Gent"), (both.pk, on, "Brugge")])
    assert take_in(Residence, pile, fund=town.fund, source=told()).queued == 1
    assert [fact.person_id for fact in known(Residence)] == [one.pk]
    assert "two residences" in reasons(both)[0]


def test_a_residence_before_birth_or_after_death(town: Town) -> None:
    unborn, dead = town.stranger("1970-05-01"), town.stranger("1970-05-01")
    town.learn(Death, dead, "2026-10-01", at=moment("2026-10-02"))
    pile = homes([(unborn.pk, day("1960-01-01"), "Gent"), (dead.pk, day("2026-11-01"), "Gent")])
    assert take_in(Residence, pile, fund=town.fund, source=told()).recorded == 0
    assert "before the birth" in reasons(unborn)[0]
    assert "after the death" in reasons(dead)[0]


def test_a_document_does_not_overrule_the_register(town: Town) -> None:
    person = town.member()
    assert (
        take_in(
            Residence, homes([(person.pk, day("2000-01-01"), "Gent")]), fund=town.fund, source=told("document")
        ).queued
        == 0
    )
    pile = homes([(person.pk, day("2000-01-01"), "Brugge")])
    assert take_in(Residence, pile, fund=town.fund, source=told("document")).queued == 1
    assert known(Residence).get(person=person).municipality == "Gent"
    assert take_in(Residence, pile, fund=town.fund, source=told()).recorded == 1


@pytest.mark.parametrize("column", ["missing", "empty"])
def test_a_mandate_without_signature(town: Town, column: str) -> None:
    signed, unsigned = town.member(), town.member()
    pile = {
        "person_id": [signed.pk, unsigned.pk],
        "valid_from": [day("2026-11-01")] * 2,
        "reference": ["M1", "M2"],
        "iban": ["BE71096123456769"] * 2,
        "holder_name": ["An"] * 2,
    }
    if column == "empty":
        pile["signed_on"] = [day("2026-10-01"), None]
    taken = take_in(DirectDebitMandate, pa.table(pile), fund=town.fund, source=told())
    assert (taken.recorded, taken.queued) == ((1, 1) if column == "empty" else (0, 2))
    assert "signature" in reasons(unsigned)[0]


def test_the_same_pile_twice_opens_no_second_task(town: Town) -> None:
    person = town.stranger()
    pile = homes([(person.pk, day("2026-11-01"), "Gent"), (person.pk, day("2026-11-01"), "Brugge")])
    take_in(Residence, pile, fund=town.fund, source=told())
    assert take_in(Residence, pile, fund=town.fund, source=told()).queued == 0
    assert len(reasons(person)) == 1


def test_what_the_registry_refuses_is_queued_with_its_words(town: Town) -> None:
    person = town.member()
    pile = pa.table(
        {
            "person_id": [person.pk],
            "valid_from": [day("2026-11-01")],
            "reference": ["M1"],
            "iban": ["BE00000000000000"],
            "holder_name": ["An"],
            "signed_on": [day("2026-10-01")],
        }
    )
    assert take_in(DirectDebitMandate, pile, fund=town.fund, source=told()).queued == 1
    assert "iban" in reasons(person)[0]
