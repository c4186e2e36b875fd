"""What was set apart is corrected and replayed, once; or dismissed with a reason."""

import pytest
from exchange_helpers import listed, year_list

from zorgkas.exchange.models import MessageFile, QuarantinedRecord
from zorgkas.exchange.services import ReplayRefused, dismiss, release, replay
from zorgkas.registry.models import Residence, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(django_user_model):
    return django_user_model.objects.create_user("an")


@pytest.fixture
def bad(network):
    """A record with a municipality in Brussels, where a Flemish one must be."""
    person = network.person()
    network.sends("VZV25+", [listed(person.insz, municipalityCode="21004")], more=year_list(1))
    return QuarantinedRecord.objects.get()


def test_a_corrected_record_is_used_once(bad, user):
    corrected = bad.text.replace("21004", "44021")
    assert replay(bad, user, corrected).fault is None
    assert Residence.objects.get().municipality == "Gent"
    bad.refresh_from_db()
    assert (bad.state, bad.closed_by, bad.corrected) == ("replayed", user, corrected)
    file = MessageFile.objects.get()
    assert (file.accepted, file.quarantined) == (1, 0)
    assert not Task.objects.filter(closed_at=None).exists()
    with pytest.raises(ReplayRefused):
        replay(bad, user, corrected)


def test_what_is_still_wrong_stays_set_apart_with_the_new_reason(bad, user):
    outcome = replay(bad, user, bad.text.replace("21004", "44021").replace("<gender>2", "<gender>7"))
    assert (outcome.fault.code, outcome.fault.element) == ("E-SYNTAX", "gender")
    bad.refresh_from_db()
    assert (bad.state, bad.element, bad.attempts) == ("open", "gender", 1)
    assert not Residence.objects.exists()


@pytest.mark.parametrize(
    "harm",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]>{}',
        "{0}{0}",
        "</persons></z:vzv25><person>",
        "{}<?php ?>",
        "{}<persons/>",
        "",
    ],
)
def test_a_correction_cannot_smuggle_anything_in(bad, user, harm):
    right = bad.text.replace("21004", "44021")
    outcome = replay(bad, user, harm.format(right))
    assert outcome.fault is not None
    assert not Residence.objects.exists()


def test_a_record_is_dismissed_with_a_reason(bad, user):
    with pytest.raises(ReplayRefused):
        dismiss(bad, user, " ")
    dismiss(bad, user, "moved to Brussels since")
    assert QuarantinedRecord.objects.get().state == "dismissed"
    with pytest.raises(ReplayRefused):
        replay(bad, user)


def test_a_file_that_waits_is_released_by_somebody(network, user):
    network.sends("VZV25+", [listed(network.person().insz)], 1, more=year_list(1))
    late = network.sends("VZV25+", [listed(network.person().insz)], 4, more=year_list(1))
    assert late.state == "waiting"
    assert release(late, user).state == "done"
    assert late.released_by == user
    # What was missed may still come.
    assert network.sends("VZV25+", [listed(network.person().insz)], 3, more=year_list(1)).state == "done"


def test_a_list_that_shrank_much_waits(network, user):
    people = [network.person() for _ in range(10)]
    network.sends("VZV25+", [listed(one.insz) for one in people], more=year_list(10))
    small = network.sends("VZV25+", [listed(one.insz) for one in people[:5]], more=year_list(5, 2027))
    assert small.state == "waiting"
    assert "5 records, last time 10" in small.told_reason


def test_a_file_full_of_faults_is_stopped(network, user, monkeypatch):
    monkeypatch.setattr("zorgkas.exchange.mailbox.process.MOST_FAULTS", 2)
    records = [listed("nonsense") for _ in range(3)]
    file = network.sends("VZV25+", records, more=year_list(3))
    assert (file.state, file.code) == ("waiting", "E-CONTENT")
    assert release(file, user).state == "done"
    assert file.quarantined == 3
