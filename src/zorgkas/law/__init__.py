"""What the law says, one folder per chapter; `law_on(date)` is the door."""

import datetime
import pkgutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from zorgkas.engine import Book, Chapter, Law, Replay
from zorgkas.engine.shelf import digest_of, engine_digest


@cache
def book() -> Book:
    """The whole law: every package in this folder is a chapter."""
    folder = Path(__file__).parent
    sources = f"{engine_digest()}-{digest_of([*folder.rglob('*.py'), *folder.rglob('*.yaml')])}"
    chapters = (Chapter.load(info.name) for info in pkgutil.iter_modules(__path__, f"{__name__}.") if info.ispkg)
    return Book.of(chapters, sources)


def law_on(date: datetime.date | str) -> Law:
    """The law as it stands on a date."""
    return book().on(datetime.date.fromisoformat(date) if isinstance(date, str) else date)


def replay(receipt: Mapping[str, Any]) -> Replay:
    """Decide the case of a receipt again; `.same` says whether everything is as it was, `.differences` what is not."""
    return book().replay(receipt)
