"""What others may ask of the registry."""

from zorgkas.registry.queries.facts import FactLine, fact_kinds, facts_of, kinds_about, known, time_line
from zorgkas.registry.queries.people import person_by_insz, search_people

__all__ = [
    "FactLine",
    "fact_kinds",
    "facts_of",
    "kinds_about",
    "known",
    "person_by_insz",
    "search_people",
    "time_line",
]
