"""kill -9 in the middle of an import, on a database of its own: the next import does the rest, and nothing twice."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
from tests.own_database import own_database

DAYS, A_DAY = 15, 40
HERE = Path(__file__).parent

# A fund, a claim for everybody, and one file in which the bank tells of fifteen days with forty premiums each.
SETUP = f"""
import sys; from datetime import date, timedelta; from pathlib import Path
from zorgkas.cli._django import start_django; start_django(needs_tables=False)
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
sys.path.insert(0, {str(HERE)!r})
from banking_helpers import PREMIUMS_IBAN, belgian_iban, communication, make_fund
from zorgkas.banking.simulator import SimulatedBank
fund = make_fund()
bank = SimulatedBank([fund.premiums], opens_on=date(2026, 10, 1))
claims = [fund.claim(fund.person(account=False)) for _ in range({DAYS * A_DAY})]
days = [date(2026, 10, 2) + timedelta(days=number) for number in range({DAYS})]
for number, claim in enumerate(claims):
    bank.pay_in(belgian_iban(1), "Payer", 64_00, to=PREMIUMS_IBAN, day=days[number % {DAYS}],
                communication=communication(claim))
Path(sys.argv[1]).write_bytes(b"".join(bank.statement(day) for day in days))
"""
IMPORT = [str(Path(sys.executable).with_name("zorgkas")), "bank", "import"]
OUTCOME = """
import json
from zorgkas.cli._django import start_django; start_django(needs_tables=False)
from zorgkas.banking.models import Movement, Statement
from zorgkas.banking.queries import bank_differences
from zorgkas.ledger.models import Item
from zorgkas.ledger.queries import check
from zorgkas.registry.models import CareFund
print(json.dumps({
    "statements": Statement.objects.count(), "movements": Movement.objects.count(),
    "open": sorted(set(Item.objects.values_list("balance_cents", flat=True))),
    "problems": sum(finding.problems for finding in check()) + len(list(bank_differences(CareFund.objects.get()))),
}))
"""


def test_killed_in_the_middle_of_an_import(tmp_path: Path, django_db_setup: None) -> None:
    file = tmp_path / "fifteen days.cod"
    with own_database("zorgkas_killed_import") as given:
        environment = {**given, "ZORGKAS_OUTBOX_DIR": str(tmp_path / "out"), "ZORGKAS_INBOX_DIR": str(tmp_path / "in")}
        subprocess.run([sys.executable, "-c", SETUP, str(file)], env=environment, check=True, timeout=300)

        running = subprocess.Popen([*IMPORT, str(file)], env=environment, stdout=subprocess.DEVNULL)
        with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as watching:
            while _statements(watching) < 2:
                assert running.poll() is None, "the import ended before it could be killed"
                time.sleep(0.002)
            os.kill(running.pid, signal.SIGKILL)
            assert running.wait(timeout=30) == -signal.SIGKILL
            assert 2 <= _statements(watching) < DAYS, "killed too late to prove anything"

        for _ in range(2):  # the second time everything is known already
            assert subprocess.run([*IMPORT, str(file)], env=environment, timeout=120).returncode == 0
            told = subprocess.run(
                [sys.executable, "-c", OUTCOME],
                env=environment,
                check=True,
                timeout=120,
                capture_output=True,
                text=True,
            )
            outcome = json.loads(told.stdout.splitlines()[-1])
            assert outcome == {"statements": DAYS, "movements": DAYS * A_DAY, "open": [0], "problems": 0}


def _statements(database: "psycopg.Connection[tuple[int]]") -> int:
    found = database.execute("SELECT count(*) FROM banking_statement").fetchone()
    assert found
    return found[0]
