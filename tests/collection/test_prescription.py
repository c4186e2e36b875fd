"""What nobody can ask any more: thirty years for premiums, two for budgets; acts make it begin again."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.collection.collection_helpers import House, balance, open_cents

from zorgkas.collection.models import Interruption, WriteOff
from zorgkas.collection.services import (
    InterruptionRefused,
    prescribed_from,
    register_interruption,
    write_off_prescribed,
    write_off_prescribed_benefits,
)
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.registry.models import Person

Claim, Act = Interruption.Claim, Interruption.Act


def owed(house: House, person: Person, month: int, booked: date) -> Item:
    """A care budget that is due and was never paid."""
    ledger.book(
        fund=house.fund,
        key=f"test budget {person.pk} {month}",
        kind="due",
        narrative="due",
        lines=[
            ledger.Line(Account.BENEFIT_COST, 140_00),
            ledger.Line(Account.BENEFIT_PAYABLE, -140_00, person.pk, Product.ZZZ, month),
        ],
        booked_on=booked,
    )
    return Item.objects.get(person=person, account=Account.BENEFIT_PAYABLE, period=month)


def test_an_act_keeps_one_premium_alive_and_not_the_others(house: House) -> None:
    interrupted, other = house.member(), house.member()
    kept, gone = house.claim(interrupted, 2001, 10_00), house.claim(other, 2001, 10_00)
    register_interruption(interrupted, Claim.PREMIUM, 2001, date(2026, 6, 1), Act.SUMMONS, "dagvaarding 12")
    found = write_off_prescribed(house.fund, date(2031, 5, 1))
    assert (found.claims, found.cents) == (1, 10_00)
    assert (open_cents(kept), open_cents(gone)) == (10_00, 0)
    assert write_off_prescribed(house.fund, date(2056, 6, 1)).claims == 0  # the last day of thirty years after the act
    assert write_off_prescribed(house.fund, date(2056, 6, 2)).claims == 1


def test_an_unpaid_budget_is_written_off_after_two_years_and_not_before(house: House) -> None:
    item = owed(house, house.member(account=False), 202411, date(2024, 11, 20))
    assert write_off_prescribed_benefits(house.fund, date(2026, 12, 1)).claims == 0
    found = write_off_prescribed_benefits(house.fund, date(2026, 12, 2))
    assert (found.claims, found.cents) == (1, 140_00)
    assert (open_cents(item), balance(Account.WRITE_OFF)) == (0, -140_00)
    assert WriteOff.objects.get().ground == WriteOff.Ground.PRESCRIBED
    assert write_off_prescribed_benefits(house.fund, date(2026, 12, 3)).claims == 0


def test_a_month_that_was_granted_late_can_still_be_paid(house: House) -> None:
    item = owed(house, house.member(account=False), 202401, date(2026, 3, 10))
    assert write_off_prescribed_benefits(house.fund, date(2028, 3, 10)).claims == 0
    assert open_cents(item) == -140_00


def test_a_registered_letter_keeps_a_budget_alive_but_no_premium(house: House) -> None:
    person = house.member(account=False)
    owed(house, person, 202411, date(2024, 11, 20))
    register_interruption(person, Claim.BENEFIT, 202411, date(2026, 11, 2), Act.REGISTERED_LETTER, "RR 1")
    assert write_off_prescribed_benefits(house.fund, date(2028, 11, 2)).claims == 0
    assert write_off_prescribed_benefits(house.fund, date(2028, 11, 3)).claims == 1
    with pytest.raises(InterruptionRefused, match="registered letter"):
        register_interruption(person, Claim.PREMIUM, 2025, date(2026, 6, 1), Act.REGISTERED_LETTER, "RR 2")


def test_what_waits_in_a_batch_is_left_to_the_batch(house: House) -> None:
    item = owed(house, house.member(), 202411, date(2024, 11, 20))
    assert write_off_prescribed_benefits(house.fund, date(2027, 1, 1), reserved=[item.pk]).claims == 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    act=st.dates(date(2020, 1, 1), date(2026, 11, 1)),
    year=st.integers(2002, 2026),
    judged=st.dates(date(2031, 1, 1), date(2060, 1, 1)),
)
def test_the_run_and_the_single_answer_agree(house: House, act: date, year: int, judged: date) -> None:
    """Written off exactly when the last day that the law gives for that claim is past."""
    person = house.member()
    item = house.claim(person, year, 10_00)
    register_interruption(person, Claim.PREMIUM, year, act, Act.ORDER, "bevel")
    last = prescribed_from(Claim.PREMIUM, year, act.toordinal(), judged)
    write_off_prescribed(house.fund, judged)
    assert (open_cents(item) == 0) == (judged > last)


@pytest.mark.parametrize(
    ("day", "act", "document", "why"),
    [
        (date.today() + timedelta(days=2), Act.ORDER, "bevel", "not come"),
        (date(2026, 6, 1), Act.ORDER, "  ", "document"),
    ],
)
def test_what_cannot_be_an_interruption_is_refused(house: House, day: date, act: int, document: str, why: str) -> None:
    with pytest.raises(InterruptionRefused, match=why):
        register_interruption(house.member(), Claim.PREMIUM, 2025, day, act, document)
    assert not Interruption.objects.exists()
