"""Whoever stops a command stops its embedded server too; after a crash the next command starts and stops as ever."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

# Whoever runs the tests in the background or under nohup hands on signals that are ignored; at a terminal they are not.
WAIT = """
import signal
import time
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from zorgkas.database import database_url
database_url()
print("up", flush=True)
time.sleep(120)
"""


@pytest.fixture
def home() -> Iterator[Path]:
    # Not the directory of pytest, into which the user of the embedded server may not look.
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="zorgkas-stop-", ignore_cleanup_errors=True) as directory:
        yield Path(directory)


def start(home: Path) -> "subprocess.Popen[str]":
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment["ZORGKAS_DATA_DIR"] = str(home)
    process = subprocess.Popen([sys.executable, "-c", WAIT], env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    return process


def servers(home: Path) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter(["name", "cmdline"]):
        if process.info["name"] == "postgres" and str(home / "postgres") in (process.info["cmdline"] or []):
            found.append(process)
    return found


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_server_stops_with_its_last_user_also_after_a_crash(home: Path, how: signal.Signals) -> None:
    crashed = start(home)
    assert servers(home)
    crashed.kill()
    crashed.wait(timeout=30)
    assert servers(home)  # nobody could stop it
    process = start(home)
    process.send_signal(how)
    process.wait(timeout=60)
    assert not servers(home)
