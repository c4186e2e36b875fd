"""The demo year of this pillar: requests, deliveries, rentals, an invoice with faults; played twice nothing changes."""

import datetime
from collections import Counter

import numpy as np
import pytest
from mobility_helpers import Shop, day, moment

from zorgkas.care.models import CareFile, CareLine, CareRequest
from zorgkas.population.care_in_kind.mobility import play_aids
from zorgkas.population.columns import EPOCH
from zorgkas.population.year.world import World

pytestmark = pytest.mark.django_db


def world_of(shop: Shop) -> World:
    people = shop.people
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


def play(shop: Shop, worker: object, months: range) -> Counter[str]:
    world, counts = world_of(shop), Counter[str]()
    for month in months:
        today = datetime.date(2026, month, 18)
        counts += play_aids(shop.fund, worker, world, 2026, 1, today, moment(today.isoformat()))
    return counts


def test_three_months_of_aids(shop: Shop, django_user_model: type) -> None:
    worker = django_user_model.objects.create(username="an")
    for born in ("1950-01-01", "1951-01-01", "1952-01-01", "1953-02-01", "1930-01-01", "1935-01-01", "1936-01-01"):
        for _ in range(3):
            shop.member(born)
    counts = play(shop, worker, range(1, 4))
    assert counts["aids granted"] > 0
    assert counts["aids refused"] > 0
    assert counts["aids asks"] > 0
    assert counts["aids delivered"] > 0
    [file] = CareFile.objects.all()
    assert (file.state, day("2026-03-18")) == ("partly", file.received_on)
    reasons = set(CareLine.objects.exclude(reason="").values_list("reason", flat=True))
    assert {"UNKNOWN_CODE", "ALREADY_BILLED"} <= reasons
    assert CareLine.objects.filter(code__startswith="HUUR-", accepted_cents__gt=0).exists()

    before = (CareRequest.objects.count(), CareLine.objects.count())
    play(shop, worker, range(3, 4))
    assert (CareRequest.objects.count(), CareLine.objects.count()) == before
