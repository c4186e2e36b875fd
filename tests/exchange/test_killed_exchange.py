"""kill -9 in the middle of a file, on a database of its own: the next command does the rest, and nothing twice."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from tests.own_database import own_database

PEOPLE = 6_000
HERE = Path(__file__).parent

# A fund, people, and a list of all of them with a bad record here and there; small parts, so that there are many.
SETUP = f"""
import sys; from pathlib import Path
from zorgkas.cli._django import start_django; start_django(needs_tables=False)
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
sys.path.insert(0, {str(HERE)!r})
from datetime import date
import numpy as np
from exchange_helpers import Network, listed, year_list
from zorgkas.registry.insz import insz_numbers
from zorgkas.registry.models import CareFund
from zorgkas.registry.services import create_people
fund = CareFund.objects.create(code="demo", name="Demo", enterprise_number="0200000142", creditor_identifier="x")
births = date(1950, 1, 1).toordinal() + np.arange({PEOPLE}) // 3
numbers = insz_numbers(births, np.arange({PEOPLE}) % 3 + 1)
create_people({{"insz": numbers.tolist(), "first_name": ["An"] * {PEOPLE}, "last_name": ["P"] * {PEOPLE},
               "birth_date": births, "sex": ["F"] * {PEOPLE}}})
records = [listed(n, municipalityCode="21004" if i % 100 == 7 else "44021") for i, n in enumerate(numbers.tolist())]
Path(sys.argv[1]).write_bytes(Network(fund).file("VZV25+", records, more=year_list({PEOPLE})))
"""
TAKE_IN = """
import sys; from pathlib import Path
from zorgkas.cli._django import start_django; start_django(needs_tables=False)
from zorgkas.exchange.mailbox import process
from zorgkas.exchange.reading import envelope
envelope.PIECE = 50
from zorgkas.exchange.services import receive
receive(Path(sys.argv[1]))
"""
OUTCOME = """
import json
from zorgkas.cli._django import start_django; start_django(needs_tables=False)
from zorgkas.exchange.models import FilePart, MessageFile, QuarantinedRecord
from zorgkas.registry.models import Residence
file = MessageFile.objects.get()
print(json.dumps({
    "state": file.state, "records": file.records, "accepted": file.accepted, "quarantined": file.quarantined,
    "kept": QuarantinedRecord.objects.count(), "parts": FilePart.objects.count(),
    "residences": Residence.objects.count(), "people": Residence.objects.values("person").distinct().count(),
}))
"""
BAD = PEOPLE // 100


@pytest.mark.parametrize("parts", [0, 1, 5])
def test_killed_in_the_middle_of_a_file(tmp_path: Path, django_db_setup: None, parts: int) -> None:
    file = tmp_path / "list.xml"
    with own_database("zorgkas_killed_exchange") as given:
        environment = {**given, "ZORGKAS_OUTBOX_DIR": str(tmp_path / "out"), "ZORGKAS_INBOX_DIR": str(tmp_path / "in")}
        subprocess.run([sys.executable, "-c", SETUP, str(file)], env=environment, check=True, timeout=300)
        take_in = [sys.executable, "-c", TAKE_IN, str(file)]

        running = subprocess.Popen(take_in, env=environment)
        with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as watching:
            while not _reached(watching, parts):
                assert running.poll() is None, "it ended before it could be killed"
                time.sleep(0.001)
            os.kill(running.pid, signal.SIGKILL)
            assert running.wait(timeout=30) == -signal.SIGKILL
            assert _count(watching, "exchange_filepart") < 12, "killed too late to prove anything"

        for _ in range(2):  # the second time everything is known already
            subprocess.run(take_in, env=environment, check=True, timeout=120)
            told = subprocess.run(
                [sys.executable, "-c", OUTCOME],
                env=environment,
                check=True,
                timeout=120,
                capture_output=True,
                text=True,
            )
            assert json.loads(told.stdout.splitlines()[-1]) == {
                "state": "done",
                "records": PEOPLE,
                "accepted": PEOPLE - BAD,
                "quarantined": BAD,
                "kept": BAD,
                "parts": 12,
                "residences": PEOPLE - BAD,
                "people": PEOPLE - BAD,
            }


def _reached(database: "psycopg.Connection[tuple[int]]", parts: int) -> bool:
    return _count(database, "exchange_messagefile") == 1 and _count(database, "exchange_filepart") >= parts


def _count(database: "psycopg.Connection[tuple[int]]", table: str) -> int:
    found = database.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert found
    return found[0]
