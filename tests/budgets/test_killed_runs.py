"""kill -9 in the middle of a run, on a database of its own: the next run does what is missing, and nothing twice.

Slow: starts real processes against the real server.
"""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from tests.own_database import own_database

PEOPLE = 400

SETUP = """
from datetime import datetime, UTC
from zorgkas.cli._django import start_django; start_django(needs_tables=False)
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
from django.db import connection
from zorgkas.registry.models import CareFund, Source
fund = CareFund.objects.create(code="demo", name="Demo fund", enterprise_number="0200000142")
told = Source.objects.create(kind="message", reference="all", received_at=datetime(2025, 1, 1, tzinfo=UTC))
fact = "(person_id, valid_from, recorded_at, source_id"
with connection.cursor() as cursor:
    cursor.execute("INSERT INTO registry_person (insz, first_name, last_name, birth_date, sex)"
                   " SELECT lpad(i::text, 11, '0'), 'An', 'Peeters', '1970-01-01', 'F' FROM generate_series(1, %s) i",
                   [{people}])
    cursor.execute(f"INSERT INTO membership_membership {{fact}}, fund_id, kind, origin, joined_late)"
                   " SELECT id, '2015-01-01', '2025-01-01', %s, %s, 1, 1, false FROM registry_person",
                   [told.pk, fund.pk])
    cursor.execute(f"INSERT INTO budgets_entitlement {{fact}}, product, care_form)"
                   " SELECT id, '2024-01-01', '2025-01-01', %s, 2, 1 FROM registry_person", [told.pk])
"""
RUN = """
import json, sys, time
from zorgkas.cli._django import start_django; start_django(needs_tables=False)
from zorgkas.budgets.services import run_dues
from zorgkas.ledger.models import Item, Run
from zorgkas.ledger.queries import check
from zorgkas.membership.services import run_premiums
from zorgkas.registry.models import CareFund
what, slow = sys.argv[1], float(sys.argv[2])
def progress(done, total):
    print(done, total, flush=True)
    time.sleep(slow)
fund = CareFund.objects.get()
if what == "premium":
    outcome = run_premiums(2026, fund, progress=progress, chunk_size=20).claims
else:
    outcome = run_dues(202604, fund, progress=progress, chunk_size=20, first_month=202604).total
items = list(Item.objects.filter(account=1200 if what == "premium" else 2000).values_list("due_cents", flat=True))
states = list(Run.objects.filter(kind=what).order_by("pk").values_list("state", flat=True))
print(json.dumps({"new": outcome.new, "items": items, "states": states,
                  "problems": sum(finding.problems for finding in check())}))
"""


@pytest.fixture(scope="module")
def database(django_db_setup: None, django_db_blocker: object) -> Iterator[dict[str, str]]:
    """A database beside the test database, with people, and the environment to reach it."""
    with own_database("zorgkas_killed_runs") as environment:
        subprocess.run([sys.executable, "-c", SETUP.format(people=PEOPLE)], env=environment, check=True, timeout=300)
        yield environment


def finish(what: str, environment: dict[str, str]) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", RUN, what, "0"], env=environment, check=True, timeout=120, capture_output=True, text=True
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize(("what", "cents"), [("premium", 10_000), ("budgets", -14_000)])
def test_killed_in_the_middle(what: str, cents: int, database: dict[str, str]) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", RUN, what, "0.3"], env=database, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    for _ in range(3):
        line = running.stdout.readline()
    assert line.split() == ["3", str(PEOPLE // 20)]
    running.send_signal(signal.SIGKILL)
    assert running.wait(timeout=30) == -signal.SIGKILL
    time.sleep(0.2)
    resumed = finish(what, database)
    assert resumed["items"] == [cents] * PEOPLE
    assert 0 < int(str(resumed["new"])) < PEOPLE, "the killed run had booked a part, and only the rest was new"
    assert resumed["states"] == ["failed", "done"]
    assert resumed["problems"] == 0
    assert finish(what, database)["new"] == 0
