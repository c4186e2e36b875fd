"""A fine although the money was there in time: somebody asks the agency to take it back; and fines that prescribe."""

import pytest
from fines_helpers import YEAR, file_of, fined, owes, state_of
from membership_helpers import Town, day, moment

from zorgkas.collection.models import Interruption
from zorgkas.collection.services import register_interruption
from zorgkas.fines.models import ClaimedWithFine
from zorgkas.fines.services import end_prescribed, tell_fined_though_paid
from zorgkas.registry.models import Task

pytestmark = pytest.mark.django_db


def test_money_of_before_the_last_day_that_is_recognised_after_the_fine(town: Town) -> None:
    late, never = town.member(), town.member()
    owes(town, 2025, 2026)
    fined(town)
    assert tell_fined_though_paid(town.fund, YEAR) == 0
    town.pays_premium(late, 2026, 100_00, "2026-10-15")  # recognised now, booked on the day it came
    town.pays_premium(never, 2026, 100_00, "2026-10-16")
    assert tell_fined_though_paid(town.fund, YEAR) == 1
    assert tell_fined_though_paid(town.fund, YEAR) == 0
    task = Task.objects.get(kind=Task.Kind.FINE)
    assert task.person == late
    assert state_of(late) == "fined"  # the agency decides


def test_a_fine_ends_after_five_years_and_its_premiums_are_asked_by_the_fund_again(town: Town) -> None:
    person = town.member()
    owes(town, 2025, 2026)
    fined(town, "2026-11-20")
    assert ClaimedWithFine.objects.filter(person=person, superseded_at=None).count() == 2
    assert end_prescribed(town.fund, day("2031-11-20")) == 0
    assert end_prescribed(town.fund, day("2031-11-21")) == 1
    assert end_prescribed(town.fund, day("2031-11-22")) == 0
    assert state_of(person) == "lapsed"
    running = ClaimedWithFine.objects.filter(person=person, superseded_at=None, valid_to=None)
    assert not running.exists()


def test_an_act_that_is_registered_makes_the_five_years_begin_again(town: Town) -> None:
    person = town.member()
    owes(town, 2025, 2026)
    fined(town, "2026-11-20")
    register_interruption(
        person,
        Interruption.Claim.FINE,
        YEAR,
        day("2026-11-23"),
        Interruption.Act.ORDER,
        "dwangbevel",
        at=moment("2026-11-24"),
    )
    assert end_prescribed(town.fund, day("2031-11-23")) == 0
    file = file_of(person)
    assert file is not None
    assert end_prescribed(town.fund, day("2031-11-24")) == 1
