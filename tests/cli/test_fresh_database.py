"""A command on a database without tables says what to do."""

import subprocess
import sys
from pathlib import Path

from tests.own_database import own_database

ZORGKAS = str(Path(sys.executable).with_name("zorgkas"))


def test_a_fresh_database_asks_for_its_tables(django_db_setup: None) -> None:
    with own_database("zorgkas_fresh") as environment:
        refused = subprocess.run([ZORGKAS, "ledger", "check"], env=environment, capture_output=True, text=True)
        assert refused.returncode == 1
        assert "run `zorgkas db migrate`" in refused.stderr
        assert "Traceback" not in refused.stderr
        assert subprocess.run([ZORGKAS, "db", "migrate"], env=environment, timeout=120).returncode == 0
        assert subprocess.run([ZORGKAS, "ledger", "check"], env=environment, timeout=60).returncode == 0
