"""How one can appeal, by the law of a day: what every letter with a decision tells (DEC art. 24)."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from zorgkas.law import law_on


@dataclass(frozen=True)
class AppealTerms:
    """How long (in months) and at what price (in cents) one can appeal: BVR art. 143, DEC art. 80 §6 and 81."""

    months: int
    court_months: int
    fee_cents: int
    reduced_fee_cents: int


def appeal_terms(on: datetime.date) -> AppealTerms:
    """The terms and the fee of an appeal about a care budget, by the law of a day."""
    law = law_on(on).parameters
    return AppealTerms(
        months=int(law["appeal_months"]),
        court_months=int(law["tribunal_months"]),
        fee_cents=int(law["appeal_fee_full_cents"]),
        reduced_fee_cents=max(int(law["appeal_fee_allowance_cents"]), int(law["appeal_fee_hardship_cents"])),
    )


def terms_of_today() -> AppealTerms:
    """The terms of a letter that is written today."""
    return appeal_terms(timezone.localdate())
