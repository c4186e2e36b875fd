"""The letter about a decision on care in kind, and the pages that show it all."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from tests.care.test_consultation import claim
from tests.care.test_files import ON, invoice, line

from zorgkas.care.models import CareLine, CareRequest
from zorgkas.care.pillar import Pillar
from zorgkas.care.services import decide, receive_files
from zorgkas.letters.models import Letter
from zorgkas.letters.services import record_example_contact, render, write_care_letters
from zorgkas.registry.models import CareFund, Person, Provider
from zorgkas.web.roles import Role
from zorgkas.web.users import add_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(db: None, client: Client, user: Person) -> Client:
    """Somebody who handles files, and said why this one is opened."""
    client.force_login(add_user("worker", "een-lang-wachtwoord", [Role.MANAGER], full_name="An Worker"))
    session = client.session
    session["reasons"] = {str(user.pk): "question"}
    session.save()
    return client


@pytest.mark.parametrize(("content", "words"), [({}, "147,07"), ({"disciplines": 1}, "te weinig disciplines")])
def test_a_decision_is_told_in_a_letter_once(
    fund: CareFund,
    user: Person,
    providers: list[Provider],
    staff: list[User],
    content: dict[str, int],
    words: str,
) -> None:
    record_example_contact(fund)
    decide(claim(fund, user, providers[0], **content), staff[0], date(2026, 5, 12))
    assert write_care_letters(fund) == 1
    assert write_care_letters(fund) == 0
    letter = Letter.objects.get(kind="care_decision")
    assert render(letter).startswith(b"%PDF")
    told = str(letter.data)
    assert words.replace(",", "") in told or words in told


def test_a_request_is_looked_at_decided_and_paid_on_screen(
    fund: CareFund, user: Person, providers: list[Provider], browser: Client
) -> None:
    record_example_contact(fund)
    request = claim(fund, user, providers[0])
    assert b"Peeters" in browser.get(reverse("counter:care")).content
    page = reverse("counter:care-request", args=[user.pk, request.pk])
    assert browser.get(page).status_code == 200
    step = reverse("counter:care-decide", args=[user.pk, request.pk])
    shown = browser.get(step)
    assert shown.status_code == 200
    assert "147,07" in shown.content.decode()
    browser.post(step, {"seen": shown.context["seen"], "look": "1"})
    request.refresh_from_db()
    assert request.state == CareRequest.State.DECIDED
    assert "147,07" in browser.get(page).content.decode()
    assert Letter.objects.filter(kind="care_decision").count() == 1
    # A second click does nothing: it was decided.
    assert browser.post(step, {"seen": shown.context["seen"], "look": "1"}).status_code == 404


def test_the_pages_of_invoices_lines_providers_and_the_person(
    fund: CareFund, user: Person, sample: Pillar, tariff: Provider, browser: Client
) -> None:
    (report,) = receive_files("sample", fund, [invoice("F1", line(), line(unit=1), line(user="80610199999"))], ON)
    assert report.file is not None
    one = CareLine.objects.filter(person=user).order_by("pk")[0]
    for address in (
        reverse("counter:care-files"),
        reverse("counter:care-file", args=[report.file.pk]),
        reverse("counter:care-receive"),
        reverse("counter:care-providers") + "?q=Prov",
        reverse("counter:care-provider", args=[tariff.number]),
        reverse("counter:care-line", args=[user.pk, one.pk]),
        reverse("counter:person-section", args=[user.pk, "care"]),
        reverse("counter:care-new", args=[user.pk, "consultation-claim"]),
    ):
        assert browser.get(address).status_code == 200, address


def test_a_file_is_checked_and_taken_in_on_screen(
    fund: CareFund,
    user: Person,
    sample: Pillar,
    tariff: Provider,
    browser: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("zorgkas.web.counter.rooms.care.forms.pillars", lambda: {"sample": sample})
    from django.core.files.uploadedfile import SimpleUploadedFile

    name, content = invoice("F1", line(), line(unit=1))
    for only_check, kept in (("on", 0), ("", 1), ("", 1)):
        given = {"pillar": "sample", "file": SimpleUploadedFile(name, content), "only_check": only_check}
        page = browser.post(reverse("counter:care-receive"), given)
        assert page.status_code == 200
        assert "WRONG_PRICE" in page.content.decode()
        assert CareLine.objects.filter(file__number="F1").count() == 2 * kept
