"""Start, change, stop and a new address at the counter: first what will happen, then exactly that, once."""

import datetime
import re

import pytest
from django.urls import reverse
from web_helpers import PASSWORD

from zorgkas.letters.models import Letter
from zorgkas.membership.models import Change, Membership
from zorgkas.membership.queries import membership_of
from zorgkas.registry.insz import insz_for
from zorgkas.registry.models import CareFund, Residence, Task
from zorgkas.registry.queries import known
from zorgkas.registry.services import create_person, record_fact, source
from zorgkas.web.models import Consultation
from zorgkas.web.roles import Role
from zorgkas.web.users import add_user

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 1, 5, 12, tzinfo=datetime.UTC)


@pytest.fixture
def today(monkeypatch):
    """A day in 2026, whenever the test runs."""
    from django.utils import timezone

    day = datetime.date(2026, 11, 20)
    monkeypatch.setattr(timezone, "localdate", lambda *given: day)
    return day


@pytest.fixture
def stranger(fund, today):
    """Somebody of 26 in Flanders who is a member of no fund."""
    born = datetime.date(2000, 3, 3)
    person = create_person(insz=insz_for(born, 77), first_name="Nele", last_name="Nieuw", birth_date=born, sex="F")
    record_fact(
        Residence, person.pk, born, None, {"region": 1, "municipality": "Gent"}, source=source("message", "t", NOW)
    )
    return person


@pytest.fixture
def worker(client, staff, fund):
    """A case worker who gave a reason for every file."""
    client.force_login(staff[Role.CASE_WORKER])
    session = client.session
    session["reasons"] = {str(number): "test" for number in range(1, 10_000)}
    session.save()
    return client


def words(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def digest(answer):
    return re.search(r'name="seen" value="(\w+)"', answer.content.decode())[1]


def test_a_start_shows_the_year_and_the_premium_and_then_does_it_once(worker, stranger, fund):
    page = reverse("counter:membership-start", args=[stranger.pk])
    assert worker.get(page).status_code == 200
    given = {"asked_on": "2026-11-19"}
    shown = worker.get(page, given)
    assert "1/1/2026" in words(shown)
    assert "€ 100,00" in words(shown)
    assert not known(Membership).filter(person=stranger).exists()
    done = worker.post(page, {**given, "seen": digest(shown)})
    assert done["Location"] == reverse("counter:person", args=[stranger.pk])
    member = membership_of(stranger, datetime.date(2026, 6, 1))
    assert member is not None
    assert member.fund == fund.fund
    again = worker.post(page, {**given, "seen": digest(shown)})
    assert again.status_code == 200
    assert Change.objects.filter(person=stranger).count() == 1
    assert Letter.objects.get(person=stranger).kind == "membership_started"
    page = words(worker.get(reverse("counter:person", args=[stranger.pk])))
    assert 'id="membership"' in page
    assert "Bevestiging van lidmaatschap" in page


def test_what_was_not_shown_is_not_done(worker, stranger):
    page = reverse("counter:membership-start", args=[stranger.pk])
    answer = worker.post(page, {"asked_on": "2026-11-19", "seen": "0123456789abcdef"})
    assert answer.status_code == 422
    assert not Change.objects.exists()


@pytest.mark.parametrize("day", ["", "2027-01-01", "2015-01-01", "zestien"])
def test_a_wrong_day_is_told_beside_the_field_and_what_was_typed_stays(worker, stranger, day):
    page = reverse("counter:membership-stop", args=[stranger.pk])
    answer = worker.get(page, {"asked_on": day})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in words(answer)
    assert 'id="id_asked_on-wrong"' in words(answer)
    assert f'value="{day}"' in words(answer)


def test_a_compulsory_member_reads_why_stopping_is_not_possible(worker, fund, today):
    page = reverse("counter:membership-stop", args=[fund.person.pk])
    answer = words(worker.get(page, {"asked_on": "2026-11-19"}))
    assert "verplicht lidmaatschap" in answer
    assert 'name="seen"' not in answer


def test_care_only(worker, fund, today):
    born = datetime.date(1950, 3, 3)
    person = create_person(insz=insz_for(born, 55), first_name="Jo", last_name="Waal", birth_date=born, sex="F")
    record_fact(Residence, person.pk, born, None, {"region": 3}, source=source("message", "t", NOW))
    page = reverse("counter:membership-care", args=[person.pk])
    given = {"asked_on": "2026-11-19", "pillar": "4", "place": "1", "starts_on": "2026-12-01"}
    shown = worker.get(page, given)
    worker.post(page, {**given, "seen": digest(shown)})
    member = membership_of(person, today)
    assert member is not None
    assert member.kind == Membership.Kind.ADMINISTRATIVE
    assert Letter.objects.get(person=person).kind == "membership_care"


def test_a_new_address_in_wallonia_ends_the_membership_with_the_year(worker, fund, today):
    page = reverse("counter:membership-address", args=[fund.person.pk])
    given = {"asked_on": "2026-11-10", "region": "3", "municipality": "Namur", "postal_code": "5000", "country": "BE"}
    shown = worker.get(page, given)
    assert "31/12/2026" in words(shown)
    worker.post(page, {**given, "seen": digest(shown)})
    assert membership_of(fund.person, datetime.date(2026, 12, 31)) is not None
    assert membership_of(fund.person, datetime.date(2027, 1, 1)) is None
    assert Letter.objects.filter(person=fund.person, kind="membership_ended").count() == 1


def test_an_arrival_shows_the_term_to_choose(worker, fund, today):
    born = datetime.date(1980, 3, 3)
    person = create_person(insz=insz_for(born, 56), first_name="Jo", last_name="Komt", birth_date=born, sex="F")
    page = reverse("counter:membership-address", args=[person.pk])
    given = {"asked_on": "2026-11-10", "region": "1", "municipality": "Gent", "country": "BE"}
    shown = words(worker.get(page, given))
    assert "10/5/2027" in shown
    assert "1/1/2026" in shown


def test_an_address_before_the_birth_opens_a_task_instead(worker, fund, today):
    born = datetime.date(2020, 3, 3)
    person = create_person(insz=insz_for(born, 57), first_name="Jo", last_name="Kind", birth_date=born, sex="F")
    page = reverse("counter:membership-address", args=[person.pk])
    given = {"asked_on": "2019-11-10", "region": "1", "municipality": "Gent", "country": "BE"}
    shown = worker.get(page, given)
    worker.post(page, {**given, "seen": digest(shown)})
    assert Task.objects.get(person=person).kind == Task.Kind.CONTRADICTION
    assert not known(Residence).filter(person=person).exists()


def test_a_form_of_a_member_of_another_fund_by_its_number_only(client, fund, today):
    other = CareFund.objects.create(code="other", name="Andere Zorgkas", enterprise_number="0475581694")
    user = add_user("buur", PASSWORD, [Role.CASE_WORKER], funds=[other])
    client.force_login(user)
    page = reverse("counter:membership-form")
    given = {"insz": fund.person.insz, "asked_on": "2026-11-19", "signed": "on"}
    assert "zonder handtekening" in words(client.post(page, {**given, "signed": ""})).lower()
    shown = client.post(page, given)
    assert "1/1/2027" in words(shown)
    assert reverse("counter:person", args=[fund.person.pk]) not in words(shown)
    client.post(page, {**given, "seen": digest(shown)})
    later = membership_of(fund.person, datetime.date(2027, 1, 1))
    assert later is not None
    assert later.fund == other
    assert set(Letter.objects.filter(kind__startswith="membership").values_list("fund__code", "kind")) == {
        ("other", "membership_switched"),
        ("demo", "membership_away"),
    }
    assert Consultation.objects.filter(user=user, person=fund.person, action="form of change").exists()


@pytest.mark.parametrize("insz", ["abc", "00000000000", "85073003328"])
def test_a_number_of_nobody_is_told_beside_the_field(client, staff, fund, today, insz):
    client.force_login(staff[Role.CASE_WORKER])
    answer = client.post(reverse("counter:membership-form"), {"insz": insz, "asked_on": "2026-11-19", "signed": "on"})
    assert answer.status_code == 422
    assert 'id="id_insz-wrong"' in words(answer)


def test_finance_and_auditors_change_no_membership(client, staff, fund):
    for role in (Role.FINANCE, Role.AUDITOR):
        client.force_login(staff[role])
        for name in ("start", "care", "stop", "switch", "address"):
            assert client.get(reverse(f"counter:membership-{name}", args=[fund.person.pk])).status_code == 403
