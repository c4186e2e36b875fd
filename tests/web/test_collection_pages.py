"""The pages of the collection of premiums: what will happen is shown, nothing is done twice, and two people decide."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from zorgkas.collection.models import Interruption, PaymentPlan, RefundRequest, Relief
from zorgkas.collection.services import equal_parts, mandate_of
from zorgkas.ledger.models import Item
from zorgkas.letters.models import Letter
from zorgkas.membership.models import Membership
from zorgkas.membership.services import contact_of
from zorgkas.registry.models import DirectDebitMandate, PremiumExemption, Source, Task
from zorgkas.registry.services import record_fact, source
from zorgkas.web import formats
from zorgkas.web.consultation import REASONS
from zorgkas.web.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(fund, client, staff):
    """Open a page about the member as a case worker: `page(name, given)` posts when something is given."""

    def sign_in(role):
        client.force_login(staff[role])
        client.post(reverse("counter:reason", args=[fund.person.pk]), {"reason": next(iter(REASONS))})

    sign_in(Role.CASE_WORKER)

    def open_(name, given=None, *more, role=None):
        if role:
            sign_in(role)
        address = reverse(f"counter:{name}", args=[fund.person.pk, *more])
        return client.get(address) if given is None else client.post(address, given)

    return open_


def sealed(answer):
    """What the confirming form of a preview sends besides what was typed."""
    found = re.search(r'name="seal" value="(\w+)"', answer.content.decode())
    assert found, answer.content.decode()
    return {"seal": found[1]}


def claim(fund):
    return Item.objects.get(person=fund.person, account=1200, product=1, balance_cents__gt=0)


def test_a_plan_is_shown_before_it_is_agreed_and_agreed_once(fund, page):
    first = timezone.localdate() + datetime.timedelta(days=10)
    given = {"count": "3", "first_on": first.isoformat(), "note": "werkloos"}
    shown = page("premium-plan", given)
    assert shown.status_code == 200
    assert not PaymentPlan.objects.exists()
    parts = equal_parts(claim(fund).balance_cents, 3, first)
    with translation.override("nl"):
        assert all(formats.euro(part.amount_cents) in shown.content.decode() for part in parts)
    done = page("premium-plan", given | sealed(shown))
    assert done.status_code == 302
    again = page("premium-plan", given | sealed(shown))
    assert again.status_code == 422
    plan = PaymentPlan.objects.get()
    assert plan.total_cents == claim(fund).balance_cents
    assert Letter.objects.filter(kind="plan_agreed").count() == 1
    assert page("premium-plan-end", {}, plan.pk).status_code == 302
    plan.refresh_from_db()
    assert plan.state == PaymentPlan.State.ENDED


def test_a_mistake_stands_beside_the_field_and_what_was_typed_stays(page):
    wrong = page("premium-mandate", {"iban": "BE12 3456", "holder_name": "An", "signed_on": "", "document": ""})
    assert wrong.status_code == 422
    text = wrong.content.decode()
    assert 'value="BE12 3456"' in text
    assert "id_iban-wrong" in text


def test_a_mandate_without_signature_becomes_a_task(fund, page):
    given = {"iban": "BE71 0961 2345 6769", "holder_name": "", "signed_on": "", "document": "form 3"}
    assert page("premium-mandate", given | sealed(page("premium-mandate", given))).status_code == 302
    assert not DirectDebitMandate.objects.filter(person=fund.person, superseded_at=None).exists()
    assert Task.objects.filter(kind=Task.Kind.CHECK_MANDATE, person=fund.person).count() == 1


def test_a_mandate_starts_and_ends(fund, page):
    today = timezone.localdate()
    given = {"iban": "BE71096123456769", "holder_name": "", "signed_on": today.isoformat(), "document": "form 3"}
    page("premium-mandate", given | sealed(page("premium-mandate", given)))
    assert mandate_of(fund.person, today).iban == "BE71096123456769"
    told = {"document": "belde ons"}
    page("premium-mandate-revoke", told | sealed(page("premium-mandate-revoke", told)))
    assert mandate_of(fund.person, today) is None
    assert Letter.objects.filter(kind="mandate_changed").count() == 2


def test_an_exemption_needs_its_proof_and_takes_off_what_is_open(fund, page):
    today = timezone.localdate()
    given = {"ground": "2", "valid_from": today.isoformat(), "last_day": "", "proof": ""}
    assert page("premium-exemption", given).status_code == 422
    given["proof"] = "vonnis 26/88"
    owed = claim(fund)
    shown = page("premium-exemption", given)
    assert not PremiumExemption.objects.exists()
    assert page("premium-exemption", given | sealed(shown)).status_code == 302
    owed.refresh_from_db()
    assert (owed.balance_cents, owed.due_cents) == (0, 0)
    assert Letter.objects.filter(kind="premium_not_due").count() == 1


def test_relief_is_proposed_by_one_and_decided_by_another(fund, page):
    owed = claim(fund)
    given = {"pillar": "4", "ground": "ocmw", "document": "attest", "motivation": "U hebt een leefloon."}
    given |= {f"waive_{owed.period}": "10"}
    assert page("premium-relief", given | sealed(page("premium-relief", given))).status_code == 302
    relief = Relief.objects.get()
    assert page("premium-relief-decide", {"agree": "1"}, relief.pk).status_code == 422
    assert page("premium-relief-decide", {"agree": "1"}, relief.pk, role=Role.MANAGER).status_code == 302
    owed.refresh_from_db()
    relief.refresh_from_db()
    assert (relief.state, owed.balance_cents) == (Relief.State.GRANTED, owed.due_cents - 10_00)
    assert Letter.objects.filter(kind="relief_decided").count() == 1


def test_what_the_law_refuses_cannot_be_proposed(fund, page):
    given = {"pillar": "0", "ground": "none", "document": "", "motivation": "Geen grond."}
    given |= {f"waive_{claim(fund).period}": "10"}
    refused = page("premium-relief", given)
    assert refused.status_code == 422
    assert 'name="seal"' not in refused.content.decode()


def test_the_section_and_the_overview_show_what_is_going_on(fund, page, client):
    text = page("person").content.decode()
    assert 'id="payment"' in text
    assert client.get(reverse("counter:premium-collection")).status_code == 200


def test_reminders_are_counted_first_and_written_once(fund, page, client):
    address = reverse("counter:premium-reminders")
    year = claim(fund).period
    assert client.get(address).status_code == 200
    shown = client.get(address, {"year": year})
    assert shown.status_code == 200
    assert client.get(address, {"year": "1"}).status_code == 422
    # Invited only today: nobody is reminded yet, and no button is shown.
    assert 'name="seen"' not in shown.content.decode()
    Letter.objects.filter(kind="premium_invitation").update(created_at=timezone.now() - datetime.timedelta(days=60))
    shown = client.get(address, {"year": year})
    seen = re.search(r'name="seen" value="(\d+)"', shown.content.decode())[1]
    assert client.post(address, {"year": year, "seen": seen}).status_code == 302
    assert Letter.objects.filter(kind="premium_reminder").count() == int(seen)
    assert client.post(address, {"year": year, "seen": seen}).status_code == 422


def test_a_plan_by_direct_debit_needs_a_mandate(fund, page):
    first = timezone.localdate() + datetime.timedelta(days=10)
    given = {"count": "2", "first_on": first.isoformat(), "how": "debit", "note": ""}
    refused = page("premium-plan", given)
    assert refused.status_code == 422
    assert not PaymentPlan.objects.exists()
    mandate = {
        "iban": "BE71096123456769",
        "holder_name": "",
        "signed_on": timezone.localdate().isoformat(),
        "document": "form 3",
    }
    page("premium-mandate", mandate | sealed(page("premium-mandate", mandate)))
    shown = page("premium-plan", given)
    assert "BE71 0961 2345 6769" in shown.content.decode().replace("\xa0", " ")
    page("premium-plan", given | sealed(shown))
    assert PaymentPlan.objects.get().by_direct_debit
    assert Letter.objects.get(kind="plan_agreed").data["content"]["collected_from"] == "BE71096123456769"


def test_an_interruption_is_shown_registered_once_and_refused_when_it_cannot_be(fund, page):
    year = claim(fund).period
    given = {
        "claim": "1",
        "year": str(year),
        "month": "",
        "act": "2",
        "on": timezone.localdate().isoformat(),
        "document": "bevel 7",
    }
    shown = page("premium-interruption", given)
    assert not Interruption.objects.exists()
    assert page("premium-interruption", given | sealed(shown)).status_code == 302
    assert page("premium-interruption", given | sealed(shown)).status_code == 422  # what would happen is no longer that
    fact = Interruption.objects.get()
    assert (fact.person, fact.period, fact.act) == (fund.person, year, 2)
    tomorrow = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    for wrong in ({"act": "5"}, {"on": tomorrow}, {"claim": "3"}, {"claim": "2"}, {"document": ""}, {"year": "x"}):
        assert page("premium-interruption", given | wrong).status_code == 422, wrong
    assert Interruption.objects.count() == 1


def test_a_request_to_get_premiums_back_is_refused_to_a_compulsory_member(fund, page):
    given = {
        "asked_on": timezone.localdate().isoformat(),
        "document": "brief",
        "first_year": "2026",
        "knew": "unaware",
        "proof": "mail",
        "motivation": "U wist het niet.",
    }
    assert page("premium-refund", given).status_code == 422
    assert page("premium-refund", given | {"proof": ""}).status_code == 422
    assert not RefundRequest.objects.exists()


def test_a_request_of_a_voluntary_member_is_decided_once(fund, page):
    now = Membership.objects.get(person=fund.person, superseded_at=None)
    told = source(Source.Kind.SYSTEM, "test voluntary", timezone.now())
    values = {"fund_id": now.fund_id, "kind": 2, "origin": 1, "joined_late": False}
    record_fact(Membership, fund.person.pk, now.valid_from, None, values, source=told)
    given = {
        "asked_on": timezone.localdate().isoformat(),
        "document": "brief",
        "first_year": "2026",
        "knew": "knew",
        "proof": "",
        "motivation": "U wist dat aansluiten vrijwillig is.",
    }
    shown = page("premium-refund", given)
    assert shown.status_code == 200
    assert page("premium-refund", given | sealed(shown)).status_code == 302
    assert page("premium-refund", given | sealed(shown)).status_code == 422
    assert RefundRequest.objects.get().state == RefundRequest.State.REFUSED
    assert Letter.objects.filter(kind="refund_decided").count() == 1


def test_letters_go_elsewhere_and_back(fund, page):
    given = {
        "ground": "2",
        "document": "brief van 3 mei",
        "care_of": "",
        "street": "Markt",
        "house_number": "7",
        "postal_code": "9300",
        "municipality": "Aalst",
        "country": "be",
    }
    assert page("membership-contact", given | {"ground": "1"}).status_code == 422
    assert page("membership-contact", given | {"country": "B1"}).status_code == 422
    shown = page("membership-contact", given)
    assert contact_of(fund.person) is None
    assert page("membership-contact", given | sealed(shown)).status_code == 302
    assert contact_of(fund.person).municipality == "Aalst"
    back = page("membership-contact-end", {})
    assert page("membership-contact-end", sealed(back)).status_code == 302
    assert contact_of(fund.person) is None
    assert page("membership-contact-end", {}).status_code == 422
