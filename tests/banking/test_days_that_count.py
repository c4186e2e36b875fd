"""The day on which money stood on the account is the day on which it is booked, whenever it is recognised."""

from datetime import date

from banking_helpers import Fund, open_cents

from zorgkas.banking import services
from zorgkas.banking.queries import queue
from zorgkas.banking.simulator import SimulatedBank
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.communication import communication_of
from zorgkas.ledger.models import Entry, Posting

EARLY, LAST, CLOSED = date(2026, 10, 12), date(2026, 10, 15), date(2026, 10, 19)


def paid_on(person_id: int) -> dict[date, int]:
    """What was booked on the premiums of a person, per day."""
    found = Posting.objects.filter(person_id=person_id, account=Account.PREMIUM_RECEIVABLE, amount_cents__lt=0)
    return {day: -cents for day, cents in found.order_by("pk").values_list("entry__booked_on", "amount_cents")}


def test_receipts_of_one_statement_are_booked_on_their_own_day(fund: Fund, bank: SimulatedBank) -> None:
    person = fund.person()
    claim = fund.claim(person)
    for day, cents in ((EARLY, 40_00), (LAST, 24_00)):
        digits = communication_of(claim.pk)
        bank.pay_in("BE68539007547034", "An", cents, to=fund.premiums.iban, day=day, communication=digits)
    services.import_file(bank.statement(CLOSED), "one.cod")
    assert open_cents(claim) == 0
    assert paid_on(person.pk) == {EARLY: 40_00, LAST: 24_00}


def test_money_recognised_weeks_later_counts_from_the_day_it_came(fund: Fund, bank: SimulatedBank) -> None:
    person = fund.person()
    fund.claim(person)
    bank.pay_in("BE68539007547034", "An", 64_00, to=fund.premiums.iban, day=LAST, text="premie van mama")
    services.import_file(bank.statement(CLOSED), "one.cod")
    services.match_movement(queue().get(), user=fund.preparer, person=person)
    assert paid_on(person.pk) == {LAST: 64_00}
    days = Entry.objects.filter(postings__account=Account.SUSPENSE).values_list("booked_on", flat=True)
    assert set(days) == {LAST}
