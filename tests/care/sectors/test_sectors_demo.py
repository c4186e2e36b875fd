"""Six sectors in the demo year: each from request to what is owed, with refusals; played twice nothing changes."""

from collections import Counter
from datetime import UTC, date, datetime

import numpy as np
import pytest
from django.contrib.auth.models import User
from tests.care.sectors.sector_helpers import House

from zorgkas.care.models import CareDecision, CareLine, CareRequest
from zorgkas.ledger.checks import check
from zorgkas.ledger.models import ProviderItem
from zorgkas.population.care_in_kind.sectors import HOUSES, play_sectors
from zorgkas.population.columns import EPOCH
from zorgkas.population.year.world import World
from zorgkas.registry.models import Person

pytestmark = pytest.mark.django_db


def world_of(people: list[Person]) -> World:
    yes, no = np.ones(len(people), bool), np.zeros(len(people), bool)
    return World(
        person=np.array([one.pk for one in people]),
        index=np.arange(len(people)),
        birth=np.array([one.birth_date.toordinal() - EPOCH for one in people], np.int32),
        alive=yes,
        member=yes,
        region=np.ones(len(people), np.int16),
        zzz=no,
        zzz_residential=no,
        zzz_end=np.zeros(len(people), np.int32),
        other_budget=no,
        has_account=yes,
        increased_allowance=no,
        exempt=no,
    )


def play(house: House, worker: User, world: World) -> Counter[str]:
    counts: Counter[str] = Counter()
    for month in range(1, 7):
        now = datetime(2026, month, 20, 9, tzinfo=UTC)
        counts += play_sectors(house.fund, worker, world, 2026, 1, now.date(), now)
    return counts


def test_half_a_year_of_six_sectors(django_user_model: type[User]) -> None:
    worker = django_user_model.objects.create(username="an")
    house = House.build("sheltered_living", "outside")
    people = [house.member(born=date(year, 2, 3)) for year in range(1930, 2022)]
    counts = play(house, worker, world_of(people))
    owed = {item.product for item in ProviderItem.objects.filter(fund=house.fund) if item.due_cents < 0}
    assert len(owed) == len(HOUSES)
    outcomes = set(CareDecision.objects.values_list("outcome", flat=True))
    assert {"granted", "refused", "asks"} <= outcomes
    reasons = set(CareLine.objects.exclude(reason="").values_list("reason", flat=True))
    assert {"WRONG_AMOUNT", "DOUBLE"} <= reasons
    assert counts["lines of care accepted"] > 0
    assert [one for one in check(house.fund) if not one.good] == []
    before = (CareRequest.objects.count(), CareLine.objects.count())
    assert play(house, worker, world_of(people))["lines of care accepted"] == 0
    assert (CareRequest.objects.count(), CareLine.objects.count()) == before
