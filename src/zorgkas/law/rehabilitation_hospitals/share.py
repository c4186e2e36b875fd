"""The personal share of a stay in a rehabilitation hospital (BVR art. 534/53-58), pivot 107.20, each 1 January."""

from fractions import Fraction

from zorgkas.engine import Cents, Cents32, Int16, derived, fact, rule
from zorgkas.engine.money import round_half_up
from zorgkas.law.care_in_kind.kinds import ShareGroup

# The days of the stay for which a share is counted, from its first day on.
fact("share_days", Int16, default=1, low=0, high=1000)


@derived(article="BVR art. 534/58", since="2022-01-01")
def hosp_share_factor(january_index_level: int, hosp_share_level: int, index_step: Fraction) -> Fraction:
    """2 % for every pivot that was exceeded before 1 January of the year."""
    return index_step ** (january_index_level - hosp_share_level)


@derived(article="BVR art. 534/55, 534/58", since="2022-01-01")
def hosp_first_general_cents(hosp_first_general_base_cents: Fraction, hosp_share_factor: Fraction) -> Cents:
    """The first day, general."""
    return round_half_up(hosp_first_general_base_cents * hosp_share_factor)


@derived(article="BVR art. 534/55, 534/58", since="2022-01-01")
def hosp_next_general_cents(hosp_next_general_base_cents: Fraction, hosp_share_factor: Fraction) -> Cents:
    """From the second day on, general."""
    return round_half_up(hosp_next_general_base_cents * hosp_share_factor)


@derived(article="BVR art. 534/56, 534/58", since="2022-01-01")
def hosp_first_child_cents(hosp_first_child_base_cents: Fraction, hosp_share_factor: Fraction) -> Cents:
    """The first day of a child or a long unemployed person."""
    return round_half_up(hosp_first_child_base_cents * hosp_share_factor)


@derived(article="BVR art. 534/56-57, 534/58", since="2022-01-01")
def hosp_next_low_cents(hosp_next_low_base_cents: Fraction, hosp_share_factor: Fraction) -> Cents:
    """From the second day on for them; with the increased allowance from the first."""
    return round_half_up(hosp_next_low_base_cents * hosp_share_factor)


@rule(article="BVR art. 534/55-57/1", since="2022-01-01")
def hosp_share_next_cents(
    share_group: ShareGroup, hosp_next_general_cents: Cents, hosp_next_low_cents: Cents
) -> Cents32:
    """The share of a day from the second on."""
    if share_group == ShareGroup.CEILING_REACHED:
        return 0
    return hosp_next_general_cents if share_group == ShareGroup.GENERAL else hosp_next_low_cents


@rule(article="BVR art. 534/55-57/1", since="2022-01-01")
def hosp_share_first_cents(
    share_group: ShareGroup,
    share_in_window: bool,
    hosp_share_next_cents: Cents32,
    hosp_first_general_cents: Cents,
    hosp_first_child_cents: Cents,
) -> Cents32:
    """The share of the first day; within a window that of the others."""
    if share_in_window or share_group == ShareGroup.INCREASED_ALLOWANCE or share_group == ShareGroup.CEILING_REACHED:
        return hosp_share_next_cents
    return hosp_first_general_cents if share_group == ShareGroup.GENERAL else hosp_first_child_cents


@rule(article="BVR art. 534/53-57/1", since="2022-01-01")
def hosp_share_cents(hosp_share_first_cents: Cents32, hosp_share_next_cents: Cents32, share_days: Int16) -> Cents32:
    """The share of so many days from the start of the stay. No day later changes it: there is no day 91."""
    return 0 if share_days == 0 else hosp_share_first_cents + hosp_share_next_cents * (share_days - 1)
