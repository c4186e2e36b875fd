"""Notes from colleague to colleague, and who else has the file open."""

import pytest
from django.urls import reverse

from zorgkas.registry.models import CareFund
from zorgkas.web.models import Note
from zorgkas.web.roles import Role
from zorgkas.web.users import add_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client, fund):
    def of(user):
        own = type(client)()
        own.force_login(user)
        session = own.session
        session["reasons"] = {str(fund.person.pk): "question"}
        session.save()
        return own

    return of


def notes(client, fund):
    page = client.get(reverse("counter:person-section", args=[fund.person.pk, "notes"]))
    return [note.text for note in page.context["data"]["notes"]]


def test_a_note_is_read_by_colleagues_and_struck_out_only_by_who_wrote_it(sign_in, staff, fund):
    worker, manager = sign_in(staff[Role.CASE_WORKER]), sign_in(staff[Role.MANAGER])
    write = reverse("counter:write-note", args=[fund.person.pk])
    for _twice in range(2):
        worker.post(write, {"text": "Belt liever na 17 uur."})
    assert notes(manager, fund) == ["Belt liever na 17 uur."]
    note = Note.objects.get()
    strike = reverse("counter:strike-note", args=[fund.person.pk, note.pk])
    assert manager.post(strike).status_code == 404
    worker.post(strike)
    note.refresh_from_db()
    assert note.struck_at
    assert notes(manager, fund) == ["Belt liever na 17 uur."], "what was struck out stays readable"


def test_a_note_about_health_is_not_for_finance_and_none_for_another_fund(sign_in, staff, fund):
    worker, finance = sign_in(staff[Role.CASE_WORKER]), sign_in(staff[Role.FINANCE])
    worker.post(reverse("counter:write-note", args=[fund.person.pk]), {"text": "Valt vaak.", "about_care": "on"})
    assert notes(finance, fund) == []
    other = CareFund.objects.create(code="other", name="Andere", enterprise_number="0200000241")
    elsewhere = sign_in(add_user("elders", "een-lang-wachtwoord", [Role.CASE_WORKER], funds=[other]))
    assert elsewhere.get(reverse("counter:person-section", args=[fund.person.pk, "notes"])).status_code == 403


@pytest.mark.parametrize("text", ["", " ", "x" * 1001])
def test_an_empty_or_too_long_note_is_refused_and_stays_in_the_field(sign_in, staff, fund, text):
    answer = sign_in(staff[Role.CASE_WORKER]).post(reverse("counter:write-note", args=[fund.person.pk]), {"text": text})
    assert answer.status_code == 422
    assert 'id="id_text-wrong"' in answer.content.decode()
    assert text in answer.content.decode()
    assert not Note.objects.exists()


def test_whoever_opens_a_file_sees_who_else_has_just_opened_it(sign_in, staff, fund):
    worker, manager = sign_in(staff[Role.CASE_WORKER]), sign_in(staff[Role.MANAGER])
    address = reverse("counter:person", args=[fund.person.pk])
    assert "alert-info" not in worker.get(address).content.decode()
    shown = manager.get(address).content.decode()
    assert "alert-info" in shown
    assert staff[Role.CASE_WORKER].get_full_name() in shown
