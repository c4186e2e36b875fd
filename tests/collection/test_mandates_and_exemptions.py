"""Mandates and exemptions at the counter: what contradicts or is not proven never counts."""

from datetime import date

import pytest
from tests.collection.collection_helpers import House, moment, open_cents, refundable

from zorgkas.collection.services import (
    ExemptionRefused,
    MandateRefused,
    end_exemption,
    mandate_of,
    preview_exemption,
    register_exemption,
    register_mandate,
    revoke_mandate,
)
from zorgkas.ledger.models import Item
from zorgkas.membership.services import run_premiums
from zorgkas.registry.models import DirectDebitMandate, Person, PremiumExemption, Task

TODAY = date(2026, 3, 2)
Ground = PremiumExemption.Ground


def register(house: House, person: Person, **given: object) -> DirectDebitMandate | None:
    values: dict[str, object] = {
        "iban": house.iban(person),
        "holder_name": "",
        "signed_on": date(2026, 3, 1),
        "document": "form 1",
        "at": moment(TODAY),
    }
    return register_mandate(person, **(values | given))  # type: ignore[arg-type]


def test_a_signed_mandate_counts_from_today_and_replaces_the_one_before(house: House) -> None:
    person = house.member(mandate=True)
    mandate = register(house, person)
    assert mandate is not None
    assert mandate.valid_from == TODAY
    assert mandate_of(person, date(2026, 3, 1)) != mandate  # yesterday it was the other one
    revoke_mandate(person, document="phone call", at=moment(date(2026, 3, 9)))
    assert mandate_of(person, date(2026, 3, 9)) is None
    with pytest.raises(MandateRefused, match="no mandate"):
        revoke_mandate(person, document="again", at=moment(date(2026, 3, 10)))


@pytest.mark.parametrize(
    ("given", "why"),
    [({"signed_on": None}, "without a signature"), ({"document": " "}, "without proof")],
)
def test_a_mandate_without_signature_or_proof_goes_to_the_queue(
    house: House, given: dict[str, object], why: str
) -> None:
    person = house.member()
    assert register(house, person, **given) is None
    assert mandate_of(person, TODAY) is None
    task = Task.objects.get(kind=Task.Kind.CHECK_MANDATE)
    assert (task.person, why in task.told_reason) == (person, True)


def test_a_mandate_of_somebody_who_died_goes_to_the_queue(house: House) -> None:
    person = house.member()
    house.died(person, date(2026, 2, 1))
    assert register(house, person) is None
    assert "died" in Task.objects.get(kind=Task.Kind.CHECK_MANDATE).told_reason


@pytest.mark.parametrize("given", [{"iban": "BE12 3456"}, {"signed_on": date(2026, 4, 1)}])
def test_what_was_mistyped_is_refused_at_once(house: House, given: dict[str, object]) -> None:
    person = house.member()
    with pytest.raises(MandateRefused):
        register(house, person, **given)
    assert mandate_of(person, TODAY) is None


def premium(person: Person, year: int = 2026) -> Item:
    return Item.objects.get(person=person, account=1200, period=year)


def test_the_run_takes_off_what_is_not_yet_collected_and_nothing_else(house: House) -> None:
    """DEC art. 45 §3, 2°: the premium, or the part not yet collected of it, is not due."""
    person = house.member()
    run_premiums(2026, house.fund, moment(date(2026, 1, 5)))
    claim = premium(person)
    assert open_cents(claim) == 100_00
    [effect] = preview_exemption(person, Ground.COLLECTIVE_DEBT_SETTLEMENT, TODAY, None)
    assert (effect.due_before_cents, effect.due_after_cents, effect.open_after_cents) == (100_00, 0, 0)
    register_exemption(person, Ground.COLLECTIVE_DEBT_SETTLEMENT, TODAY, None, proof="order 26/123", at=moment(TODAY))
    run_premiums(2026, house.fund, moment(date(2026, 3, 5)))
    assert (open_cents(claim), refundable(person)) == (0, 0)
    assert not run_premiums(2026, house.fund, moment(date(2026, 3, 6))).claims.changed


def test_when_it_ends_within_the_year_the_premium_of_that_year_stays_not_due(house: House) -> None:
    person = house.member()
    register_exemption(person, Ground.BANKRUPT, TODAY, None, proof="judgment", at=moment(TODAY))
    end_exemption(person, Ground.BANKRUPT, date(2026, 9, 1), proof="closed", at=moment(date(2026, 9, 2)))
    run_premiums(2026, house.fund, moment(date(2026, 9, 3)))
    assert not Item.objects.filter(person=person, due_cents__gt=0).exists()
    with pytest.raises(ExemptionRefused):
        end_exemption(person, Ground.BANKRUPT, date(2026, 10, 1), proof="closed", at=moment(date(2026, 10, 2)))


@pytest.mark.parametrize(
    ("start", "end", "proof", "why"),
    [
        (TODAY, None, " ", "Say which document"),
        (TODAY, TODAY, "order", "ends before"),
        (date(2026, 5, 1), None, "order", "only on"),
    ],
)
def test_a_situation_without_proof_or_sense_is_refused(
    house: House, start: date, end: date | None, proof: str, why: str
) -> None:
    person = house.member()
    with pytest.raises(ExemptionRefused, match=why):
        register_exemption(person, Ground.INSOLVENT, start, end, proof=proof, at=moment(TODAY))
    assert not PremiumExemption.objects.exists()


def test_after_a_death_there_is_nothing_to_register(house: House) -> None:
    person = house.member()
    house.died(person, date(2026, 1, 10))
    with pytest.raises(ExemptionRefused, match="died before"):
        register_exemption(person, Ground.INSOLVENT, TODAY, None, proof="statement", at=moment(TODAY))
