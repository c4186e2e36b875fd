"""Multidisciplinary consultation, from the claim to the bank (BVR art. 534/79 to 534/89)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django.fixtures import Settings

from zorgkas.banking.services import FourEyes, export, propose_care, release
from zorgkas.care.models import CareDecision, CareLine, CareRequest
from zorgkas.care.services import NotDecidable, decide, take_request
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import ProviderItem
from zorgkas.ledger.queries import balances, check
from zorgkas.ledger.services import Line, book
from zorgkas.registry.models import CareFund, Person, Provider, Task

pytestmark = pytest.mark.django_db
GOOD: dict[str, Any] = {
    "disciplines": 3,
    "setting": "HOME",
    "organiser_present": True,
    "together": True,
    "doctor_invited": True,
    "carer_invited": True,
    "composition_agreed": True,
    "user_informed": True,
    "user_took_part": True,
    "plan_made": True,
    "mediator": "P1",
    "providers": "P2, P3, P4, P5, P6, P1",
}


def claim(
    fund: CareFund,
    user: Person,
    organiser: Provider,
    day: date = date(2026, 5, 4),
    received_on: date = date(2026, 5, 11),
    **content: Any,
) -> CareRequest:
    return take_request(
        "consultation",
        "claim",
        fund=fund,
        person=user,
        provider=organiser,
        key=f"claim {day}",
        received_on=received_on,
        event_on=day,
        content={**GOOD, **content},
    )


def settled(request: CareRequest, staff: list[User]) -> CareDecision:
    decision = decide(request, staff[0], date(2026, 5, 12))
    assert decision is not None
    return decision


def test_a_claim_is_granted_and_everybody_is_owed_the_published_amount_of_2026(
    fund: CareFund, user: Person, providers: list[Provider], staff: list[User]
) -> None:
    request = claim(fund, user, providers[0])
    # Fifteen working days after 11 May 2026, with Ascension Day between (14 May) and Whit Monday (25 May).
    assert request.decide_by == date(2026, 6, 3)
    assert settled(request, staff).outcome == "granted"
    paid = list(CareLine.objects.order_by("number").values_list("provider__number", "code", "accepted_cents"))
    # The mediator counts only as mediator, and of the others the first four are paid (art. 534/81).
    assert paid == [
        ("P0", "ORGANISER", 147_07),
        ("P1", "MEDIATOR", 49_02),
        *((f"P{number}", "PROVIDER", 30_64) for number in (2, 3, 4, 5)),
    ]
    assert -sum(ProviderItem.objects.values_list("balance_cents", flat=True)) == 147_07 + 49_02 + 4 * 30_64
    assert not Task.objects.filter(kind=Task.Kind.CARE_REQUEST, closed_at=None).exists()
    assert [finding for finding in check(fund) if not finding.good] == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"disciplines": 2}, "REFUSED_DISCIPLINES"),
        ({"together": False}, "REFUSED_PRESENCE"),
        ({"setting": "OTHER"}, "REFUSED_SETTING"),
        ({"setting": "BEFORE_RETURN", "return_planned_on": "2026-05-19"}, "REFUSED_SETTING"),
        ({"carer_invited": False}, "REFUSED_INVITATION"),
        ({"user_took_part": False}, "REFUSED_USER"),
        ({"plan_made": False}, "REFUSED_PLAN"),
    ],
)
def test_a_condition_that_is_not_met_refuses_with_its_reason(
    fund: CareFund, user: Person, providers: list[Provider], staff: list[User], content: dict[str, Any], reason: str
) -> None:
    decision = settled(claim(fund, user, providers[0], **content), staff)
    assert (decision.outcome, decision.reasons) == ("refused", [reason])
    assert not CareLine.objects.exists()


def test_one_a_year_and_the_next_from_the_same_day_a_year_later(
    fund: CareFund, user: Person, providers: list[Provider], staff: list[User]
) -> None:
    assert settled(claim(fund, user, providers[0], date(2026, 1, 12), date(2026, 1, 13)), staff).outcome == "granted"
    second = settled(claim(fund, user, providers[0], date(2026, 5, 4)), staff)
    assert second.reasons == ["REFUSED_YEAR"]


def test_a_late_claim_is_told_but_refuses_nothing(
    fund: CareFund, user: Person, providers: list[Provider], staff: list[User]
) -> None:
    decision = settled(claim(fund, user, providers[0], received_on=date(2026, 7, 1)), staff)
    assert (decision.outcome, decision.reasons) == ("granted", ["GRANTED", "LATE"])


def test_an_open_premium_of_the_year_before_refuses(
    fund: CareFund, user: Person, providers: list[Provider], staff: list[User]
) -> None:
    lines = [
        Line(Account.PREMIUM_RECEIVABLE, 64_00, user.pk, Product.PREMIUM, 2025),
        Line(Account.AGENCY_PREMIUMS, -64_00),
    ]
    book(fund=fund, key="premium", kind="due", narrative="", lines=lines)
    assert settled(claim(fund, user, providers[0]), staff).reasons == ["REFUSED_PREMIUMS"]


def test_an_amount_that_nobody_published_waits_for_somebody(
    fund: CareFund, user: Person, providers: list[Provider], staff: list[User]
) -> None:
    """Of 2025 the amount of the organiser is in no source: nothing is paid, and the task says why."""
    request = claim(fund, user, providers[0], date(2025, 5, 5), date(2025, 5, 6))
    assert decide(request, staff[0], date(2025, 5, 7)) is None
    assert Task.objects.filter(kind=Task.Kind.CARE_REQUEST, closed_at=None).count() == 1
    assert not CareLine.objects.exists()


def test_an_unknown_payee_is_asked_for_and_then_decided(
    fund: CareFund, user: Person, providers: list[Provider], staff: list[User]
) -> None:
    request = claim(fund, user, providers[0], providers="P2, P99")
    assert settled(request, staff).outcome == "asks"
    assert request.state == "waiting"
    Provider.objects.create(number="P99", name="New", kind="practice")
    assert settled(request, staff).outcome == "granted"
    with pytest.raises(NotDecidable):
        decide(request, staff[0], date(2026, 5, 13))


def test_of_a_minor_a_parent_counts(fund: CareFund, user: Person, providers: list[Provider], staff: list[User]) -> None:
    child = Person.objects.create(
        insz="16010100097", first_name="Bo", last_name="Peeters", birth_date=date(2016, 1, 1), sex="M"
    )
    request = claim(fund, child, providers[0])
    assert decide(request, staff[0], date(2026, 5, 12)) is None
    with_parent = claim(fund, child, providers[0], date(2026, 5, 5), guardian=user.insz)
    assert settled(with_parent, staff).outcome == "granted"


def test_a_claim_comes_in_once(fund: CareFund, user: Person, providers: list[Provider]) -> None:
    assert claim(fund, user, providers[0]) == claim(fund, user, providers[0])
    assert CareRequest.objects.count() == Task.objects.count() == 1


def test_what_is_owed_goes_to_the_bank_with_four_eyes(
    fund: CareFund,
    user: Person,
    providers: list[Provider],
    staff: list[User],
    settings: Settings,
    tmp_path: Path,
) -> None:
    settings.OUTBOX_DIR = tmp_path
    settled(claim(fund, user, providers[0]), staff)
    batch = propose_care(fund, 202605, staff[0])
    assert (batch.line_count, batch.total_cents) == (6, 147_07 + 49_02 + 4 * 30_64)
    with pytest.raises(FourEyes):
        release(batch, staff[0])
    export(release(batch, staff[1]))
    books = balances(fund)
    assert (books[Account.PROVIDER_PAYABLE], books[Account.TRANSIT_OUT]) == (0, -batch.total_cents)
    assert propose_care(fund, 202605, staff[0]).state == "cancelled"
    assert [finding for finding in check(fund) if not finding.good] == []
