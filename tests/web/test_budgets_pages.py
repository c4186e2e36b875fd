"""Applications and revisions at the counter: from what is missing to the decision, on screen."""

import sys
from pathlib import Path

import pytest
from django.urls import reverse

sys.path.append(str(Path(__file__).parents[1] / "budgets"))

from zbo_helpers import OldVillage

from zorgkas.budgets.models import Application, DataQuestion, Decision, Means
from zorgkas.web.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client, staff, fund):
    client.force_login(staff[Role.CASE_WORKER])
    return client


@pytest.fixture
def elder(fund, worker):
    village = OldVillage(fund.fund, serial=90)
    person = village.elder()
    village.screened(person, "2026-03-02")
    session = worker.session
    session["reasons"] = {str(person.pk): "application"}
    session.save()
    return village, person


def _page(client, person, application):
    return client.get(reverse("counter:application", args=[person.pk, application.pk])).content.decode()


def test_an_application_is_entered_after_showing_what_will_happen(worker, elder):
    _village, person = elder
    address = reverse("counter:new-zbo", args=[person.pk])
    shown = worker.get(address, {"applied_on": "2026-03-10", "capital_known": "on"}).content.decode()
    assert Application.objects.filter(person=person).count() == 0
    assert "april" in shown
    answer = worker.post(address, {"applied_on": "2026-03-10", "capital_known": "on"})
    entered = Application.objects.get(person=person)
    assert answer["Location"] == reverse("counter:application", args=[person.pk, entered.pk])
    assert entered.answers == {"capital_known": True}
    worker.post(address, {"applied_on": "2026-03-10", "capital_known": "on"})
    assert Application.objects.filter(person=person).count() == 1


def test_a_day_that_has_not_come_is_told_beside_the_field(worker, elder):
    _village, person = elder
    page = worker.get(reverse("counter:new-zbo", args=[person.pk]), {"applied_on": "2099-01-01"})
    assert page.status_code == 422
    assert 'id="id_applied_on-wrong"' in page.content.decode()


def test_what_is_missing_is_asked_answered_and_decided(worker, elder):
    village, person = elder
    application = village.asks_zbo(person, "2026-03-10", pensions_known=False)
    assert "Vragen wat ontbreekt" in _page(worker, person, application)
    worker.post(reverse("counter:application-questions", args=[person.pk, application.pk]))
    question = DataQuestion.objects.get()
    assert "pensioenkadaster" in _page(worker, person, application)
    village.has(person, Means.Kind.PENSION, 1_500_000)
    worker.post(reverse("counter:application-answer", args=[person.pk, application.pk, question.pk]))
    page = _page(worker, person, application)
    assert "Toegekend" in page
    assert "15.000,00" in page
    decide = reverse("counter:application-decide", args=[person.pk, application.pk])
    assert "beslissingen" in worker.post(decide)["Location"]
    worker.post(decide)
    assert Decision.objects.filter(person=person).count() == 1


def test_an_auditor_sees_the_page_without_buttons(client, staff, elder):
    village, person = elder
    application = village.asks_zbo(person, "2026-03-10", pensions_known=False)
    client.force_login(staff[Role.AUDITOR])
    session = client.session
    session["reasons"] = {str(person.pk): "check"}
    session.save()
    assert "Vragen wat ontbreekt" not in _page(client, person, application)
    decide = reverse("counter:application-decide", args=[person.pk, application.pk])
    assert client.post(decide).status_code == 403


def test_revisions_are_listed_with_what_they_changed(worker, elder):
    village, person = elder
    village.has(person, Means.Kind.PENSION, 1_800_000)
    village.decides_zbo(village.asks_zbo(person, "2026-03-10"), "2026-03-10")
    village.has(person, Means.Kind.PENSION, 2_200_000, start="2026-05-10", at="2026-06-01", message=False)
    village.revises("2026-06-15", since="2026-04-01")
    page = worker.get(reverse("counter:revisions")).content.decode()
    assert "Inkomen gestegen" in page
    assert "4.277,32" in page
    assert worker.get(reverse("counter:revisions"), {"state": "person"}).status_code == 200


def test_applications_that_wait_are_listed_by_term(worker, elder):
    village, person = elder
    village.asks_zbo(person, "2026-03-10")
    page = worker.get(reverse("counter:applications")).content.decode()
    assert "september" in page
