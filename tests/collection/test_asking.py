"""Reminders and earlier years asked again: everybody who must be, once, and nobody else; with their letters."""

from datetime import date, timedelta

import numpy as np
import pytest
from django.utils import timezone
from tests.collection.collection_helpers import House, moment

from zorgkas.collection.models import Demand
from zorgkas.collection.services import (
    Part,
    RemindersRefused,
    agree_plan,
    check_plans,
    equal_parts,
    record_demands,
    run_reminders,
)
from zorgkas.collection.services.arrears import run_arrears
from zorgkas.fines.models import ClaimedWithFine, FineFile, FineYear
from zorgkas.letters.contacts import record_example_contact
from zorgkas.letters.models import Letter
from zorgkas.letters.services import (
    ask_arrears,
    preview_reminders,
    remind,
    render,
    send,
    write_plan_letters,
    write_premium_invitations,
)
from zorgkas.letters.services.collection_asking import invited
from zorgkas.registry.models import Person, Representative, Task

INVITED, NOVEMBER = date(2026, 2, 1), date(2026, 11, 10)


@pytest.fixture
def invite(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write invitations as in February, whatever day it is."""
    record_example_contact(house.fund)
    monkeypatch.setattr(timezone, "now", lambda: moment(INVITED))


def write_invitations(house: House) -> int:
    return write_premium_invitations(house.fund, 2026, today=INVITED)


def reminded() -> set[int]:
    return set(Demand.objects.filter(step=Demand.Step.REMINDER).values_list("item_id", flat=True))


def test_who_did_not_pay_gets_one_reminder(house: House, invite: None) -> None:
    owes, paid = house.claim(house.member()), house.claim(house.member())
    write_invitations(house)
    house.claim(paid.person, 2026, -100_00)
    preview = preview_reminders(house.fund, 2026, NOVEMBER)
    assert (preview.open, preview.reminded, preview.cents) == (1, 1, 100_00)
    assert not Demand.objects.exists()
    found, letters = remind(house.fund, 2026, NOVEMBER)
    assert (found.reminded, letters, reminded()) == (1, 1, {owes.pk})
    again, more = remind(house.fund, 2026, NOVEMBER + timedelta(days=3))
    assert (again.reminded, again.reminded_before, more) == (0, 1, 0)
    letter = Letter.objects.get(kind="premium_reminder")
    assert letter.data["content"]["open_cents"] == 100_00
    assert render(letter).startswith(b"%PDF")


def test_nobody_else_is_reminded(house: House, invite: None) -> None:
    """Not who died, pays by a plan, was asked by registered letter, or was never invited."""
    died, planned, registered = (house.claim(house.member()) for _ in range(3))
    write_invitations(house)
    never = house.claim(house.member())
    house.died(died.person, date(2026, 10, 1))
    agree_plan(planned.person, house.fund, [Part(date(2026, 12, 1), 100_00)], user=house.one, on=date(2026, 9, 1))
    record_demands(
        house.fund,
        Demand.Step.REGISTERED,
        season=2026,
        on=date(2026, 8, 20),
        items=np.array([registered.pk]),
        people=np.array([registered.person_id]),
        cents=np.array([100_00]),
    )
    found, letters = remind(house.fund, 2026, NOVEMBER)
    assert (found.died, found.planned, found.registered, found.not_invited) == (1, 1, 1, 1)
    assert (found.reminded, letters, reminded()) == (0, 0, set())
    assert never.pk
    task = Task.objects.get(kind=Task.Kind.INVITE_FIRST)
    assert task.due_on == date(2026, 11, 30)


def test_a_reminder_is_not_possible_before_the_last_day_to_pay(house: House) -> None:
    with pytest.raises(RemindersRefused):
        run_reminders(house.fund, 2026, invited=invited, on=date(2026, 4, 30))


def test_after_30_november_the_run_says_that_it_is_late(house: House) -> None:
    assert not run_reminders(house.fund, 2026, invited=invited, on=date(2026, 11, 30)).late
    assert run_reminders(house.fund, 2026, invited=invited, on=date(2026, 12, 1)).late


def test_a_run_in_small_chunks_reminds_the_same_people(house: House, invite: None) -> None:
    claims = [house.claim(house.member()) for _ in range(5)]
    write_invitations(house)
    run_reminders(house.fund, 2026, invited=invited, on=NOVEMBER, chunk_size=2)
    assert reminded() == {claim.pk for claim in claims}


def test_the_letter_goes_to_who_acts_for_the_member(house: House, invite: None) -> None:
    person = house.member()
    house.claim(person)
    house.learn(
        Representative,
        person,
        date(2026, 1, 1),
        kind=Representative.Kind.ADMINISTRATOR,
        name="Meester Maes",
        street="Dorp",
        house_number="1",
        postal_code="9000",
        municipality="Gent",
        gets_letters=True,
        proof="judgment",
    )
    write_invitations(house)
    remind(house.fund, 2026, NOVEMBER)
    assert Letter.objects.get(kind="premium_reminder").data["addressee"]["name"] == "Meester Maes"


def owes_for(house: House, *years: int) -> Person:
    person = house.member()
    for year in years:
        house.claim(person, year, 64_00)
    return person


def test_who_has_no_invitation_of_this_year_is_asked_apart_for_the_earlier_ones(house: House) -> None:
    """BVR art. 69: every year again; who gets an invitation of this year reads about them there."""
    left, stays = owes_for(house, 2023, 2024), owes_for(house, 2024, 2026)
    found, letters = ask_arrears(house.fund, 2026, date(2026, 3, 1))
    assert (found.claims, found.people, letters) == (2, 1, 1)
    letter = Letter.objects.get(kind="premium_arrears")
    assert letter.person == left
    assert letter.data["content"]["total_cents"] == 128_00
    assert render(letter).startswith(b"%PDF")
    assert ask_arrears(house.fund, 2026, date(2026, 6, 1))[1] == 0
    assert ask_arrears(house.fund, 2027, date(2027, 3, 1))[0].claims == 2 + 2
    assert stays.pk


def test_what_the_agency_asks_with_a_fine_is_not_asked_by_the_fund(house: House) -> None:
    person = owes_for(house, 2023, 2024)
    house.learn(ClaimedWithFine, person, date(2025, 12, 1), year=2023)
    found = run_arrears(house.fund, 2026, on=date(2026, 3, 1))
    assert (found.claims, found.not_asked) == (1, 1)


def test_a_registered_letter_about_a_fine_keeps_the_reminder_away(house: House, invite: None) -> None:
    """BVR art. 73: except when the premium was asked by registered letter."""
    claim = house.claim(house.member())
    write_invitations(house)
    file = FineFile.objects.create(
        person=claim.person, fund=house.fund, year=2026, arrears_cents=164_00, letter_on=date(2026, 8, 25)
    )
    FineYear.objects.create(file=file, year=2026, open_cents=100_00)
    found, letters = remind(house.fund, 2026, NOVEMBER)
    assert (found.registered, found.reminded, letters) == (1, 0, 0)


def test_a_plan_has_its_letter_and_a_lapsed_one_too(house: House, invite: None) -> None:
    person = owes_for(house, 2025, 2026)
    agree_plan(person, house.fund, equal_parts(128_00, 2, date(2026, 6, 1)), user=house.one, on=date(2026, 5, 4))
    assert write_plan_letters(house.fund) == 1
    check_plans(house.fund, date(2026, 7, 1))
    assert write_plan_letters(house.fund) == 1
    assert write_plan_letters(house.fund) == 0
    assert send(house.fund, kinds=("plan_agreed", "plan_lapsed"), now=moment(INVITED)).letters == 2
