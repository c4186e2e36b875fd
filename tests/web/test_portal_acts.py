"""What a member does in the portal: pay in parts, apply, send, change the account; never twice, never half."""

import datetime
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from portal_helpers import signs_in

from zorgkas.budgets.models import Application
from zorgkas.collection.models import PaymentPlan
from zorgkas.letters.services import send as send_letters
from zorgkas.registry.models import BankAccount, Task
from zorgkas.registry.queries import known
from zorgkas.web.models import Consultation
from zorgkas.web.portal.models import Sent
from zorgkas.web.portal.sending import path_of

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 an attest"


@pytest.fixture
def member(fund, provider, client):
    signs_in(client, fund.person.insz)
    return client


def given(**more):
    return {"key": str(uuid.uuid4()), "text": "Mijn attest", **more}


def test_a_premium_that_is_open_can_be_paid_with_a_code(fund, member):
    page = member.get("/mijn/premie/").content.decode()
    assert "data:image/svg+xml;base64," in page
    assert "BE71 0961 2345 6769".replace(" ", "\N{NO-BREAK SPACE}") in page
    assert re.search(r"\+\+\+\d{3}/\d{4}/\d{5}\+\+\+", page)


def test_a_plan_is_shown_before_it_is_agreed_and_agreed_once(fund, member):
    first = (timezone.localdate() + datetime.timedelta(days=20)).isoformat()
    shown = member.get("/mijn/premie/in-delen/", {"parts": "2", "first_on": first})
    assert "Ik ga akkoord" in shown.content.decode()
    assert not PaymentPlan.objects.exists()
    for wanted in (302, 422):
        assert member.post("/mijn/premie/in-delen/", {"parts": "2", "first_on": first}).status_code == wanted
    plan = PaymentPlan.objects.get()
    assert plan.total_cents == sum(part.amount_cents for part in plan.instalments.all())
    assert plan.agreed_by.username == "mijn-zorgkas"
    assert not plan.agreed_by.is_active


@pytest.mark.parametrize("wrong", [{"parts": "50"}, {"first_on": "2001-01-01"}, {"first_on": "gisteren"}])
def test_a_plan_that_cannot_be_keeps_what_was_typed(fund, member, wrong):
    first = (timezone.localdate() + datetime.timedelta(days=20)).isoformat()
    answer = member.get("/mijn/premie/in-delen/", {"parts": "2", "first_on": first} | wrong)
    assert answer.status_code == 422
    assert "text-danger" in answer.content.decode()


def test_applying_twice_on_a_day_is_one_application(fund, member):
    before = Application.objects.count()
    for _time in range(2):
        assert member.post("/mijn/budgetten/aanvragen/", {"care_form": "1", "in_hospital": "no"}).status_code == 302
    assert Application.objects.count() == before + 1
    assert Application.objects.latest("pk").answers == {"in_hospital_on_application": False}
    assert member.post("/mijn/budgetten/aanvragen/", {"care_form": "9"}).status_code == 422


def test_a_document_comes_before_a_case_worker_once(fund, member, staff):
    form = given()
    for _time in range(2):
        file = SimpleUploadedFile("../../attest.pdf", PDF)
        assert member.post("/mijn/berichten/", {**form, "file": file}).status_code == 302
    sent = Sent.objects.get()
    assert (sent.kind, sent.file_name, sent.size) == ("proof", "attest.pdf", len(PDF))
    assert path_of(sent.sha256).read_bytes() == PDF
    task = Task.objects.get(kind=Task.Kind.FROM_MEMBER)
    assert "Mijn attest" in task.told_reason
    member.force_login(staff["case_worker"])
    session = member.session
    session["reasons"] = {str(fund.person.pk): "test"}
    session.save()
    answer = member.get(f"/personen/{fund.person.pk}/opgestuurd/{sent.pk}/")
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("content", [b"", b"<html><script>", b"MZ program", b"GIF89a"])
def test_a_file_of_another_kind_is_refused_whatever_its_name(fund, member, content):
    answer = member.post("/mijn/berichten/", given(file=SimpleUploadedFile("attest.pdf", content, "application/pdf")))
    assert answer.status_code == 422
    assert "Mijn attest" in answer.content.decode()
    assert not Sent.objects.exists()
    assert not Task.objects.filter(kind=Task.Kind.FROM_MEMBER).exists()


def test_an_appointment_is_a_task_with_the_number_to_call(fund, member):
    bad = member.post("/mijn/afspraak/", given(phone="bel mij"))
    assert bad.status_code == 422
    assert member.post("/mijn/afspraak/", given(phone="0470 12 34 56")).status_code == 302
    assert "0470 12 34 56" in Task.objects.get(kind=Task.Kind.FROM_MEMBER).told_reason


def test_another_account_counts_after_the_waiting_days(fund, member, settings):
    settings.PORTAL_ACCOUNT_DAYS = 3
    answer = member.post("/mijn/gegevens/rekening/", {"iban": "BE68 5390 0754 7034", "own": "on"})
    assert answer.status_code == 302, answer.context["form"].errors
    today = timezone.localdate()
    old, new = known(BankAccount).filter(person=fund.person).order_by("valid_from")
    assert (old.iban, old.valid_to) == ("BE43068999999501", today + datetime.timedelta(days=3))
    assert (new.iban, new.valid_from, new.valid_to) == ("BE68539007547034", old.valid_to, None)


@pytest.mark.parametrize("wrong", [{"iban": "BE00 0000"}, {"iban": "BE68539007547035"}, {"own": ""}, {"iban": "US1"}])
def test_an_account_that_cannot_be_is_refused_beside_its_field(fund, member, wrong):
    right = {"iban": "BE68539007547034", "own": "on"}
    form = {name: value for name, value in (right | wrong).items() if value}
    assert member.post("/mijn/gegevens/rekening/", form).status_code == 422
    assert known(BankAccount).filter(person=fund.person).count() == 1


def test_the_account_is_never_shown_whole(fund, member):
    for address in ("/mijn/gegevens/", "/mijn/budgetten/", "/mijn/gegevens/rekening/"):
        assert "068999999501" not in member.get(address).content.decode().replace("\N{NO-BREAK SPACE}", "")


def test_a_member_sees_that_staff_looked_and_why_but_not_who(fund, member, staff):
    Consultation.objects.create(
        user=staff["manager"], person=fund.person, at=timezone.now(), action="person", reason="Ik behandel een aanvraag"
    )
    page = member.get("/mijn/gegevens/").content.decode()
    assert "Ik behandel een aanvraag" in page
    assert staff["manager"].last_name not in page


def test_the_term_of_an_appeal_starts_when_the_decision_is_sent(fund, member):
    address = f"/mijn/beslissingen/{fund.decision.pk}/"
    assert "nog niet verstuurd" in member.get(address).content.decode()
    send_letters(fund.fund)
    page = member.get(address).content.decode()
    assert f"{address}beroep/" in page
    letter = member.get(f"{address}beroep/").content.decode()
    assert fund.person.last_name in letter
    assert "agentschap" in letter


def test_drafts_are_not_for_the_member_yet(fund, member):
    drafts = fund.person.letter_set.filter(sent_at=None)
    assert drafts
    for draft in drafts:
        assert member.get(f"/mijn/brieven/{draft.pk}/").status_code == 404
    sent = fund.person.letter_set.exclude(sent_at=None).first()
    assert member.get(f"/mijn/brieven/{sent.pk}/").content.startswith(b"%PDF-")
