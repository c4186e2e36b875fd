"""Fines and the calendar at the counter: first what will happen, then exactly that, once."""

import datetime
import re

import pytest
from budgets_helpers import moment
from django.urls import reverse
from django.utils import timezone
from membership_helpers import Town

from zorgkas.fines.models import FineFile, FineProtection, VoluntaryEnd
from zorgkas.fines.services import end_voluntary_memberships, find_candidates, report, send_registered_letters
from zorgkas.letters.models import Letter
from zorgkas.membership.models import Membership
from zorgkas.membership.services import run_premiums
from zorgkas.web.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def set_day(monkeypatch):
    """Let pages believe it is another day."""

    def to(text):
        monkeypatch.setattr(timezone, "localdate", lambda *given: datetime.date.fromisoformat(text))

    return to


@pytest.fixture
def manager(client, staff, fund):
    client.force_login(staff[Role.MANAGER])
    session = client.session
    session["reasons"] = {str(number): "test" for number in range(1, 10_000)}
    session.save()
    return client


@pytest.fixture
def defaulter(fund, set_day):
    """Somebody who paid neither 2025 nor 2026."""
    town = Town(fund.fund, serial=500)
    person = town.member("1980-05-01")
    run_premiums(2025, fund.fund, moment("2026-11-25"))
    run_premiums(2026, fund.fund)
    set_day("2026-08-20")
    return person


def words(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_an_auditor_reads_fines_and_changes_nothing(client, staff, fund, defaulter) -> None:
    find_candidates(fund.fund, 2026)
    client.force_login(staff[Role.AUDITOR])
    shown = client.get(reverse("counter:fines"), {"year": 2026})
    assert shown.status_code == 200
    assert "counter:fines-step" not in words(shown)
    assert "antwoord" not in words(shown)
    assert client.get(reverse("counter:fines-considered", args=[2026])).status_code == 200
    for kind in ("zoeken", "brieven", "bestand"):
        assert client.post(reverse("counter:fines-step", args=[2026, kind])).status_code == 403
    assert client.post(reverse("counter:fines-answer", args=[2026])).status_code == 403
    assert {file.state for file in FineFile.objects.all()} == {"candidate"}


def test_a_year_is_taken_step_by_step_and_each_step_shows_first_what_it_does(manager, fund, defaulter, set_day) -> None:
    shown = manager.get(reverse("counter:fines-step", args=[2026, "zoeken"]))
    assert not FineFile.objects.exists()
    assert "krijgen een aangetekende brief" in words(shown).lower()
    manager.post(reverse("counter:fines-step", args=[2026, "zoeken"]))
    assert FineFile.objects.get(person=defaulter).state == "candidate"
    listed = manager.get(reverse("counter:fines-considered", args=[2026]))
    assert str(defaulter) in words(listed)
    manager.post(reverse("counter:fines-step", args=[2026, "brieven"]))
    manager.post(reverse("counter:fines-step", args=[2026, "brieven"]))
    assert Letter.objects.filter(person=defaulter, kind="fine_warning").count() == 1
    set_day("2026-10-08")
    manager.post(reverse("counter:fines-step", args=[2026, "bestand"]))
    overview = manager.get(reverse("counter:fines") + "?year=2026")
    assert "fines-demo-2026-report-1.csv" in words(overview)
    person = manager.get(reverse("counter:person", args=[defaulter.pk]))
    assert "Boetes" in words(person)


def test_letters_after_1_september_are_refused_with_what_can_be_done(manager, fund, defaulter, set_day) -> None:
    find_candidates(fund.fund, 2026)
    set_day("2026-09-02")
    refused = manager.post(reverse("counter:fines-step", args=[2026, "brieven"]))
    assert refused.status_code == 422
    assert FineFile.objects.get(person=defaulter).state == "candidate"
    without = manager.post(reverse("counter:fines-step", args=[2026, "onmogelijk"]), {"why": " "})
    assert without.status_code == 422
    manager.post(reverse("counter:fines-step", args=[2026, "onmogelijk"]), {"why": "de drukker viel uit"})
    assert FineFile.objects.get(person=defaulter).state == "lapsed"


def test_a_proof_is_shown_first_and_the_wrong_one_is_refused_beside_its_field(manager, fund, defaulter) -> None:
    find_candidates(fund.fund, 2026)
    send_registered_letters(fund.fund, 2026, datetime.date(2026, 8, 20))
    address = reverse("counter:fine-proof", args=[defaulter.pk])
    given = {"ground": 4, "valid_from": "2026-08-01", "last_day": "", "proof": 1, "reference": "attest 12"}
    refused = manager.post(address, given)
    assert refused.status_code == 422
    assert "attest 12" in words(refused)
    shown = manager.post(address, {**given, "proof": 5})
    assert shown.status_code == 200
    assert not FineProtection.objects.exists()
    manager.post(address, {**given, "proof": 5, "confirmed": "yes"})
    assert FineFile.objects.get(person=defaulter).state == "lapsed"
    assert Letter.objects.filter(person=defaulter, kind="fine_ended").exists()


def test_a_file_ends_when_the_money_stood_on_the_account_in_time(manager, fund, defaulter, set_day) -> None:
    find_candidates(fund.fund, 2026)
    send_registered_letters(fund.fund, 2026, datetime.date(2026, 8, 20))
    report(fund.fund, 2026, datetime.date(2026, 10, 8))
    set_day("2026-10-20")
    file = FineFile.objects.get(person=defaulter)
    address = reverse("counter:fine", args=[defaulter.pk, file.pk])
    assert manager.post(address, {"why": "paid", "proof": "beweging 7"}).status_code == 422
    late = manager.post(address, {"why": "paid", "paid_on": "2026-10-16", "proof": "beweging 7"})
    assert late.status_code == 422
    manager.post(address, {"why": "paid", "paid_on": "2026-10-15", "proof": "beweging 7"})
    file.refresh_from_db()
    assert file.state == "lapsed"


def test_an_objection_is_written_down_and_decided(manager, fund, set_day) -> None:
    town = Town(fund.fund, serial=600)
    person = town.member("1980-05-01", Membership.Kind.VOLUNTARY)
    run_premiums(2025, fund.fund, moment("2026-11-25"))
    run_premiums(2026, fund.fund)
    assert end_voluntary_memberships(fund.fund, datetime.date(2026, 6, 1)) == 1
    set_day("2026-06-20")
    ending = VoluntaryEnd.objects.get(person=person)
    address = reverse("counter:objection", args=[person.pk, ending.pk])
    manager.post(address, {"on": "2026-06-15", "text": "Ik betaalde wel."})
    manager.post(address, {"restored": "yes", "text": "U betaalde aan een andere zorgkas."})
    ending.refresh_from_db()
    assert ending.state == "restored"
    assert Letter.objects.filter(person=person, kind="objection_decided").exists()


def test_the_calendar_shows_every_day_and_runs_once(manager, fund, defaulter, set_day) -> None:
    page = reverse("counter:calendar") + "?year=2026"
    shown = words(manager.get(page))
    for words_of in ("15 oktober 2026", "5 december 2026", "30 april 2026"):
        assert words_of in shown.replace("\xa0", " ")
    manager.post(reverse("counter:calendar"), {"year": "2026"})
    again = words(manager.get(page))
    assert "Alles wat nu kan, is gedaan" in again or "niet gedaan" not in again
    assert Letter.objects.filter(person=defaulter, kind="fine_warning").count() == 1
    manager.post(reverse("counter:calendar"), {"year": "2026"})
    assert Letter.objects.filter(person=defaulter, kind="fine_warning").count() == 1


def test_who_may_not_does_not_run_it(client, staff, fund) -> None:
    client.force_login(staff[Role.FINANCE])
    assert client.get(reverse("counter:calendar")).status_code == 200
    assert client.post(reverse("counter:calendar"), {"year": "2026"}).status_code == 403
    assert client.get(reverse("counter:fines")).status_code == 403
