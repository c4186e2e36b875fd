"""Figures that were published about a year, to hold our own counts against.

Source for 2023: the overview "De mutualistische zorgkassen in cijfers", on the annual report 2023 of the agency; it is
about the five care funds of the sickness funds together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Published:
    """What was published about one year; a figure that was not published is absent."""

    members: int
    zzz_applications: int
    # People by the budgets they receive, and nothing else.
    people_by_budgets: Mapping[str, int]
    people_with_a_budget: int


PUBLISHED: Mapping[int, Published] = MappingProxyType(
    {
        2023: Published(
            members=4_331_772,
            zzz_applications=149_409,
            people_by_budgets=MappingProxyType(
                {"ZZZ": 191_610, "ZBO": 19_341, "ZBH": 8_434, "ZZZ+ZBO": 64_276, "ZZZ+ZBH": 5_082}
            ),
            # The five combinations add up to 288,743: the source does not say who the 126 others are.
            people_with_a_budget=288_869,
        )
    }
)
