"""In which states a legal stay counts (DEC art. 41 §1 al. 1, 2°). A list of codes is no number, so no parameter."""

import datetime

LEGAL_STAY_ARTICLE = "DEC art. 41 §1 al. 1, 2°"

_EUROPEAN_UNION = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV"),
    *("MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
)
_NAMED_BY_THE_DECREE = ("IS", "LI", "NO", "CH")
# The text names no United Kingdom; until this day it still counted as a member state (membership dossier 2.2).
_UNITED_KINGDOM_OUT = datetime.date(2021, 1, 1)


def legal_stay_states(on: datetime.date) -> tuple[str, ...]:
    """The ISO 3166 codes of the states in which somebody may legally stay while the benefit is carried out."""
    states = (*_EUROPEAN_UNION, *_NAMED_BY_THE_DECREE)
    return (*states, "GB") if on < _UNITED_KINGDOM_OUT else states
