"""Letters go to another address on a written request, or to the contact address of who has no residence (BVR 92)."""

import pytest
from membership_helpers import Town, user

from zorgkas.letters.services.addresses import addressees
from zorgkas.membership.models import ContactAddress, ScopeStatus
from zorgkas.membership.services import ContactRefused, contact_of, end_contact_address, register_contact_address
from zorgkas.registry.models import Person

pytestmark = pytest.mark.django_db
Ground = ContactAddress.Ground
HOME = {"street": "Markt", "house_number": "7", "postal_code": "9300", "municipality": "Aalst", "country": "BE"}


def moved_to(person: Person, ground: int = Ground.REQUEST, document: str = "brief", care_of: str = "") -> None:
    register_contact_address(person, ground, {**HOME, "care_of": care_of}, document=document, user=user())


def test_every_letter_goes_there_from_today_on_and_back_again(town: Town) -> None:
    person, other = town.member(), town.member()
    moved_to(person, care_of="OCMW Aalst")
    found = addressees([person.pk, other.pk])
    assert found[person.pk].address == ("p/a OCMW Aalst", "Markt 7", "9300 Aalst")
    assert "Aalst" not in " ".join(found[other.pk].address)
    end_contact_address(person, user=user())
    assert contact_of(person) is None
    assert "Aalst" not in " ".join(addressees([person.pk])[person.pk].address)
    with pytest.raises(ContactRefused):
        end_contact_address(person, user=user())


def test_without_a_request_only_for_who_has_no_residence(town: Town) -> None:
    resident, struck_off, child = town.member(), town.stranger(), town.stranger("2015-05-01")
    town.learn(ScopeStatus, struck_off, "2026-01-01", None, {"ground": int(ScopeStatus.Ground.STRUCK_OFF)})
    for person in (struck_off, child):
        moved_to(person, Ground.NO_RESIDENCE)
        assert contact_of(person) is not None
    with pytest.raises(ContactRefused, match="struck off"):
        moved_to(resident, Ground.NO_RESIDENCE)
    with pytest.raises(ContactRefused, match="document"):
        moved_to(resident, document=" ")
    assert contact_of(resident) is None
