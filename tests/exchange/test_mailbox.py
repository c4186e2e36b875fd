"""Files in: stored once, in order, part by part; what cannot be used is set apart with its place and reason."""

import pytest
from exchange_helpers import listed, year_list

from zorgkas.exchange.models import FilePart, MessageFile, QuarantinedRecord
from zorgkas.exchange.services import receive
from zorgkas.registry.models import Person, Residence

pytestmark = pytest.mark.django_db
State = MessageFile.State


def test_addresses_of_known_people_become_facts(network):
    person = network.person()
    file = network.sends("VZV25+", [listed(person.insz, residenceSince="2020-03-01")], more=year_list(1))
    assert (file.state, file.told_reason) == (State.DONE, "")
    assert (file.records, file.accepted, file.quarantined, file.ignored) == (1, 1, 0, 0)
    home = Residence.objects.get(person=person)
    assert (str(home.valid_from), home.street, home.municipality, home.region) == (
        "2020-03-01",
        "Kerkstraat",
        "Gent",
        1,
    )
    assert home.source.reference == f"VZV25+ 25/0 1 (fund {network.fund.pk})"


def test_the_same_file_twice_changes_nothing(network):
    data = network.file("VZV25+", [listed(network.person().insz)], more=year_list(1))
    receive(data)
    again = receive(data)
    assert again.double
    assert again.file.times_offered == 2
    assert MessageFile.objects.count() == FilePart.objects.count() == Residence.objects.count() == 1


def test_a_gap_waits_until_the_missing_file_has_come(network):
    one, two, three = (
        network.file("VZV25+", [listed(network.person().insz)], number, more=year_list(1)) for number in (1, 2, 3)
    )
    receive(one)
    waiting = receive(three).file
    assert waiting.state == State.WAITING
    assert waiting.told_reason == "numbers 2 to 2 of this flow did not come yet"
    assert receive(two).file.state == State.DONE
    waiting.refresh_from_db()
    assert waiting.state == State.DONE
    assert Residence.objects.count() == 3


def test_a_number_that_came_before_with_other_contents_is_refused(network):
    network.sends("VZV25+", [listed(network.person().insz)], 1, more=year_list(1))
    other = network.sends("VZV25+", [listed(network.person().insz)], 1, more=year_list(1))
    assert (other.state, other.code, other.element) == (State.REFUSED, "E-DUPLICATE", "sequenceNumber")


def test_each_bad_record_is_set_apart_and_the_rest_goes_on(network):
    good = [network.person() for _ in range(3)]
    right = network.number()
    wrong = f"{right[:9]}{(int(right[9:]) + 1) % 97:02d}"
    records = [
        listed(good[0].insz),
        listed("not a number"),
        listed(wrong),
        listed(good[1].insz, municipalityCode="21004"),
        listed(good[1].insz, birthDate="1970-02-31"),
        listed(good[1].insz, residenceSince="2020-02-31"),
        listed(good[2].insz).replace("Kerkstraat", "Kerk\xff").replace("</street>", "<street>"),
        listed(good[1].insz, lastName="x" * 50),
        listed(good[2].insz),
        listed(good[2].insz),
    ]
    file = network.sends("VZV25+", records, more=year_list(len(records)))
    assert (file.state, file.accepted, file.quarantined) == (State.DONE, 2, 8)
    found = QuarantinedRecord.objects.order_by("position").values_list("position", "code", "element")
    assert list(found) == [
        (2, "E-SYNTAX", "ssin"),
        (3, "E-SSIN", "ssin"),
        (4, "E-CONTENT", "address/municipalityCode"),
        (5, "E-DATE", "birthDate"),
        (6, "E-SYNTAX", "residenceSince"),
        (7, "E-SYNTAX", "person"),
        (8, "E-SYNTAX", "lastName"),
        (10, "E-DUPLICATE", "ssin"),
    ]
    assert "not a number" in QuarantinedRecord.objects.get(position=2).text
    assert set(Residence.objects.values_list("person_id", flat=True)) == {good[0].pk, good[2].pk}


def test_people_of_other_funds_are_not_kept(network):
    file = network.sends("VZV25+", [listed(network.number())], more=year_list(1))
    assert (file.state, file.accepted, file.ignored) == (State.DONE, 0, 1)
    assert not Person.objects.exists()
