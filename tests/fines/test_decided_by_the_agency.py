"""What the agency decides and receives, and what it does to claims of the fund (DEC art. 47; BVR art. 84-86)."""

import pytest
from fines_helpers import YEAR, file_of, fined, owes, state_of
from membership_helpers import Town, day, moment

from zorgkas.fines.models import FineEvent
from zorgkas.fines.services import StepRefused, receive_answer
from zorgkas.fines.services import decided as agency_decides
from zorgkas.fines.states import Reason, State
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Posting
from zorgkas.ledger.queries import items
from zorgkas.membership.queries import claimed_with_fine, fineable_years
from zorgkas.registry.models import Death, IncreasedAllowance, Person, Task

pytestmark = pytest.mark.django_db
LATER = moment("2028-01-01")


def claimed(person: Person) -> list[int]:
    return claimed_with_fine([person.pk], day("2027-06-01"), LATER)[1].tolist()


@pytest.fixture
def person(town: Town) -> Person:
    who = town.member()
    owes(town, 2025, 2026)
    return who


def test_the_fine_does_not_touch_the_ledger_and_its_premiums_are_left_to_the_agency(town: Town, person: Person) -> None:
    before = Posting.objects.count()
    fined(town)
    file = file_of(person)
    assert (file.fine_cents, file.premiums_cents, file.pay_by) == (250_00, 164_00, day("2027-02-15"))
    assert Posting.objects.count() == before
    assert claimed(person) == [2025, 2026]
    assert fineable_years([person.pk], day("2027-06-01"), LATER) == {}


def test_the_lower_fine_looks_at_1_january_of_the_year_before_it_is_imposed(town: Town, person: Person) -> None:
    """DEC art. 47 §1 al. 2: imposed in December 2026, so 1 January 2025; imposed in January 2027, 1 January 2026."""
    fined(town)
    file = file_of(person)
    town.learn(IncreasedAllowance, person, "2025-01-01", "2026-01-01")
    assert agency_decides.fine_of_law(file, day("2026-12-15")) == 100_00
    assert agency_decides.fine_of_law(file, day("2027-01-10")) == 250_00


def test_a_payment_goes_to_the_fine_first_and_then_to_the_oldest_premium(town: Town, person: Person) -> None:
    """BVR art. 84 al. 3; the claim of the fund is paid on the account of the agency (art. 1, 7°)."""
    fined(town)
    file = file_of(person)
    agency_decides.payment(file, day("2027-01-10"), 200_00)
    assert (file.fine_paid_cents, file.premiums_paid_cents) == (200_00, 0)
    agency_decides.payment(file, day("2027-01-20"), 150_00)
    assert (file.fine_paid_cents, file.premiums_paid_cents) == (250_00, 100_00)
    assert (town.claim(person, 2025), town.claim(person, 2026)) == ((64_00, 0), (100_00, 64_00))
    assert Posting.objects.get(account=Account.AGENCY_PREMIUMS, amount_cents__gt=0).amount_cents == 100_00
    agency_decides.payment(file, day("2027-02-01"), 64_00)
    assert (file.state, file.open_cents) == (State.PAID, 0)
    assert sum(item.balance_cents for item in items(person.pk)) == 0


def test_more_than_is_open_is_refused(town: Town, person: Person) -> None:
    fined(town)
    with pytest.raises(StepRefused, match="what the rest is for"):
        agency_decides.payment(file_of(person), day("2027-01-10"), 414_01)


def test_the_same_answer_twice_changes_nothing(town: Town, person: Person) -> None:
    agency = fined(town)
    answer = agency.tell(person.insz, YEAR, "payment", day("2027-01-10"), 250_00)
    assert receive_answer(town.fund, answer).used == {"payment": 1}
    assert receive_answer(town.fund, answer).again
    same_line_in_another_file = answer + answer.split(b"\n", 2)[2]
    assert receive_answer(town.fund, same_line_in_another_file).known == 2
    assert file_of(person).fine_paid_cents == 250_00


def test_a_line_that_cannot_be_used_becomes_a_task_and_stops_nothing(town: Town, person: Person) -> None:
    agency = fined(town)
    stranger = agency.tell("99999999999", YEAR, "payment", day("2027-01-10"), 1_00)
    good = agency.tell(person.insz, YEAR, "payment", day("2027-01-10"), 250_00).split(b"\n", 2)[2]
    unknown = agency.tell(person.insz, YEAR, "sang", day("2027-01-10")).split(b"\n", 2)[2]
    answered = receive_answer(town.fund, stranger + good + unknown)
    assert (answered.used, answered.set_apart) == ({"payment": 1}, 2)
    assert Task.objects.filter(kind=Task.Kind.FINE, closed_at=None).count() == 2


def test_an_appeal_suspends_and_one_that_wins_gives_the_premiums_back_to_the_fund(town: Town, person: Person) -> None:
    """BVR art. 85."""
    fined(town)
    file = file_of(person)
    with pytest.raises(StepRefused):
        agency_decides.appeal(file, day("2027-02-16"))
    agency_decides.appeal(file, day("2027-02-15"))
    with pytest.raises(StepRefused):
        agency_decides.enforce(file, day("2027-03-20"))
    agency_decides.annul(file, day("2027-04-01"), "the letter went to an old address")
    assert (file.state, claimed(person)) == (State.ANNULLED, [])


def test_after_a_rejected_appeal_and_a_broken_plan_it_can_be_collected_by_writ(town: Town, person: Person) -> None:
    fined(town)
    file = file_of(person)
    with pytest.raises(StepRefused):
        agency_decides.enforce(file, day("2027-02-15"))
    agency_decides.plan(file, day("2027-01-10"), "eight months, 51.75 euro each")
    agency_decides.plan_broken(file, day("2027-03-10"))
    agency_decides.enforce(file, day("2027-03-20"))
    assert file.state == State.ENFORCED
    agency_decides.payment(file, day("2027-05-01"), 414_00)
    assert file.state == State.PAID


def test_a_fine_ends_at_death_and_its_premiums_come_back(town: Town, person: Person) -> None:
    """DEC art. 47 §3, 1°."""
    fined(town)
    file = file_of(person)
    town.learn(Death, person, "2027-01-05", at=moment("2027-01-06"))
    agency_decides.end(file, day("2027-01-10"), Reason.DEAD)
    assert (state_of(person), file.reason, claimed(person)) == ("lapsed", Reason.DEAD, [])


def test_after_five_years_nothing_is_collected_by_writ(town: Town, person: Person) -> None:
    """DEC art. 47 §5."""
    fined(town)
    with pytest.raises(StepRefused):
        agency_decides.enforce(file_of(person), day("2031-12-16"))


def test_a_fine_that_was_not_reported_is_refused(town: Town, person: Person) -> None:
    from fines_helpers import warned

    warned(town)
    with pytest.raises(StepRefused, match="registered letter sent"):
        agency_decides.fined(file_of(person), day("2026-12-15"), 250_00, 164_00)
    assert not FineEvent.objects.filter(step="fine").exists()
