"""Writing letters once, sending them once, and finding them back as they were sent."""

import datetime
import io

import pypdf
import pytest

from zorgkas.letters.contacts import ContactMissing
from zorgkas.letters.models import FundContact, Letter
from zorgkas.letters.services import LetterChanged, render, send, write_premium_invitations
from zorgkas.letters.services import sending as sending_module

pytestmark = pytest.mark.django_db

FEBRUARY = datetime.date(2026, 2, 1)


def words_of(pdf):
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def invited(fund, member, owes):
    people = [member(1), member(3, mandate=True), member(5, died=True), member(7)]
    for person in people:
        owes(person, 2026, 3500 if person is people[3] else 10000)
    owes(people[0], 2025, 6400)
    return people


def test_each_living_debtor_is_invited_once(fund, invited):
    assert write_premium_invitations(fund, 2026, today=FEBRUARY) == 3
    assert write_premium_invitations(fund, 2026, today=FEBRUARY) == 0
    full, debit, reduced = (Letter.objects.get(person=invited[n]).data["content"] for n in (0, 1, 3))
    assert (full["open_cents"], full["reduced"], full["late"], full["due_on"]) == (10000, False, False, "2026-04-30")
    assert [claim["year"] for claim in full["earlier"]] == [2025]
    assert debit["direct_debit"]
    assert not full["direct_debit"]
    assert reduced["reduced"]


def test_sending_prints_every_letter_once_and_each_is_found_back(fund, invited, monkeypatch):
    monkeypatch.setattr(sending_module, "LETTERS_PER_FILE", 2)
    write_premium_invitations(fund, 2026, today=FEBRUARY)
    sent = send(fund)
    assert (sent.letters, len(sent.files)) == (3, 2)
    assert send(fund).letters == 0
    for letter in Letter.objects.select_related("fund", "person"):
        words = words_of(render(letter))
        assert letter.number in words
        assert letter.person.last_name in words
        others = Letter.objects.exclude(pk=letter.pk)
        assert not [other for other in others if other.number in words]


def test_a_sent_letter_stays_as_it_was(fund, invited):
    write_premium_invitations(fund, 2026, today=FEBRUARY)
    send(fund)
    letter = Letter.objects.first()
    before = words_of(render(letter))
    FundContact.objects.update(phone="09 111 11 11")
    letter.data["content"]["open_cents"] = 1
    assert words_of(render(letter)) == before


def test_a_print_file_that_was_touched_is_not_shown(fund, invited, settings):
    write_premium_invitations(fund, 2026, today=FEBRUARY)
    send(fund)
    letter = Letter.objects.first()
    file = settings.OUTBOX_DIR / letter.path
    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(LetterChanged, match=letter.number):
        render(letter)


def test_no_letter_leaves_without_the_contact_of_the_fund(fund, invited):
    write_premium_invitations(fund, 2026, today=FEBRUARY)
    FundContact.objects.all().delete()
    with pytest.raises(ContactMissing, match="zorgkas letters contact"):
        send(fund)
    assert not Letter.objects.filter(sent_at__isnull=False)
    assert "nog niet verstuurd" in words_of(render(Letter.objects.first()))


def test_a_sending_that_stops_half_way_goes_on_where_it_was(fund, invited, monkeypatch):
    monkeypatch.setattr(sending_module, "LETTERS_PER_FILE", 2)
    write_premium_invitations(fund, 2026, today=FEBRUARY)
    write = sending_module._write
    monkeypatch.setattr(sending_module, "_write", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        send(fund)
    assert not Letter.objects.filter(sent_at__isnull=False)
    monkeypatch.setattr(sending_module, "_write", write)
    assert send(fund).letters == 3
