"""Long work started at the counter: said before it happens, started once, and seen when it is done."""

import time

import pytest
from django.urls import reverse

from zorgkas.ledger.models import Run
from zorgkas.web.counter.rooms.runs import starting, views
from zorgkas.web.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def started(monkeypatch):
    commands = []
    monkeypatch.setattr(views, "start_command", lambda *arguments: commands.append(arguments))
    return commands


@pytest.fixture
def finance(client, staff, fund):
    client.force_login(staff[Role.FINANCE])
    return client


def test_a_run_proposes_in_the_name_of_who_started_it(finance, started):
    address = reverse("counter:start-run", args=["budgets"])
    month = finance.get(address).context["form"].fields["month"].choices[0][0]
    assert started == [], "looking starts nothing"
    finance.post(address, {"month": month})
    assert started == [("payments", "run", month, "--fund", "demo", "--user", "finance")]


def test_the_premiums_of_a_year_come_with_their_invitations_when_asked(finance, started):
    address = reverse("counter:start-run", args=["premium"])
    year = finance.get(address).context["form"].fields["year"].choices[0][0]
    finance.post(address, {"year": year, "letters": "on"})
    finance.post(address, {"year": year})
    assert [("--letters" in command) for command in started] == [True, False]


@pytest.mark.parametrize(("work", "wrong"), [("budgets", {"month": "1999-13"}), ("premium", {"year": "1066"})])
def test_a_period_that_is_not_offered_starts_nothing(finance, started, work, wrong):
    answer = finance.post(reverse("counter:start-run", args=[work]), wrong)
    assert answer.status_code == 422
    assert "-wrong" in answer.content.decode()
    assert started == []


def test_a_run_that_is_at_work_is_not_started_beside_itself(finance, started, fund):
    Run.objects.filter(kind="budgets").update(state=Run.State.RUNNING)
    address = reverse("counter:start-run", args=["budgets"])
    finance.post(address, {"month": finance.get(address).context["form"].fields["month"].choices[0][0]})
    assert started == []


def test_who_only_looks_starts_nothing(client, staff, fund):
    client.force_login(staff[Role.AUDITOR])
    assert client.get(reverse("counter:runs")).status_code == 200
    assert client.post(reverse("counter:start-run", args=["budgets"])).status_code == 403


def test_the_command_goes_on_beside_the_server_and_says_how_it_ended(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    log = starting.start_command("law", "show", "no_such_rule", "--on", "2026-01-01")
    for _attempt in range(300):
        if log.read_text().strip():
            break
        time.sleep(0.1)
    [(name, line)] = starting.last_words()
    assert name.startswith("law-show-no_such_rule")
    assert "no_such_rule" in log.read_text()
    assert line
