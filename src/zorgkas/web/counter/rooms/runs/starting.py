"""Starting a command of the program beside the web server: it goes on when the page is closed or the server stops.

A run takes an advisory lock and books only what is missing, so starting it twice, or again after a crash, is harmless.
"""

import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.utils import timezone


def start_command(*arguments: str) -> Path:
    """Start `zorgkas` with these arguments; what it says goes to the file that is returned."""
    folder = settings.DATA_DIR / "runs"
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / f"{timezone.now():%Y%m%dT%H%M%S%f}-{'-'.join(arguments[:3])}.log"
    command = [sys.executable, "-c", "from zorgkas.cli import app; app()", *arguments]
    with log.open("wb") as out:
        subprocess.Popen(
            command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True
        )
    return log


def last_words(most: int = 5) -> list[tuple[str, str]]:
    """The latest logs by name, with the last line of each."""
    folder = settings.DATA_DIR / "runs"
    logs = sorted(folder.glob("*.log"), reverse=True)[:most] if folder.is_dir() else []
    return [(log.stem.partition("-")[2], _last_line(log)) for log in logs]


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").replace("\r", "\n").strip().splitlines()
    return lines[-1].strip() if lines else ""
