"""What the law of fines takes as given, as columns: of people on a day, and of premium years."""

import datetime

from zorgkas.fines.models import ClaimedWithFine, FineProtection, UncountedYear
from zorgkas.registry import snapshot
from zorgkas.registry.snapshot import row
from zorgkas.registry.snapshot.read import AnyColumn

Ground = FineProtection.Ground
# DEC art. 47 §3, 2° frees who is in debt mediation or budget management; budget guidance is named by BVR art. 82 only.
MEDIATED = [int(g) for g in (Ground.BUDGET_MANAGEMENT, Ground.DEBT_MEDIATION, Ground.AMICABLE_DEBT_MEDIATION)]
GUIDED = [int(Ground.BUDGET_GUIDANCE), *MEDIATED]
AWAY = [int(Ground.MISSING), int(Ground.ABSENT)]


def person_columns(letter_on: datetime.date, freed_until: datetime.date) -> dict[str, AnyColumn]:
    """Situations of a person on the day of the registered letter, and those that free on any day since (DEC 47 §3)."""
    after = freed_until + datetime.timedelta(days=1)
    inquiry = int(Ground.INQUIRY)
    return {
        "mediated": snapshot.overlaps(FineProtection, letter_on, after, ground=MEDIATED),
        "missing_on_letter": snapshot.holds(FineProtection, letter_on, ground=AWAY),
        "struck_off_too": snapshot.holds(FineProtection, letter_on, ground=int(Ground.STRUCK_OFF)),
        "guided_on_letter": snapshot.holds(FineProtection, letter_on, ground=GUIDED),
        "joining_under_inquiry": snapshot.overlaps(FineProtection, letter_on, after, ground=inquiry),
    }


def year_columns(on: datetime.date) -> dict[str, AnyColumn]:
    """What is known of a premium year of a person: the rows have a column `year`."""
    year = row("year")
    ground = UncountedYear.Ground
    return {
        "claimed_with_fine": snapshot.holds(ClaimedWithFine, on, year=year),
        "miss_by_authority_error": snapshot.count(UncountedYear, year=year, ground=int(ground.AUTHORITY_ERROR)),
        "premium_wrongly_returned": snapshot.count(UncountedYear, year=year, ground=int(ground.WRONGLY_RETURNED)),
    }
