"""Care in kind in the demo year: providers, requests and invoices of each pillar, with the faults that happen."""

from collections import Counter
from datetime import date, datetime

from django.contrib.auth.models import User

from zorgkas.population.care_in_kind.consultation import play_consultations
from zorgkas.population.care_in_kind.mobility import play_aids
from zorgkas.population.care_in_kind.residential import play_stays
from zorgkas.population.care_in_kind.sectors import play_sectors
from zorgkas.population.year.world import World
from zorgkas.registry.models import CareFund

# One per pillar; each plays a month, and a month that is played again changes nothing.
PLAYS = (play_consultations, play_aids, play_stays, play_sectors)


def play_care(
    fund: CareFund, worker: User, world: World, year: int, seed: int, today: date, now: datetime
) -> Counter[str]:
    """Play a month of every pillar."""
    counts: Counter[str] = Counter()
    for play in PLAYS:
        counts += play(fund, worker, world, year, seed, today, now)
    return counts
