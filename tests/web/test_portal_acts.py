"""What a member does in the portal: pay in parts, apply, send, change the account; never twice, never half."""

import datetime
import io
import re
import uuid

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from portal_helpers import signs_in

from zorgkas.budgets.models import Application, CareForm
from zorgkas.budgets.services import apply
from zorgkas.collection.models import PaymentPlan
from zorgkas.letters.models import Letter
from zorgkas.letters.services import render
from zorgkas.letters.services import send as send_letters
from zorgkas.membership.models import Membership
from zorgkas.registry.insz import insz_for
from zorgkas.registry.models import BankAccount, Source, Task
from zorgkas.registry.queries import known
from zorgkas.registry.services import create_person, record_fact, source
from zorgkas.web.models import Consultation
from zorgkas.web.portal import accounts
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
    answer = member.post("/mijn/gegevens/rekening/", {"iban": "BE71 0961 2345 6769", "own": "on"})
    assert answer.status_code == 302, answer.context["form"].errors
    today = timezone.localdate()
    old, new = known(BankAccount).filter(person=fund.person).order_by("valid_from")
    assert (old.iban, old.valid_to) == ("BE43068999999501", today + datetime.timedelta(days=3))
    assert (new.iban, new.valid_from, new.valid_to) == ("BE71096123456769", old.valid_to, None)


@pytest.mark.parametrize("wrong", [{"iban": "BE00 0000"}, {"iban": "BE71096123456760"}, {"own": ""}, {"iban": "US1"}])
def test_an_account_that_cannot_be_is_refused_beside_its_field(fund, member, wrong):
    right = {"iban": "BE71096123456769", "own": "on"}
    form = {name: value for name, value in (right | wrong).items() if value}
    assert member.post("/mijn/gegevens/rekening/", form).status_code == 422
    assert known(BankAccount).filter(person=fund.person).count() == 1


def test_a_changed_account_is_told_in_a_letter_and_looked_at_once(fund, member, settings):
    settings.PORTAL_ACCOUNT_DAYS = 3
    for _time in range(2):
        assert member.post("/mijn/gegevens/rekening/", {"iban": "BE71096123456769", "own": "on"}).status_code == 302
    starts = timezone.localdate() + datetime.timedelta(days=3)
    letter = Letter.objects.get(kind="account_changed")
    assert letter.person == fund.person
    assert letter.data["content"] == {
        "ends": "6769",
        "starts": starts.isoformat(),
        "asked_on": timezone.localdate().isoformat(),
        "before_ends": "9501",
        "last_day": (starts - datetime.timedelta(days=1)).isoformat(),
    }
    pages = pypdf.PdfReader(io.BytesIO(render(letter))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "eindigt op 6769" in text
    assert "eindigt op 9501" in text
    assert "Bel ons meteen" in text
    task = Task.objects.get(kind=Task.Kind.CHECK_ACCOUNT)
    assert (task.person, task.fund, task.due_on) == (fund.person, fund.fund, starts)
    assert "6769" in task.told_reason
    assert not any("09612345" in told for told in (text.replace(" ", ""), task.told_reason, str(letter.data)))


def test_going_back_to_the_old_account_is_told_too(fund, member, settings):
    settings.PORTAL_ACCOUNT_DAYS = 3
    for iban in ("BE71096123456769", "BE43068999999501"):
        assert member.post("/mijn/gegevens/rekening/", {"iban": iban, "own": "on"}).status_code == 302
    first, second = Letter.objects.filter(kind="account_changed").order_by("pk")
    assert (first.data["content"]["ends"], second.data["content"]["ends"]) == ("6769", "9501")
    assert second.data["content"]["before_ends"] == ""
    assert Task.objects.filter(kind=Task.Kind.CHECK_ACCOUNT).count() == 2
    assert {one.iban for one in known(BankAccount).filter(person=fund.person)} == {"BE43068999999501"}


def test_the_account_does_not_change_when_its_letter_cannot_be_written(fund, member, monkeypatch):
    def fails(*_args, **_more):
        raise RuntimeError("no letter")

    monkeypatch.setattr(accounts, "write_account_letter", fails)
    member.raise_request_exception = False
    assert member.post("/mijn/gegevens/rekening/", {"iban": "BE71096123456769", "own": "on"}).status_code == 500
    assert known(BankAccount).get(person=fund.person).iban == "BE43068999999501"


def test_an_account_that_looks_wrong_is_asked_about_and_taken_when_confirmed(fund, member):
    address, form = "/mijn/gegevens/rekening/", {"iban": "BE83 1388 1173 5115", "own": "on"}
    assert 'name="sure"' not in member.get(address).content.decode()
    asked = member.post(address, form)
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "138" in page
    assert 'name="sure"' in page
    assert 'name="doubted" value="BE83138811735115"' in page
    # A yes about one number is no yes about another.
    other = member.post(address, {"iban": "BE41091811735141", "own": "on", "sure": "on", "doubted": "BE83138811735115"})
    assert other.status_code == 422
    assert 'name="doubted" value="BE41091811735141"' in other.content.decode()
    assert known(BankAccount).filter(person=fund.person).count() == 1
    assert member.post(address, form | {"sure": "on", "doubted": "BE83138811735115"}).status_code == 302
    assert known(BankAccount).filter(person=fund.person, iban="BE83138811735115").exists()
    assert "looks wrong" in Task.objects.get(kind=Task.Kind.CHECK_ACCOUNT).told_reason


@pytest.fixture
def stranger(fund, provider, client):
    """Somebody who is known, but no member of any fund."""
    born = datetime.date(1970, 5, 5)
    person = create_person(insz=insz_for(born, 77), first_name="Jo", last_name="Vreemd", birth_date=born, sex="F")
    signs_in(client, person.insz)
    return person


def test_who_is_no_member_cannot_apply_and_sees_whom_to_call(fund, stranger, client):
    before = Application.objects.count()
    page = client.get("/mijn/budgetten/aanvragen/").content.decode()
    assert "geen lid van een zorgkas" in page
    assert fund.fund.contact.phone in page
    assert 'name="care_form"' not in page
    answer = client.post("/mijn/budgetten/aanvragen/", {"care_form": "1", "in_hospital": "no"})
    assert answer.status_code == 403
    assert "geen lid van een zorgkas" in answer.content.decode()
    assert Application.objects.count() == before


def test_who_becomes_a_member_reads_from_when_an_application_is_possible(fund, stranger, client):
    now = timezone.now()
    values = {"fund_id": fund.fund.pk, "kind": Membership.Kind.COMPULSORY, "origin": Membership.Origin.CHOSEN}
    said = source(Source.Kind.DOCUMENT, "form", now)
    first_day = datetime.date(timezone.localdate().year + 1, 1, 1)
    record_fact(Membership, stranger.pk, first_day, None, {**values, "joined_late": False}, source=said)
    page = client.get("/mijn/budgetten/aanvragen/").content.decode()
    assert f"1 januari {first_day.year}" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Bent u 26" not in page


def test_who_is_no_member_but_applied_tells_the_account_to_the_fund_of_the_application(fund, stranger, client):
    apply(stranger, CareForm.HOME, timezone.localdate(), fund=fund.fund)
    assert client.post("/mijn/gegevens/rekening/", {"iban": "BE71096123456769", "own": "on"}).status_code == 302
    letter = Letter.objects.get(person=stranger, kind="account_changed")
    assert (letter.fund, letter.data["content"]["before_ends"]) == (fund.fund, "")


def test_no_fund_no_account(stranger, client):
    assert client.post("/mijn/gegevens/rekening/", {"iban": "BE71096123456769", "own": "on"}).status_code == 403
    assert not BankAccount.objects.filter(person=stranger).exists()


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


def test_pages_that_were_looked_at_have_a_name_in_the_language_of_the_reader(fund, member):
    member.get("/mijn/brieven/")
    assert "uzelf" in (page := member.get("/mijn/gegevens/").content.decode())
    assert "(de lijst met brieven)" in page
    member.post("/mijn/taal/", {"language": "en"})
    page = member.get("/mijn/gegevens/").content.decode()
    assert "(the list of letters)" in page


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
