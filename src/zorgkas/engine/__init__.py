"""How rules run: periods, money, the rule graph, explanation, compilation. Knows no law."""

from zorgkas.engine.book import Book
from zorgkas.engine.calendar import FOREVER, NEVER
from zorgkas.engine.chapter import Chapter
from zorgkas.engine.comparison import Change, Comparison, compare
from zorgkas.engine.decision import Decision
from zorgkas.engine.declare import derived, fact, rule
from zorgkas.engine.errors import CaseError, GapReason, LawError, LegalGap
from zorgkas.engine.explanation import Explanation, Node, Step
from zorgkas.engine.law import Law
from zorgkas.engine.receipt import Replay
from zorgkas.engine.types import Cents, Cents32, Day, Int8, Int16, Int32, Month, Year

__all__ = [
    "FOREVER",
    "NEVER",
    "Book",
    "CaseError",
    "Cents",
    "Cents32",
    "Change",
    "Chapter",
    "Comparison",
    "Day",
    "Decision",
    "Explanation",
    "GapReason",
    "Int8",
    "Int16",
    "Int32",
    "Law",
    "LawError",
    "LegalGap",
    "Month",
    "Node",
    "Replay",
    "Step",
    "Year",
    "compare",
    "derived",
    "fact",
    "rule",
]
