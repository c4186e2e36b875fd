"""One field finds people by whatever a caller or a letter names, and the pages of the counter."""

import pytest
from django.urls import reverse

from zorgkas.budgets.models import Application
from zorgkas.ledger.communication import communication_of, format_communication
from zorgkas.ledger.models import Item
from zorgkas.registry.insz import format_insz
from zorgkas.web.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client, staff, fund):
    client.force_login(staff[Role.CASE_WORKER])
    return client


def found(client, text):
    page = client.get(reverse("counter:search"), {"q": text})
    return [hit.person for hit in page.context["hits"]], page.context["places"]


def test_everything_that_names_a_person_finds_the_person(worker, fund):
    person = fund.person
    item = Item.objects.filter(person=person, account=1200).first()
    letter = person.letter_set.first()
    application = Application.objects.get(person=person)
    names = [
        person.last_name,
        person.insz,
        format_insz(person.insz),
        "BE43 0689 9999 9501",
        "be43068999999501",
        format_communication(communication_of(item.pk)),
        communication_of(item.pk),
        letter.number,
    ]
    for name in names:
        assert found(worker, name)[0] == [person], name
    if ":" in application.reference:
        assert found(worker, application.reference)[0] == [person]


def test_a_number_that_is_of_nobody_finds_nobody(worker):
    for name in ("BE71 0961 2345 6769", "+++199/9999/99934+++", "Z000999999", "99.99.99-999.99"):
        assert found(worker, name)[0] == []


def test_a_page_is_found_by_the_start_of_a_word_of_its_name(worker):
    _people, places = found(worker, "wat al")
    assert [place.address for place in places] == [reverse("counter:what-if")]


def test_a_page_that_somebody_may_not_open_is_not_offered(client, staff, fund):
    client.force_login(staff[Role.FINANCE])
    assert not found(client, "collega")[1]
    client.force_login(staff[Role.MANAGER])
    assert [place.address for place in found(client, "collega")[1]] == [reverse("counter:staff")]
