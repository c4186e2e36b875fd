"""The law of Landvast, a country that does not exist: it tests the engine, so that no real law can break its tests."""

from zorgkas.engine import Book, Chapter

CHAPTERS = ("common", "toll", "grant")


def landvast() -> Book:
    """The law of Landvast, freshly put together."""
    return Book.of(Chapter.load(f"tests.engine.fictional.{name}") for name in CHAPTERS)
