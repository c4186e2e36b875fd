"""The payment run as people live it: what is due per month, and afterwards only what changes."""

import pytest
from budgets_helpers import Village, day, moment
from django.db import connection

from zorgkas.budgets.models import CareForm, Entitlement, TakeOver
from zorgkas.budgets.queries import budget_months_of, budgets_of, due_explained
from zorgkas.budgets.services import KnownTooEarly, TakeOverRefused, run_dues
from zorgkas.budgets.touched import KINDS
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Product
from zorgkas.ledger.models import Entry
from zorgkas.ledger.queries import check
from zorgkas.membership.models import Membership
from zorgkas.registry.models import CareFund, Death, Detention, FacilityStay, Fact, Residence, Suspension, Task

pytestmark = pytest.mark.django_db
AMOUNT = 14_000


def test_from_application_to_what_is_paid(village: Village) -> None:
    """The application of January is paid from May on, 140 euro a month (DEC art. 80 §2)."""
    person = village.member()
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    village.decides(village.applies(person, "2026-01-20"), "2026-01-25")
    for month in (202601, 202602, 202603, 202604):
        assert village.runs(month, f"{month // 100}-{month % 100:02}-20").total.changed == 0
    village.runs(202605, "2026-05-20")
    village.runs(202606, "2026-06-20")
    assert village.due(person) == {202605: AMOUNT, 202606: AMOUNT}


def test_residential_care_is_paid_after_its_month(village: Village) -> None:
    """BVR art. 139."""
    person = village.member("1940-01-01")
    village.stay(person, "2024-01-01", at=moment("2025-01-02"))
    village.right(person, "2024-05-01", care_form=CareForm.RESIDENTIAL)
    village.runs(202601, "2026-01-20")
    assert village.due(person) == {}
    village.runs(202602, "2026-02-20")
    assert village.due(person) == {202601: AMOUNT}


def test_a_second_run_books_nothing(village: Village) -> None:
    for product, given in ((Product.ZZZ, None), (Product.ZBH, 30_000), (Product.ZBO, 12_345)):
        village.right(village.member(), "2025-01-01", product=product, given=given)
    first = village.runs(202601, "2026-01-20")
    entries = Entry.objects.count()
    again = village.runs(202601, "2026-01-21")
    assert (first.total.new, first.total.new_cents) == (3, AMOUNT + 30_000 + 12_345)
    assert again.total.changed == 0
    assert Entry.objects.count() == entries
    assert not any(finding.problems for finding in check())


def test_take_over_pays_nothing_that_was_paid_elsewhere(village: Village) -> None:
    """A running right is paid from the month of take-over on, not two years back."""
    person = village.member()
    village.right(person, "2020-01-01")
    village.runs(202603, "2026-03-20", first_month=202602)
    assert village.due(person) == {202602: AMOUNT, 202603: AMOUNT}
    assert TakeOver.objects.get(fund=village.fund).first_month == 202602
    with pytest.raises(TakeOverRefused, match="202602"):
        village.runs(202604, "2026-04-20", first_month=202401)


def test_the_first_run_is_the_take_over_when_nobody_says_otherwise(village: Village) -> None:
    person = village.member()
    village.right(person, "2020-01-01")
    village.runs(202603, "2026-03-20")
    village.runs(202604, "2026-04-20", everybody=True)
    assert village.due(person) == {202603: AMOUNT, 202604: AMOUNT}


def test_a_right_decided_here_works_back_before_the_take_over(village: Village) -> None:
    """Retroactive months of a decision of this fund are due here, whenever the fund was taken over."""
    person = village.member()
    village.finding(person, "2025-08-10", "2028-08-10", at=moment("2025-08-12"))
    village.runs(202602, "2026-02-10", first_month=202602)
    village.decides(village.applies(person, "2026-02-12"), "2026-02-15")
    village.runs(202602, "2026-02-20")
    assert village.due(person) == {202601: AMOUNT, 202602: AMOUNT}


def test_death_in_march_reported_in_june(village: Village) -> None:
    """BVR art. 139: the month of death is still paid; what was paid after it waits for somebody to decide."""
    person = village.member()
    village.right(person, "2025-01-01")
    for month in range(202601, 202607):
        village.runs(month, f"2026-{month % 100:02}-20")
        village.pays_out(person, f"2026-{month % 100:02}-25")
    village.learn(Death, person, "2026-03-17", at=moment("2026-06-28"))
    outcome = village.runs(202607, "2026-07-20")
    assert village.due(person) == {202601: AMOUNT, 202602: AMOUNT, 202603: AMOUNT}
    assert outcome.total.down_cents == -3 * AMOUNT
    assert village.open(person) == {}
    assert village.to_reclaim(person) == 3 * AMOUNT
    task = Task.objects.get(kind=Task.Kind.OVERPAYMENT)
    assert task.person == person
    assert village.runs(202608, "2026-08-20").total.changed == 0
    assert Task.objects.filter(kind=Task.Kind.OVERPAYMENT).count() == 1


def test_what_was_not_yet_paid_is_simply_no_longer_due(village: Village) -> None:
    person = village.member()
    village.right(person, "2025-01-01")
    village.runs(202601, "2026-01-20")
    village.runs(202602, "2026-02-20")
    village.learn(Death, person, "2026-01-17", at=moment("2026-02-22"))
    village.runs(202602, "2026-02-25")
    assert village.open(person) == {202601: AMOUNT}
    assert village.to_reclaim(person) == 0
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("notified", "months"),
    [
        ("2026-02-10", [202601, 202602]),  # told on time: suspended from the month after the start
        ("2026-02-20", [202601]),  # told late, in the month of the start: that month already
        ("2026-04-15", [202601, 202602, 202603]),  # told late: from the month of the notice
    ],
)
def test_a_suspension(village: Village, notified: str, months: list[int]) -> None:
    """BVR art. 182 to 184: a budget of the VAPH from 10 February on."""
    person = village.member()
    village.right(person, "2025-01-01")
    values = {"ground": Suspension.Ground.NOT_DIRECTLY_ACCESSIBLE, "notified_on": day(notified)}
    village.runs(202601, "2026-01-20")
    village.learn(Suspension, person, "2026-02-10", None, values, at=moment("2026-04-16"))
    for month in range(202602, 202607):
        village.runs(month, f"2026-{month % 100:02}-20")
    assert list(village.due(person)) == months


def test_a_suspension_that_is_learned_late_takes_back_what_was_paid(village: Village) -> None:
    person = village.member()
    village.right(person, "2025-01-01")
    for month in range(202601, 202606):
        village.runs(month, f"2026-{month % 100:02}-20")
        village.pays_out(person, f"2026-{month % 100:02}-25")
    values = {"ground": Suspension.Ground.PERSONAL_ASSISTANCE, "notified_on": day("2026-02-01")}
    village.learn(Suspension, person, "2026-02-10", "2026-04-12", values, at=moment("2026-06-02"))
    village.runs(202606, "2026-06-20")
    assert list(village.due(person)) == [202601, 202602, 202605, 202606]
    assert village.to_reclaim(person) == 2 * AMOUNT


def test_detention(village: Village) -> None:
    """BVR art. 142: the month of entry is paid, the month of release is not; all three budgets alike."""
    person = village.member()
    village.right(person, "2025-01-01")
    village.right(person, "2025-01-01", product=Product.ZBO, given=20_000)
    village.runs(202601, "2026-01-20")
    village.learn(Detention, person, "2026-02-10", "2026-04-12", at=moment("2026-04-13"))
    for month in range(202602, 202606):
        village.runs(month, f"2026-{month % 100:02}-20")
    assert list(village.due(person)) == [202601, 202602, 202605]
    assert village.due(person, Product.ZBO) == {202601: 20_000, 202602: 20_000, 202605: 20_000}


def test_leaving_the_facility_ends_residential_care(village: Village) -> None:
    """BVR art. 175: from the month after the day on which the condition fails."""
    person = village.member("1940-01-01")
    village.stay(person, "2024-01-01", at=moment("2025-01-02"))
    village.right(person, "2024-05-01", care_form=CareForm.RESIDENTIAL)
    village.runs(202601, "2026-01-20")
    village.unlearn(FacilityStay, person, "2026-02-11", moment("2026-03-01"))
    for month in range(202602, 202606):
        village.runs(month, f"2026-{month % 100:02}-20")
    assert list(village.due(person)) == [202601, 202602]


def test_a_move_out_of_europe_ends_the_right(village: Village) -> None:
    """DEC art. 41 §1, 2° and BVR art. 175; within the European states the budget goes on."""
    away, near = village.member(), village.member()
    for person, country in ((away, "CA"), (near, "ES")):
        village.right(person, "2025-01-01")
        village.learn(
            Residence,
            person,
            "2026-02-11",
            None,
            {"region": Residence.Region.ABROAD, "country": country},
            at=moment("2026-02-15"),
        )
    village.runs(202601, "2026-01-20")
    village.runs(202602, "2026-02-20")
    village.runs(202603, "2026-03-20")
    assert list(village.due(away)) == [202601, 202602]
    assert list(village.due(near)) == [202601, 202602, 202603]


def test_another_fund_pays_from_january(village: Village) -> None:
    """A change of fund works from 1 January (BVR art. 65): each fund pays its own months."""
    person = village.member()
    other = CareFund.objects.create(code="other", name="Other fund", enterprise_number="0475581694")
    village.right(person, "2024-01-01")
    village.runs(202511, "2025-11-20")
    village.learn(Membership, person, "2026-01-01", None, {"fund_id": other.pk, "kind": 1}, at=moment("2025-12-01"))
    village.runs(202512, "2025-12-20")
    village.runs(202601, "2026-01-20")
    run_dues(202601, other, moment("2026-01-21"))
    months = [(one.month, one.fund.code) for one in budget_months_of(person)]
    assert months == [(202601, "other"), (202512, "demo"), (202511, "demo")]


def test_only_who_was_touched_is_looked_at_again(village: Village) -> None:
    quiet, touched = village.member(), village.member()
    for person in (quiet, touched):
        village.right(person, "2025-01-01")
    village.runs(202601, "2026-01-20")
    village.learn(Residence, touched, "2026-01-25", None, {"region": 2}, at=moment("2026-02-01"))
    outcome = village.runs(202602, "2026-02-20")
    assert outcome.looked_back_at == 1
    assert outcome.total.new == 2


def test_a_fact_recorded_while_the_last_run_started_is_not_missed(village: Village) -> None:
    """Its transaction was still open: its moment lies before the run that did not see it."""
    person = village.member()
    village.right(person, "2025-01-01")
    village.runs(202601, "2026-01-20")
    village.runs(202602, "2026-02-20")
    village.learn(Death, person, "2026-01-05", at=moment("2026-02-20"))
    village.runs(202603, "2026-03-20")
    assert village.due(person) == {202601: AMOUNT}


def test_a_month_that_was_skipped_is_made_up_for(village: Village) -> None:
    person = village.member()
    village.right(person, "2025-01-01")
    village.runs(202601, "2026-01-20")
    village.runs(202604, "2026-04-20")
    assert list(village.due(person)) == [202601, 202602, 202603, 202604]


def test_nothing_older_than_two_years(village: Village) -> None:
    """DEC art. 62: a right that turns up late is paid for the last two years."""
    person = village.member()
    village.right(village.member(), "2023-01-01")
    village.runs(202301, "2025-01-20", first_month=202301)
    village.right(person, "2023-02-01", "2024-06-01", at=moment("2026-03-01"))
    village.runs(202603, "2026-03-20")
    assert list(village.due(person)) == [202403, 202404, 202405]


def test_a_run_may_not_know_less_than_the_one_before(village: Village) -> None:
    village.right(village.member(), "2025-01-01")
    village.runs(202602, "2026-02-20")
    with pytest.raises(KnownTooEarly, match="2026-02-20"):
        village.runs(202602, "2026-02-10")


def test_only_one_run_at_a_time(village: Village) -> None:
    with ledger.run("budgets", 202601, village.fund), pytest.raises(ledger.RunInProgress):
        village.runs(202601, "2026-01-20")


def test_chunks_change_nothing(village: Village) -> None:
    people = [village.member() for _ in range(7)]
    for person in people:
        village.right(person, "2025-01-01")
    village.runs(202601, "2026-01-20", chunk_size=2)
    village.learn(Death, people[3], "2025-12-05", at=moment("2026-02-01"))
    village.runs(202602, "2026-02-20", chunk_size=3)
    assert [len(village.due(person)) for person in people] == [2, 2, 2, 0, 2, 2, 2]


def test_a_right_that_is_taken_back_leaves_nothing_due(village: Village) -> None:
    person = village.member()
    village.right(person, "2025-01-01")
    village.runs(202601, "2026-01-20")
    village.unlearn(Entitlement, person, "2026-01-01", moment("2026-02-01"))
    village.runs(202602, "2026-02-20")
    assert village.due(person) == {}


def test_explained_as_run_and_as_known_then(village: Village) -> None:
    person = village.member()
    village.right(person, "2025-01-01")
    village.learn(Death, person, "2026-03-17", at=moment("2026-06-28"))
    assert due_explained(person, 202604, known_at=moment("2026-06-01")).raw == AMOUNT
    assert due_explained(person, 202604).raw == 0
    assert "BVR art. 139" in {step.article for step in due_explained(person, 202604).steps}
    assert due_explained(village.member(), 202604).raw == 0
    assert [(budget.month, budget.due_cents) for budget in budgets_of(person, 202603)] == [(202603, AMOUNT)]


@pytest.mark.parametrize("kind", KINDS)
def test_who_was_corrected_is_found_by_an_index(db: None, kind: type[Fact]) -> None:
    """Almost no fact is ever superseded: finding those that were must not read the millions of others."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN SELECT person_id FROM {kind._meta.db_table} WHERE superseded_at > now()")
        plan = " ".join(line for (line,) in cursor.fetchall())
    assert f"{kind._meta.model_name}_superseded" in plan
