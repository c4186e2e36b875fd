"""Evidence that cannot be right: an error that says what to ask of whom, instead of a silent refusal or grant."""

from collections.abc import Mapping
from typing import Any

from zorgkas.engine import NEVER, Law
from zorgkas.engine.errors import CaseError
from zorgkas.law.zzz.kinds import Instrument

_NEEDED = (
    "finding_instrument",
    "finding_issued_on",
    "finding_total_tenths",
    "finding_hierarchical_tenths",
    "finding_cognition_tenths",
    "died_on",
    "birth_date",
)
_MOST_POINTS_TENTHS = 180  # six domains of at most three points (medical-social scale)


def check_evidence(law: Law, case: Mapping[str, object]) -> None:
    """Raise a CaseError for a document that contradicts itself or the person.

    A score outside its scale, a missing score that the category needs, a document from before the birth or after the
    death.
    """
    facts = law.book.facts
    values = law.evaluate({name: case[name] for name in _NEEDED if name in case}, [n for n in _NEEDED if n in case])
    found: dict[str, Any] = {name: values.get(name, facts[name].default) for name in _NEEDED}
    instrument, issued = found["finding_instrument"], found["finding_issued_on"]
    if instrument == Instrument.NONE:
        return
    if issued == NEVER:
        raise CaseError("finding_issued_on is missing: the document about the care need has no date.")
    if found["died_on"] not in (None, NEVER) and issued > found["died_on"]:
        raise CaseError("finding_issued_on lies after the death: ask who made the document.")
    if found["birth_date"] is not None and issued < found["birth_date"]:
        raise CaseError("finding_issued_on lies before the birth: ask who made the document.")
    total = found["finding_total_tenths"]
    if instrument == Instrument.MEDICAL_SOCIAL and not 0 <= total <= _MOST_POINTS_TENTHS:
        raise CaseError("finding_total_tenths is outside the medical-social scale (0 to 18 points): ask the assessor.")
    if instrument in (Instrument.BELRAI_ATTEST, Instrument.BELRAI_ASSESSMENT):
        _check_screener(law, total, found["finding_hierarchical_tenths"], found["finding_cognition_tenths"])


def _check_screener(law: Law, total: int, hierarchical: int, cognition: int) -> None:
    """A screener holds the scores that its total makes necessary (BVR art. 193/2)."""
    if total < 0:
        raise CaseError("finding_total_tenths is missing: ask the assessor for the total of the BelRAI Screener.")
    low, high = law.parameters.get("zbo_screener_3_min_tenths"), law.parameters.get("zbo_screener_4_min_tenths")
    if low is None or high is None:
        return
    if total < low and hierarchical < 0:
        raise CaseError("finding_hierarchical_tenths is missing: below 8 points that scale decides; ask the assessor.")
    if total >= high and cognition < 0:
        raise CaseError("finding_cognition_tenths is missing: from 13 points it decides; ask the assessor.")
    if cognition > total:
        raise CaseError("finding_cognition_tenths is above the total of which it is a part: ask the assessor.")
