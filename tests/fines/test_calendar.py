"""The calendar of a year: what falls due when, done once, late is right too."""

import datetime

import pytest
from django.utils import timezone
from fines_helpers import state_of
from membership_helpers import Town, day

from zorgkas.banking.models import FundAccount
from zorgkas.fines.calendar import calendar, open_tasks_of, run_until
from zorgkas.letters.models import Letter
from zorgkas.membership.services import run_premiums
from zorgkas.registry.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def set_day(monkeypatch):
    def to(text):
        at = datetime.datetime.fromisoformat(f"{text}T12:00:00+00:00")
        monkeypatch.setattr(timezone, "now", lambda: at)
        return at.date()

    return to


@pytest.fixture
def fund_of_town(town: Town):
    FundAccount.objects.create(fund=town.fund, purpose="premiums", iban="BE71096123456769", bic="GKCCBEBB")
    return town.fund


def entry(fund, name, year=2026):
    return next(one for one in calendar(fund, year) if one.duty.name == name)


def test_every_legal_day_stands_in_it_in_order(fund_of_town) -> None:
    entries = calendar(fund_of_town, 2026)
    assert [one.due_on for one in entries] == sorted(one.due_on for one in entries)
    due = {one.duty.name: one.due_on for one in entries}
    assert due["premium-due"] == day("2026-04-30")
    assert due["fine-letters"] == day("2026-09-01")
    assert due["fine-arrears"] == day("2026-10-05")
    assert due["fine-report"] == day("2026-10-10")
    assert due["fine-account"] == day("2026-10-15")
    assert due["switch-forms"] == day("2026-12-05")
    assert all(one.duty.article for one in entries)


def test_a_year_run_in_time_and_again_changes_nothing(town: Town, fund_of_town, set_day) -> None:
    person = town.member()
    set_day("2026-01-05")
    run_premiums(2025, fund_of_town)
    for text in ("2026-01-31", "2026-03-01", "2026-06-01", "2026-08-20", "2026-10-08", "2026-10-20", "2026-12-31"):
        today = set_day(text)
        played = list(run_until(fund_of_town, 2026, today))
        assert [one.entry.duty.name for one in played if one.failed] in ([], ["automatic-affiliation"])
    assert state_of(person) == "reported"
    assert Letter.objects.filter(person=person, kind="fine_warning").count() == 1
    assert [one.entry.duty.name for one in run_until(fund_of_town, 2026, today) if not one.failed] == []
    assert Letter.objects.filter(person=person, kind="fine_warning").count() == 1


def test_too_late_says_so_and_becomes_a_task_with_its_legal_day(town: Town, fund_of_town, set_day) -> None:
    person = town.member()
    set_day("2026-01-05")
    run_premiums(2025, fund_of_town)
    run_premiums(2026, fund_of_town)
    today = set_day("2026-09-10")
    assert entry(fund_of_town, "fine-letters").late(today)
    played = {one.entry.duty.name: one for one in run_until(fund_of_town, 2026, today)}
    assert played["fine-letters"].failed
    assert "1 September of the next year" in played["fine-letters"].outcome
    assert not played["fine-search"].failed
    task = Task.objects.get(kind=Task.Kind.CALENDAR, reference__endswith="fine-letters")
    assert task.due_on == day("2026-09-01")
    assert state_of(person) == "candidate"


def test_nothing_is_done_before_its_time(town: Town, fund_of_town, set_day) -> None:
    town.member()
    set_day("2026-02-01")
    played = [one.entry.duty.name for one in run_until(fund_of_town, 2026, day("2026-12-31"))]
    assert "fine-search" not in played
    assert "premium-run" in played


def test_what_can_be_done_and_was_not_stands_in_the_work_queue_until_it_is(town: Town, fund_of_town, set_day) -> None:
    town.member()
    today = set_day("2026-02-01")
    assert open_tasks_of(fund_of_town, 2026, today) > 0
    list(run_until(fund_of_town, 2026, today))
    assert open_tasks_of(fund_of_town, 2026, today) == 0
    assert not Task.objects.filter(kind=Task.Kind.CALENDAR, closed_at=None).exists()
