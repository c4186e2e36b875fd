"""The played year: the same events from the same seed, everything holds, and a broken-off year goes on."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from django.apps import apps
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from zorgkas.banking.models import Batch, Movement
from zorgkas.budgets.models import Decision
from zorgkas.ledger.models import Entry
from zorgkas.population.assumptions import DEFAULT
from zorgkas.population.fund import demo_fund
from zorgkas.population.make import make
from zorgkas.population.year import play
from zorgkas.population.year.chance import choose, uniform
from zorgkas.population.year.checks import BrokenInvariant, check_month, fact_rows
from zorgkas.population.year.clock import Clock, not_before
from zorgkas.population.year.office import Office, Staff
from zorgkas.population.year.plan import draw_plan
from zorgkas.population.year.play import Month, play_year
from zorgkas.population.year.summary import cents, counts
from zorgkas.population.year.world import World
from zorgkas.registry.models import Death, Source

SCALE, MONTHS = 4000, 10


def _world(size: int, first_id: int = 1) -> World:
    rng = np.random.default_rng(size)
    index = np.arange(size)
    yes = np.ones(size, np.bool_)
    zzz = rng.random(size) < 0.2
    return World(
        person=index + first_id,
        index=index,
        birth=rng.integers(-20_000, 11_000, size).astype(np.int32),
        alive=yes,
        member=rng.random(size) < 0.9,
        region=np.ones(size, np.int16),
        zzz=zzz,
        zzz_residential=zzz & (rng.random(size) < 0.3),
        zzz_end=np.where(zzz, rng.integers(20_500, 21_000, size), -(2**30)).astype(np.int32),
        other_budget=np.zeros(size, np.bool_),
        has_account=yes,
        increased_allowance=rng.random(size) < 0.2,
        exempt=np.zeros(size, np.bool_),
    )


@given(seed=st.integers(0, 2**31), size=st.integers(200, 2000))
@settings(max_examples=20, deadline=None)
def test_the_same_seed_draws_the_same_year_whatever_the_ids_are(seed: int, size: int) -> None:
    first = draw_plan(_world(size), 2026, seed, DEFAULT)
    again = draw_plan(_world(size, first_id=777), 2026, seed, DEFAULT)
    assert first.events.keys() == again.events.keys()
    for kind, columns in first.events.items():
        for name, column in columns.items():
            assert (column == again.events[kind][name]).all(), (kind, name)


@given(seed=st.integers(0, 2**31))
@settings(max_examples=20, deadline=None)
def test_what_the_fund_hears_has_happened(seed: int) -> None:
    plan = draw_plan(_world(1500), 2026, seed, DEFAULT)
    for kind in (
        "death",
        "wrong_death",
        "move",
        "departure",
        "attest",
        "admission",
        "suspension",
        "arrival",
        "exemption",
    ):
        columns = plan.events[kind]
        heard = np.array([np.datetime64(f"2026-{min(month, 12):02d}-16") for month in columns["month"].tolist()])
        happened = columns["day"].astype("datetime64[D]")
        assert (happened[columns["month"] <= 12] < heard[columns["month"] <= 12]).all(), kind
    dies = set(plan.events["death"]["who"].tolist())
    for kind, columns in plan.events.items():
        if kind not in ("death", "arrival", "joiner"):
            assert not dies & set(columns["who"].tolist()), kind


@given(seed=st.integers(0, 2**40), subject=st.text(max_size=20))
@settings(max_examples=50, deadline=None)
def test_chances_are_spread_evenly_and_hang_on_the_person_alone(seed: int, subject: str) -> None:
    values = uniform(seed, subject, np.arange(4000))
    assert ((values >= 0) & (values < 1)).all()
    assert abs(values.mean() - 0.5) < 0.05
    assert (uniform(seed, subject, np.array([17, 3])) == values[[17, 3]]).all()


def test_weights_decide_who_is_chosen() -> None:
    index, weights = np.arange(1000), np.where(np.arange(1000) < 500, 9.0, 1.0)
    chosen = choose(1, "x", index, 200, np.ones(1000, np.bool_), weights)
    assert len(set(chosen.tolist())) == 200
    assert (chosen < 500).sum() > 150
    assert len(choose(1, "x", index, 5000, index < 10)) == 10


def test_the_clock_never_goes_back() -> None:
    clock = Clock(datetime(2026, 3, 10, tzinfo=UTC))
    with clock.running():
        assert timezone.localdate() == date(2026, 3, 10)
        first = timezone.now()
        clock.set(date(2026, 1, 1))
        assert timezone.now() > first
        clock.set(date(2026, 4, 1))
        assert timezone.localdate() == date(2026, 4, 1)
    assert timezone.now() is not clock.now()


def test_a_demo_is_served_after_its_last_day() -> None:
    later = timezone.now() + timedelta(days=90)
    with not_before(later) as ahead:
        assert ahead > timedelta(days=89)
        assert timezone.now() >= later
    with not_before(datetime(2020, 1, 1, tzinfo=UTC)) as ahead:
        assert not ahead


@pytest.fixture
def staff(db: None, settings: LazySettings, tmp_path: Path) -> Staff:
    settings.OUTBOX_DIR, settings.INBOX_DIR = tmp_path / "outbox", tmp_path / "inbox"
    return Staff(*(User.objects.create_user(name) for name in ("worker", "a", "b")))


def _played(staff: Staff, directory: Path, months: int = MONTHS) -> list[Month]:
    make(SCALE, 1)
    return list(play_year(2026, demo_fund(), staff, months=months, directory=directory))


def _end() -> dict[str, int]:
    return {**counts(demo_fund(), 2026), **cents(demo_fund())}


def test_a_year_is_played_and_everything_holds(staff: Staff, tmp_path: Path) -> None:
    played = _played(staff, tmp_path)
    assert [month.month for month in played] == list(range(1, MONTHS + 1))
    assert all(all(month.checks.values()) and len(month.checks) == 6 for month in played)
    total: Counter[str] = sum((month.counts for month in played), Counter())
    # Things that a year must have: late, wrong and taken back, returned, doubled, set off.
    for name in ("wrong death", "death taken back", "late increased allowance", "paid in full", "doubled files"):
        assert total[name], name
    assert Death.objects.filter(superseded_at__isnull=False).exists()
    assert Batch.objects.filter(state=Batch.State.BOOKED).count() >= MONTHS
    assert not Batch.objects.exclude(state__in=("booked", "cancelled", "exported")).exists()
    assert Decision.objects.filter(outcome="granted").exists()
    assert Movement.objects.filter(state="queued").count() < Movement.objects.count() / 20
    assert sum(cents(demo_fund()).values()) == 0
    entries = Entry.objects.count()
    again = list(play_year(2026, demo_fund(), staff, months=MONTHS, directory=tmp_path))
    assert all(month.played_before for month in again)
    assert [month.story for month in again] == [month.story for month in played]
    assert Entry.objects.count() == entries


def _restart_numbers() -> None:
    models = [model for model in apps.get_models() if model is not User]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


class _Killed(BaseException):
    """Stands for a process that ends in the middle."""


@pytest.mark.parametrize("where", ["handle_care", "pay_budgets", "handle_queue"])
def test_a_year_that_is_broken_off_ends_the_same(
    staff: Staff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    _restart_numbers()  # the bank draws lots by the number of an order
    with transaction.atomic():
        _played(staff, tmp_path / "whole", months=2)
        whole = _end()
        transaction.set_rollback(True)
    _restart_numbers()
    real, calls = getattr(Office, where), iter([False, True])

    def break_off(self: Office, *arguments: object) -> object:
        result = real(self, *arguments)
        if next(calls, False):  # in the second month, when the step itself is done
            raise _Killed
        return result

    monkeypatch.setattr(Office, where, break_off)
    with pytest.raises(_Killed):
        _played(staff, tmp_path / "broken", months=2)
    monkeypatch.undo()
    assert [month.played_before for month in _played(staff, tmp_path / "broken", months=2)] == [True, False]
    assert _end() == whole


def test_a_broken_invariant_stops_the_year(staff: Staff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(play, "check_month", lambda *arguments: check_month(*arguments[:3], {"Death": 10**6}, []))
    with pytest.raises(BrokenInvariant, match="no fact lost"):
        _played(staff, tmp_path, months=1)
    assert not Source.objects.filter(reference__endswith="played").exists()


def test_every_kind_of_fact_is_counted(db: None) -> None:
    assert {"Residence", "Membership", "Entitlement", "Suspension"} <= fact_rows().keys()
