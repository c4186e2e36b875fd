"""Files as they came or go: written under another name first, so that a crash never leaves half a file."""

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from zorgkas.exchange.models import MessageFile

BLOCK = 4 * 1024 * 1024
FOLDER = "exchange"


def place_of(file: MessageFile) -> Path:
    """Where a file lies."""
    base: Path = settings.INBOX_DIR if file.direction == MessageFile.Direction.IN else settings.OUTBOX_DIR
    return base / file.path


def safe_name(name: str) -> str:
    """A name that can do no harm in a path."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", name)[-80:].lstrip(".") or "file"


def blocks_of(stream: BinaryIO) -> Iterable[bytes]:
    """A stream in blocks."""
    while block := stream.read(BLOCK):
        yield block


def keep(blocks: Iterable[bytes], base: Path, path: str | None, name: str = "") -> tuple[str, str, int]:
    """Write blocks durably below a directory; without a path it is made of the hash. Return path, hash and size."""
    folder = base / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f"{safe_name(path or name)}.{os.getpid()}.part"
    digest, size = hashlib.sha256(), 0
    with temporary.open("wb") as stream:
        for block in blocks:
            digest.update(block)
            size += len(block)
            stream.write(block)
        stream.flush()
        os.fsync(stream.fileno())
    sha256 = digest.hexdigest()
    final = path or f"{FOLDER}/{sha256[:16]}-{safe_name(name)}"
    temporary.replace(base / final)
    return final, sha256, size
