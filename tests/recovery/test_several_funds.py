"""Several funds paid the same: those recover of which the person is not a member (BVR art. 137 al. 2)."""

import pytest
from recovery_helpers import Street, day, moment

from zorgkas.budgets.services import run_dues
from zorgkas.law import law_on
from zorgkas.membership.models import Membership
from zorgkas.recovery import services
from zorgkas.recovery.models import Recovery
from zorgkas.registry.models import CareFund
from zorgkas.registry.services import record_fact, source

pytestmark = pytest.mark.django_db


def test_the_fund_that_turns_out_not_to_be_hers_recovers_and_her_own_pays() -> None:
    """Paid by the first fund from January to June; in July it turns out that she changed on 1 January."""
    first = CareFund.objects.create(code="demo", name="Demo fund", enterprise_number="0200000142")
    hers = CareFund.objects.create(code="other", name="Other fund", enterprise_number="0200000241")
    street = Street(first)
    person = street.member(born="1950-05-01")
    street.right(person, "2026-01-01")
    street.pays_months(person, [202601, 202602, 202603])
    at = moment("2026-07-02")
    values = {"fund_id": hers.pk, "kind": 1, "origin": 1, "joined_late": False}
    told = source("message", "changed", at)
    record_fact(Membership, person.pk, day("2026-01-01"), None, values, source=told, recorded_at=at)
    run_dues(202603, hers, moment("2026-07-20"), first_month=202601)
    street.runs(202607, "2026-07-20", first_month=202601)
    for fund in (first, hers):
        services.open_files(fund, at=moment("2026-07-21"))
    found = Recovery.objects.get()
    assert found.fund == first
    assert services.still_open(found) == 3 * 14_000
    assert street.due(person) == dict.fromkeys((202601, 202602, 202603), 14_000)


@pytest.mark.parametrize(("member", "recovers"), [(True, False), (False, True)])
def test_the_rule_says_the_same(member: bool, recovers: bool) -> None:
    law = law_on("2026-07-01")
    facts = {fact.name for fact in law.facts_of("this_fund_recovers")}
    assert facts
    case = {"several_funds_paid": True, "is_member_now": member, "was_member_at_service": True}
    known = {name: value for name, value in case.items() if name in facts}
    assert law.decide(known, "this_fund_recovers").value is recovers
