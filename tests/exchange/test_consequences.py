"""Where a message leads: an invitation, another premium, a payment that stops, a budget that is granted."""

from datetime import date

import pytest
from budgets_helpers import Village, moment
from exchange_helpers import care_need, listed, mutation, year_list

from zorgkas.banking.models import FundAccount
from zorgkas.budgets.models import Decision, Entitlement
from zorgkas.budgets.services import run_dues
from zorgkas.ledger.models import Item
from zorgkas.letters.models import Letter
from zorgkas.letters.services import write_premium_invitations
from zorgkas.membership.models import Membership
from zorgkas.membership.services import run_premiums
from zorgkas.registry.models import CareFinding, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def village(network):
    return Village(network.fund)


def test_a_new_resident_of_26_becomes_a_member_and_gets_an_invitation(network, village, settings, monkeypatch):
    settings.AUTOMATIC_FUND = network.fund.code
    FundAccount.objects.create(fund=network.fund, purpose="premiums", iban="BE71096123456769", bic="GKCCBEBB")
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: moment("2026-11-24"))
    village.member()
    run_premiums(2026, network.fund)
    newcomer, child = network.number("2000-02-03"), network.number("2001-02-03")
    records = [
        listed(newcomer, birthDate="2000-02-03", residenceSince="2026-02-01", lastName="Nieuw"),
        listed(child, birthDate="2001-02-03", residenceSince="2026-02-01"),
        listed(network.number("2000-02-04"), birthDate="2000-02-00"),
    ]
    file = network.sends("VZV25+", records, more=year_list(3))
    assert list(file.quarantine.values_list("position", "element")) == [(3, "birthDate")]
    person = Person.objects.get(insz=newcomer)
    assert (person.last_name, person.birth_date) == ("Nieuw", date(2000, 2, 3))
    membership = Membership.objects.get(person=person, superseded_at=None)
    assert (membership.fund, str(membership.valid_from)) == (network.fund, "2026-01-01")
    assert not Membership.objects.filter(person__insz=child).exists(), "25 is too young (BVR art. 56)"
    assert Item.objects.get(person=person, period=2026).due_cents == 100_00
    write_premium_invitations(network.fund, 2026)
    assert Letter.objects.filter(person=person, kind="premium_invitation").exists()


def test_a_death_stops_the_budget_and_starts_nothing(network, village):
    person = village.member("1950-01-01")
    village.right(person, "2026-01-01")
    village.runs(202601, "2026-01-20", first_month=202601)
    network.sends("NationalRegister", [mutation(person.insz, "150", "2026-01-10")])
    run_dues(202603, network.fund)
    assert set(village.due(person)) == {202601}
    assert not Decision.objects.exists()


def test_a_care_need_is_granted_by_itself(network, village):
    person = village.member("1970-05-01")
    today = date.today()
    start, end = today.replace(day=1).isoformat(), today.replace(year=today.year + 3, day=1).isoformat()
    network.sends("CareNeedsNotifications", [care_need(person.insz, start=start, end=end, decided=start)])
    decision = Decision.objects.get()
    assert (decision.person, decision.outcome) == (person, Decision.Outcome.GRANTED), decision.motivation
    assert Entitlement.objects.filter(person=person, superseded_at=None).exists()


def test_a_score_that_is_too_low_grants_nothing(network, village):
    person = village.member("1970-05-01")
    network.sends("CareNeedsNotifications", [care_need(person.insz, (1, 1, 1, 1, 1, 1))])
    assert not Decision.objects.exists()


def test_the_law_recognises_who_delivered_a_score(network, village):
    """What a message calls its source must be an issuer of the law, or the score proves nothing."""
    from zorgkas.exchange.messages import care_needs, handichild
    from zorgkas.law.zzz.kinds import Issuer

    network.sends("CareNeedsNotifications", [care_need(village.member().insz)])
    assert CareFinding.objects.get().issuer.upper().replace(" ", "_") in Issuer.__members__
    assert {*care_needs.SOURCES.values(), *handichild.SOURCES.values()} <= set(Issuer)
    other = care_need(village.member().insz).replace("DGPH", "OTHER")
    assert network.sends("CareNeedsNotifications", [other]).quarantine.get().element == "source"
