"""How many of everything, exactly: the published totals divided over scale and chunks without rounding drift."""

from collections.abc import Mapping
from dataclasses import dataclass

from zorgkas.figures.published import PUBLISHED
from zorgkas.population.assumptions import Assumptions

REFERENCE_YEAR = 2023
CHUNK_SIZE = 100_000
SMALLEST_SCALE, LARGEST_SCALE = 1, 50_000


class UnknownScale(ValueError):
    """The scale is not one to which the published figures can be brought down."""


@dataclass(frozen=True)
class Quota:
    """What one chunk holds: a share of the totals, such that all chunks together hold them exactly."""

    members: int
    joiners_per_cohort: int
    arrivals_per_year: int
    children_zzz: int
    # People by (budgets, residential).
    budgets: Mapping[tuple[str, bool], int]
    applications_granted: int
    applications_refused: int
    applications_withdrawn: int


def totals(scale: int, assumed: Assumptions) -> Quota:
    """What the whole population at 1:scale holds."""
    if not SMALLEST_SCALE <= scale <= LARGEST_SCALE:
        raise UnknownScale(f"scale 1:{scale} is outside 1:{SMALLEST_SCALE} to 1:{LARGEST_SCALE}")
    published = PUBLISHED[REFERENCE_YEAR]
    by_budgets = {name: round(n / scale) for name, n in published.people_by_budgets.items()}
    both = round(by_budgets["ZZZ+ZBO"] * assumed.residential_share_of_zzz_and_zbo)
    residential = round(
        (by_budgets["ZZZ"] + by_budgets["ZZZ+ZBO"] + by_budgets["ZZZ+ZBH"]) * assumed.residential_share_of_zzz
    )
    children = round(by_budgets["ZZZ"] * assumed.share_of_children_in_zzz)
    zbo_residential = round(by_budgets["ZBO"] * assumed.residential_share_of_zbo_only)
    applications = round(published.zzz_applications / scale)
    refused = round(applications * assumed.share_of_applications_refused)
    withdrawn = round(applications * assumed.share_of_applications_withdrawn)
    members = round(published.members / scale)
    return Quota(
        members=members,
        joiners_per_cohort=round(members * assumed.cohort_of_26_per_member),
        arrivals_per_year=round(members * assumed.arrivals_per_member_and_year),
        children_zzz=children,
        budgets={
            ("ZZZ", True): residential - both,
            ("ZZZ", False): by_budgets["ZZZ"] - children - (residential - both),
            ("ZZZ+ZBO", True): both,
            ("ZZZ+ZBO", False): by_budgets["ZZZ+ZBO"] - both,
            ("ZBO", True): zbo_residential,
            ("ZBO", False): by_budgets["ZBO"] - zbo_residential,
            ("ZZZ+ZBH", False): by_budgets["ZZZ+ZBH"],
            ("ZBH", False): by_budgets["ZBH"],
        },
        applications_granted=applications - refused - withdrawn,
        applications_refused=refused,
        applications_withdrawn=withdrawn,
    )


def chunk_count(scale: int, assumed: Assumptions) -> int:
    """In how many chunks a population at this scale is made."""
    return -(-totals(scale, assumed).members // CHUNK_SIZE)


def quota(scale: int, chunk: int, assumed: Assumptions) -> Quota:
    """The share of one chunk."""
    whole, chunks = totals(scale, assumed), chunk_count(scale, assumed)

    def share(total: int) -> int:
        return total * (chunk + 1) // chunks - total * chunk // chunks

    return Quota(
        members=share(whole.members),
        joiners_per_cohort=share(whole.joiners_per_cohort),
        arrivals_per_year=share(whole.arrivals_per_year),
        children_zzz=share(whole.children_zzz),
        budgets={key: share(n) for key, n in whole.budgets.items()},
        applications_granted=share(whole.applications_granted),
        applications_refused=share(whole.applications_refused),
        applications_withdrawn=share(whole.applications_withdrawn),
    )
