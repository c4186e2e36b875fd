"""How rules run: periods, money, the rule graph, explanation, compilation. Knows no law."""

from zorgkas.engine.book import Book
from zorgkas.engine.calendar import FOREVER, NEVER
from zorgkas.engine.chapter import Chapter
from zorgkas.engine.declare import derived, fact, rule
from zorgkas.engine.errors import CaseError, LawError, LegalGap
from zorgkas.engine.law import Decision, Law
from zorgkas.engine.types import Cents, Cents32, Day, Int8, Int16, Int32, Month, Year

__all__ = [
    "FOREVER",
    "NEVER",
    "Book",
    "CaseError",
    "Cents",
    "Cents32",
    "Chapter",
    "Day",
    "Decision",
    "Int8",
    "Int16",
    "Int32",
    "Law",
    "LawError",
    "LegalGap",
    "Month",
    "Year",
    "derived",
    "fact",
    "rule",
]
