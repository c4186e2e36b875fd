"""Every page of the portal names itself, is closed to who is not signed in, and shows nobody somebody else's file."""

import pytest
from budgets_helpers import Village, moment
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone
from portal_helpers import signs_in

from zorgkas.letters.models import Letter
from zorgkas.registry.models import Representative, Source
from zorgkas.registry.services import NewRepresentative, record_representative, source
from zorgkas.web.portal.access import PAGE
from zorgkas.web.portal.models import Look

pytestmark = pytest.mark.django_db

# To get in and out; `choose` shows only whom one may act for.
OPEN = {"sign-in", "to-provider", "back", "sign-out", "language", "choose"}


def patterns():
    portal = next(one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == "portal")
    assert isinstance(portal, URLResolver)
    return {pattern.name: pattern for pattern in portal.url_patterns}


PAGES = {name: pattern for name, pattern in patterns().items() if name not in OPEN}


def address(name, fund):
    letter = Letter.objects.filter(person=fund.person, sent_at__isnull=False).first()
    values = {
        "year": 2026,
        "product": 2,
        "month": 202611,
        "decision_id": fund.decision.pk,
        "letter_id": letter.pk if letter else 1,
    }
    return reverse(f"portal:{name}", kwargs={key: values[key] for key in PAGES[name].pattern.converters})


def name_of(view):
    while not hasattr(view, PAGE):
        view = view.__wrapped__
    return getattr(view, PAGE)


@pytest.fixture
def other(fund):
    """Another member, of whom nobody here may see anything."""
    return Village(fund.fund).member(born="1950-05-05")


def mandate(fund, insz, kind=Representative.Kind.MANDATE_HOLDER, until=None):
    said = source(Source.Kind.DOCUMENT, f"mandate {insz} {kind}", timezone.now())
    new = NewRepresentative(
        kind, "Karel Helper", moment("2026-01-02").date(), until, proof="volmacht", details={"insz": insz}
    )
    record_representative(fund.person, new, source=said)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_names_itself_for_the_log(name):
    assert name_of(PAGES[name].callback)


def test_without_signing_in_every_page_leads_to_the_sign_in(fund, client):
    for name in PAGES:
        posted = client.post(address(name, fund))
        assert posted.status_code in (302, 405), name
        for answer in [client.get(address(name, fund))] + [posted] * (posted.status_code == 302):
            assert answer.status_code == 302, name
            assert answer["Location"].startswith("/mijn/aanmelden/"), name
    assert not Look.objects.exists()


def test_staff_are_no_members(fund, client, staff):
    for user in staff.values():
        client.force_login(user)
        for name in PAGES:
            assert client.get(address(name, fund)).status_code == 302, name


def test_a_member_sees_every_own_page_and_each_look_is_kept(fund, provider, client):
    signs_in(client, fund.person.insz)
    for name in PAGES:
        answer = client.get(address(name, fund))
        # The appeal is there once the decision was sent.
        assert answer.status_code == (404 if name == "appeal" else 200), name
    assert set(Look.objects.values_list("page", flat=True)) == {name_of(PAGES[name].callback) for name in PAGES}
    assert set(Look.objects.values_list("person", flat=True)) == {fund.person.pk}


def test_a_member_never_sees_a_file_of_somebody_else(fund, other, provider, client):
    signs_in(client, other.insz)
    for name in PAGES:
        answer = client.get(address(name, fund))
        words = b"" if answer.streaming else answer.content
        assert fund.person.insz.encode() not in words, name
        assert fund.person.last_name.encode() not in words or other.last_name == fund.person.last_name, name
        if name in ("decision", "appeal", "letter"):
            assert answer.status_code == 404, name
    assert not Look.objects.filter(person=fund.person).exists()


def test_who_acts_for_somebody_chooses_and_is_written_down(fund, other, provider, client):
    mandate(fund, other.insz)
    signs_in(client, other.insz)
    assert client.get("/mijn/")["Location"] == "/mijn/voor-wie/"
    assert client.post("/mijn/voor-wie/", {"person": "999999"}).status_code == 422
    client.post("/mijn/voor-wie/", {"person": str(fund.person.pk)})
    page = client.get("/mijn/").content.decode()
    assert str(fund.person) in page
    look = Look.objects.latest("pk")
    assert (look.person, look.insz) == (fund.person, other.insz)
    assert look.capacity
    assert look.capacity in page
    # Money goes where the person says: who acts for somebody does not change the account here.
    assert client.post("/mijn/gegevens/rekening/", {"iban": "BE68539007547034", "own": "on"}).status_code == 403


def test_a_mandate_that_ended_opens_nothing_any_more(fund, other, provider, client):
    mandate(fund, other.insz, until=moment("2026-02-02").date())
    signs_in(client, other.insz)
    client.post("/mijn/voor-wie/", {"person": str(fund.person.pk)})
    assert str(fund.person) not in client.get("/mijn/").content.decode()


def test_a_debt_mediator_sees_nothing_here(fund, other, provider, client):
    mandate(fund, other.insz, Representative.Kind.DEBT_MEDIATOR)
    signs_in(client, other.insz)
    assert client.post("/mijn/voor-wie/", {"person": str(fund.person.pk)}).status_code == 422


def test_somebody_who_is_not_known_here_sees_no_page(fund, provider, client):
    from zorgkas.registry.insz import insz_for

    signs_in(client, insz_for(moment("1980-01-01").date(), 901))
    for name in PAGES:
        assert client.get(address(name, fund))["Location"] == "/mijn/voor-wie/", name


def test_what_members_looked_at_can_only_grow(fund, provider, client):
    from django.db import DatabaseError, transaction

    signs_in(client, fund.person.insz)
    client.get("/mijn/")
    for change in (lambda: Look.objects.update(page="x"), lambda: Look.objects.all().delete()):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            change()
