"""The mailbox at the counter: a file is taken in, a bad record is corrected on the screen and replayed."""

import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from exchange_helpers import care_need, listed, year_list

from zorgkas.exchange.models import MessageFile, QuarantinedRecord
from zorgkas.registry.models import Residence
from zorgkas.web.roles import Role
from zorgkas.web.users import add_user

sys.path.append(str(Path(__file__).parents[1] / "web"))

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client, settings, network):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    client.force_login(add_user("worker", "een lang wachtwoord 1", [Role.CASE_WORKER]))
    client.cookies["django_language"] = "en"
    return client


def test_from_upload_to_corrected_record(worker, network):
    person = network.person()
    data = network.file("VZV25+", [listed(person.insz, municipalityCode="21004")], more=year_list(1))
    upload = {"file": SimpleUploadedFile("list.xml", data)}
    answer = worker.post(reverse("counter:messages-take-in"), upload, follow=True)
    assert "does not lie in the Flemish Region" in answer.content.decode()
    record = QuarantinedRecord.objects.get()
    page = reverse("counter:quarantined-record", args=[record.pk])
    text = worker.get(page).context["text"]
    address = reverse("counter:quarantine-replay", args=[record.pk])
    still_wrong = worker.post(address, {"text": text.replace("21004", "62063")})
    assert still_wrong.status_code == 422
    assert "62063" in still_wrong.content.decode()
    assert not Residence.objects.exists()
    done = worker.post(address, {"text": text.replace("21004", "44021")}, follow=True)
    assert "The record is used." in done.content.decode()
    assert Residence.objects.get().municipality == "Gent"
    assert worker.post(address, {"text": text}).status_code == 409


def test_a_file_that_waits_is_released_on_its_page(worker, network):
    network.sends("VZV25+", [listed(network.person().insz)], 1, more=year_list(1))
    file = network.sends("VZV25+", [listed(network.person().insz)], 3, more=year_list(1))
    page = reverse("counter:message-file", args=[file.pk])
    assert "Release the file" in worker.get(page).content.decode()
    worker.post(reverse("counter:message-release", args=[file.pk]))
    file.refresh_from_db()
    assert file.state == MessageFile.State.DONE


def test_what_is_about_care_is_hidden_from_who_may_not_see_it(worker, network, client):
    network.sends("CareNeedsNotifications", [care_need(network.person().insz, total=3)])
    record = QuarantinedRecord.objects.get()
    page = reverse("counter:quarantined-record", args=[record.pk])
    assert "totalPoints" in worker.get(page).content.decode()
    auditor_without_care = add_user("manager", "een lang wachtwoord 2", [Role.FINANCE])
    client.force_login(auditor_without_care)
    assert client.get(page).status_code == 403


def test_what_goes_out_and_how_much_it_is_used(worker, network):
    from membership_helpers import Town

    Town(network.fund).member()
    worker.post(reverse("counter:messages-send"), {"what": "inscriptions"})
    file = MessageFile.objects.get(direction="out")
    assert worker.post(reverse("counter:message-again", args=[file.pk]), follow=True).status_code == 200
    again = worker.post(reverse("counter:messages-send"), {"what": "nonsense"})
    assert again.status_code == 422
    assert "Inscriptions" in worker.get(reverse("counter:messages-use")).content.decode()
    assert "Inscriptions" in worker.get(reverse("counter:messages")).content.decode()
    worker.post(reverse("counter:messages-take-in"), {})
    record_free = worker.get(reverse("counter:quarantine"))
    assert "No record waits." in record_free.content.decode()
