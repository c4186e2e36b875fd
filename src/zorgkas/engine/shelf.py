"""What was worked out from sources that did not change, kept on disk between processes.

Opening the law takes seconds otherwise: reading its texts, checking it as a whole, hashing every rule. Each thing lies
under a hash of what it was made from, so another source finds nothing and makes it anew.
"""

import hashlib
import json
import os
import platform
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any


@cache
def cache_folder() -> Path:
    """`$ZORGKAS_CACHE_DIR`, else the cache of the user, else a temporary folder; always one that can be written."""
    home = os.environ.get("ZORGKAS_CACHE_DIR") or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "zorgkas"
    )
    folder = Path(home) / "kernels"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="zorgkas-kernels-"))


def digest_of(files: Iterable[Path]) -> str:
    """A hash of files, by name and content, and of this Python."""
    found = hashlib.sha256(platform.python_version().encode())
    for file in sorted(files):
        found.update(f"\n{file.name} ".encode())
        found.update(file.read_bytes())
    return found.hexdigest()[:32]


@cache
def engine_digest() -> str:
    """A hash of the engine itself: what it makes of the same source may change with it."""
    return digest_of(Path(__file__).parent.rglob("*.py"))


def keep(what: str, digest: str, make: Callable[[], Any]) -> Any:
    """What was kept under this name and hash, else what `make` gives, which is kept when it is made of JSON types."""
    path = cache_folder() / f"{what}-{digest}.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        made = make()
    try:
        text = json.dumps(made, ensure_ascii=False)
    except TypeError:
        return made
    handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(draft, path)
    return made
