"""The premium run as a member lives it: one claim a year, and afterwards only what changes, to the cent."""

import pytest
from membership_helpers import Town, moment

from zorgkas.engine import LegalGap
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Entry, Run
from zorgkas.ledger.queries import check
from zorgkas.membership.models import Membership
from zorgkas.membership.queries import NotAMember, explain_premium, membership_of, premiums_of
from zorgkas.membership.services import KnownTooEarly, run_premiums
from zorgkas.registry.models import CareFund, Death, IncreasedAllowance, PremiumExemption

pytestmark = pytest.mark.django_db

JANUARY = moment("2026-01-20")


def test_full_and_reduced_premium_of_2026(town: Town) -> None:
    """BVR art. 68: 100 euro, or 35 with the increased allowance on 1 January of the year before."""
    full, reduced, late = town.member(), town.member(), town.member()
    town.learn(IncreasedAllowance, reduced, "2024-07-01")
    town.learn(IncreasedAllowance, late, "2025-01-02")
    outcome = run_premiums(2026, town.fund, JANUARY)
    assert town.claim(full, 2026) == (10_000, 10_000)
    assert town.claim(reduced, 2026) == (3_500, 3_500)
    assert town.claim(late, 2026) == (10_000, 10_000)
    assert (outcome.claims.new, outcome.claims.new_cents) == (3, 23_500)


def test_who_owes_nothing(town: Town) -> None:
    """Before the year of the 26th birthday, administrative members and people without a membership."""
    young, of_age = town.member("2001-01-01"), town.member("2000-12-31")
    administrative = town.member(kind=Membership.Kind.ADMINISTRATIVE)
    stranger = town.stranger()
    outcome = run_premiums(2026, town.fund, JANUARY)
    assert [person for person in (young, of_age, administrative, stranger) if premiums_of(person)] == [of_age]
    assert outcome.claims.new == 1


def test_a_second_run_books_nothing(town: Town) -> None:
    town.member()
    run_premiums(2026, town.fund, JANUARY)
    entries = Entry.objects.count()
    outcome = run_premiums(2026, town.fund, moment("2026-02-20"))
    assert Entry.objects.count() == entries
    assert outcome.claims.unchanged == 1
    assert outcome.claims.changed == 0


def test_increased_allowance_that_arrives_late_lowers_the_claim(town: Town) -> None:
    person = town.member()
    run_premiums(2026, town.fund, JANUARY)
    town.learn(IncreasedAllowance, person, "2024-10-01", at=moment("2026-03-03"))
    outcome = run_premiums(2026, town.fund, moment("2026-03-10"))
    assert (outcome.claims.down, outcome.claims.down_cents) == (1, -6_500)
    assert town.claim(person, 2026) == (3_500, 3_500)


def test_a_premium_paid_in_full_and_lowered_afterwards_is_refundable(town: Town) -> None:
    person = town.member()
    run_premiums(2026, town.fund, JANUARY)
    town.pays_premium(person, 2026, 10_000, "2026-02-02")
    town.learn(IncreasedAllowance, person, "2024-10-01", at=moment("2026-03-03"))
    outcome = run_premiums(2026, town.fund, moment("2026-03-10"))
    assert town.claim(person, 2026) == (3_500, 0)
    assert town.item(person, Account.PREMIUM_REFUNDABLE, Product.PREMIUM, 2026).balance_cents == -6_500
    assert outcome.moved.cents == 6_500


def test_death_frees_from_what_is_not_yet_collected(town: Town) -> None:
    """DEC art. 45 §3, 1°: unpaid, half paid and fully paid premiums of somebody who dies."""
    unpaid, half, paid = town.member(), town.member(), town.member()
    run_premiums(2026, town.fund, JANUARY)
    town.pays_premium(half, 2026, 4_000, "2026-02-02")
    town.pays_premium(paid, 2026, 10_000, "2026-02-02")
    for person in (unpaid, half, paid):
        town.learn(Death, person, "2026-03-01", at=moment("2026-03-15"))
    outcome = run_premiums(2026, town.fund, moment("2026-04-01"))
    assert town.claim(unpaid, 2026) == (0, 0)
    assert town.claim(half, 2026) == (4_000, 0)
    assert town.claim(paid, 2026) == (10_000, 0)
    assert outcome.claims.down_cents == -16_000
    assert outcome.moved.items == 0


def test_a_death_that_was_wrong_brings_the_claim_back(town: Town) -> None:
    person = town.member()
    run_premiums(2026, town.fund, JANUARY)
    town.learn(Death, person, "2026-03-01", at=moment("2026-03-15"))
    run_premiums(2026, town.fund, moment("2026-04-01"))
    town.unlearn(Death, person, "2026-03-01", moment("2026-04-05"))
    outcome = run_premiums(2026, town.fund, moment("2026-04-10"))
    assert town.claim(person, 2026) == (10_000, 10_000)
    assert outcome.claims.up_cents == 10_000


@pytest.mark.parametrize("ground", PremiumExemption.Ground.values)
def test_exemptions(town: Town, ground: int) -> None:
    """DEC art. 45 §3, 2° to 5°: what is not yet collected is not due while the situation lasts."""
    person = town.member()
    town.learn(PremiumExemption, person, "2026-05-01", "2027-01-01", {"ground": ground}, at=moment("2026-05-03"))
    run_premiums(2026, town.fund, JANUARY)
    assert town.claim(person, 2026) == (10_000, 10_000)
    run_premiums(2026, town.fund, moment("2026-06-01"))
    assert town.claim(person, 2026) == (0, 0)


def test_a_move_out_of_scope_ends_the_membership_with_the_year(town: Town) -> None:
    """BVR art. 75: the premium of the year of leaving stays due, the next one is not claimed."""
    person = town.member()
    run_premiums(2025, town.fund, moment("2025-02-01"))
    town.unlearn(Membership, person, "2026-01-01", moment("2025-09-01"))
    run_premiums(2025, town.fund, moment("2025-10-01"))
    run_premiums(2026, town.fund, JANUARY)
    assert [(one.year, one.due_cents) for one in premiums_of(person)] == [(2025, 6_400)]


def test_a_move_of_last_year_that_is_reported_late(town: Town) -> None:
    person = town.member()
    run_premiums(2026, town.fund, JANUARY)
    town.unlearn(Membership, person, "2026-01-01", moment("2026-02-01"))
    outcome = run_premiums(2026, town.fund, moment("2026-02-10"))
    assert town.claim(person, 2026) == (0, 0)
    assert outcome.claims.down_cents == -10_000


def test_another_fund_after_all(town: Town) -> None:
    """A change of fund that becomes known late moves the claim: each fund has its own books."""
    person = town.member()
    other = CareFund.objects.create(code="other", name="Other fund", enterprise_number="0475581694")
    run_premiums(2026, town.fund, JANUARY)
    town.learn(Membership, person, "2026-01-01", None, {"fund_id": other.pk, "kind": 1}, at=moment("2026-02-01"))
    run_premiums(2026, town.fund, moment("2026-02-10"))
    run_premiums(2026, other, moment("2026-02-10"))
    assert [(one.fund.code, one.due_cents) for one in premiums_of(person)] == [("demo", 0), ("other", 10_000)]


def test_a_year_the_law_does_not_cover_is_refused_before_anything_is_booked(town: Town) -> None:
    """DEC art. 45 ends on 31 December 2026."""
    town.member()
    with pytest.raises(LegalGap, match="2027"):
        run_premiums(2027, town.fund, JANUARY)
    assert not Run.objects.exists()
    assert not Entry.objects.exists()


def test_chunks_change_nothing(town: Town) -> None:
    people = [town.member() for _ in range(7)]
    outcome = run_premiums(2026, town.fund, JANUARY, chunk_size=2)
    assert outcome.claims.new == 7
    assert all(town.claim(person, 2026) == (10_000, 10_000) for person in people)
    assert not any(finding.problems for finding in check())


def test_progress_is_told(town: Town) -> None:
    people = [town.member() for _ in range(4)]
    told: list[tuple[int, int]] = []
    run_premiums(2026, town.fund, JANUARY, lambda done, total: told.append((done, total)), chunk_size=len(people) // 2)
    assert told == [(1, 2), (2, 2)]


def test_only_one_run_at_a_time(town: Town) -> None:
    town.member()
    with ledger.run("premium", 2026, town.fund), pytest.raises(ledger.RunInProgress):
        run_premiums(2026, town.fund, JANUARY)


def test_explanation_comes_from_the_same_inputs(town: Town) -> None:
    person = town.member()
    town.learn(IncreasedAllowance, person, "2024-10-01", at=moment("2026-03-03"))
    run_premiums(2026, town.fund, moment("2026-03-10"))
    assert explain_premium(person, 2026).raw == 3_500
    assert explain_premium(person, 2026, known_at=JANUARY).raw == 10_000
    assert "BVR art. 68" in {step.article for step in explain_premium(person, 2026).steps}
    with pytest.raises(NotAMember, match=person.insz):
        explain_premium(person, 2010)


def test_membership_as_known_then(town: Town) -> None:
    person = town.member()
    town.unlearn(Membership, person, "2026-01-01", moment("2026-02-01"))
    june = moment("2026-06-01").date()
    assert membership_of(person, june) is None
    known = membership_of(person, june, known_at=JANUARY)
    assert known is not None
    assert known.fund == town.fund


def test_a_run_may_not_know_less_than_the_one_before(town: Town) -> None:
    person = town.member()
    town.learn(IncreasedAllowance, person, "2024-10-01", at=moment("2026-03-03"))
    run_premiums(2026, town.fund, moment("2026-03-10"))
    with pytest.raises(KnownTooEarly, match="2026-03-10"):
        run_premiums(2026, town.fund, JANUARY)
    assert town.claim(person, 2026) == (3_500, 3_500)
