"""Whatever life somebody had: exactly what a plan shows happens, and a broken-off run goes on where it was."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from membership_helpers import Town, arrives, day, user

from zorgkas.ledger.queries import check
from zorgkas.membership.models import Change, Membership
from zorgkas.membership.queries import premiums_of
from zorgkas.membership.services import (
    affiliate_automatically,
    affiliation,
    carry_out,
    plan_start,
    plan_stop,
    plan_switch,
)
from zorgkas.registry.models import CareFund, ForeignInsurance, IncreasedAllowance, Person, PremiumExemption
from zorgkas.registry.queries import known

pytestmark = pytest.mark.django_db
EXAMPLES = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
LIVES = st.fixed_dictionaries(
    {
        "born": st.dates(day("1940-01-01"), day("2005-12-31")),
        "arrived": st.dates(day("2015-01-01"), day("2026-10-01")),
        "region": st.sampled_from([1, 1, 2, 3, 5]),
        "insured_abroad": st.booleans(),
        "increased_allowance": st.booleans(),
        "exempt": st.sampled_from([0, 0, 1, 4]),
        "asked": st.dates(day("2026-01-02"), day("2026-11-20")),
    }
)


def somebody(town: Town, life: dict[str, object]) -> Person:
    person = arrives(town, str(life["born"]), str(max(life["arrived"], life["born"])), int(str(life["region"])))
    if life["insured_abroad"]:
        town.learn(ForeignInsurance, person, "2024-01-01", None, {"ground": 1, "country": "NL"})
    if life["increased_allowance"]:
        town.learn(IncreasedAllowance, person, "2020-01-01")
    if life["exempt"]:
        town.learn(PremiumExemption, person, "2026-01-01", None, {"ground": life["exempt"]})
    return person


def owed(person: Person) -> dict[tuple[str, int], tuple[int, int]]:
    """Per fund and year what is due and what is paid."""
    return {(one.fund.code, one.year): (one.due_cents, one.paid_cents) for one in premiums_of(person)}


def shown(plan: object) -> dict[tuple[str, int], int]:
    return {(due.fund.code, due.year): due.after_cents for due in plan.dues if due.after_cents is not None}


@EXAMPLES
@given(life=LIVES)
def test_a_start_books_what_was_shown_or_nothing_at_all(town: Town, life: dict[str, object]) -> None:
    person = somebody(town, life)
    plan = plan_start(person, town.fund, life["asked"])
    if not plan.possible:
        assert owed(person) == {}
        return
    carry_out(plan, user())
    member = known(Membership).get(person=person)
    assert (member.valid_from, member.kind, member.joined_late) == (
        plan.joining.first_day,
        plan.joining.kind,
        plan.joining.joined_late,
    )
    assert member.valid_from.month == member.valid_from.day == 1
    assert {key: due for key, (due, _paid) in owed(person).items() if due} == {
        k: v for k, v in shown(plan).items() if v
    }
    assert plan_start(person, town.fund, life["asked"]).refusal is not None


@EXAMPLES
@given(life=LIVES, paid=st.integers(0, 12_000), received=st.dates(day("2026-11-21"), day("2026-12-31")))
def test_after_a_stop_or_a_change_everything_paid_is_due_or_comes_back(
    town: Town, life: dict[str, object], paid: int, received: datetime.date
) -> None:
    other, _made = CareFund.objects.get_or_create(code="other", defaults={"name": "Other", "enterprise_number": "1"})
    person = somebody(town, life)
    start = plan_start(person, town.fund, life["asked"])
    if not start.possible:
        return
    carry_out(start, user())
    # What is paid too much beyond the claim is the bank's business, not that of a change of membership.
    paid = min(paid, owed(person).get((town.fund.code, 2026), (0, 0))[0])
    if paid:
        town.pays_premium(person, 2026, paid, "2026-11-20")
    stop = plan_stop(person, town.fund, day("2026-11-20"))
    if stop.possible:
        before = sum(cents for _due, cents in owed(person).values())
        carry_out(stop, user())
        after = owed(person)
        assert {key: due for key, (due, _paid) in after.items() if key in shown(stop)} == shown(stop)
        refunded = sum(due.refund_cents for due in stop.dues)
        assert before - sum(cents for _due, cents in after.values()) >= refunded
    else:
        switch = plan_switch(person, other, received)
        assert switch.possible == (received <= day("2026-12-05"))
        if switch.possible:
            carry_out(switch, user())
            assert known(Membership).filter(person=person, fund=other, valid_from=day("2027-01-01")).exists()
    assert [finding for finding in check() if finding.problems] == []


def test_a_run_that_breaks_off_goes_on_where_it_was(town: Town, vzk: CareFund, monkeypatch: pytest.MonkeyPatch) -> None:
    people = [arrives(town, "2000-05-05", "2000-05-05") for _ in range(6)]
    really, calls = affiliation._affiliate, []

    def breaks(*given: object) -> object:
        calls.append(given)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return really(*given)

    monkeypatch.setattr(affiliation, "_affiliate", breaks)
    with pytest.raises(KeyboardInterrupt):
        affiliate_automatically(2026, day("2026-07-01"), chunk_size=2)
    assert known(Membership).filter(fund=vzk).count() == 4
    assert affiliate_automatically(2026, day("2026-07-01"), chunk_size=2).affiliated == 2
    assert known(Membership).filter(fund=vzk).count() == Change.objects.count() == len(people)
