"""The own share in rehabilitation (BVR art. 534/99-105), pivot 123.14, adapted each 1 January."""

from fractions import Fraction

from zorgkas.engine import Cents, Cents32, Day, Int16, derived, fact, rule
from zorgkas.engine.money import round_half_up
from zorgkas.law.care_in_kind.kinds import ShareGroup
from zorgkas.law.rehabilitation_facilities.kinds import FacilityNumber

# Admitted in a hospital, where a share is paid already.
fact("reha_pays_in_hospital", bool, default=False)
# The first day of the stay.
fact("care_stay_from", Day, low=738_156, high=740_300)
fact("reha_services_on_line", Int16, default=1, low=0, high=400)


@derived(article="BVR art. 534/105", since="2023-10-01")
def reha_share_factor(january_index_level: int, pivot_level_123: int, index_step: Fraction) -> Fraction:
    """2 % for every pivot that was passed before 1 January of the year."""
    return index_step ** (january_index_level - pivot_level_123)


@derived(article="BVR art. 534/101, 534/105", since="2023-10-01")
def reha_session_share_cents(reha_session_base_cents: Fraction, reha_share_factor: Fraction) -> Cents:
    """A rehabilitation service."""
    return round_half_up(reha_session_base_cents * reha_share_factor)


@derived(article="BVR art. 534/102, 534/105", since="2023-10-01")
def reha_first_general_cents(reha_first_general_base_cents: Fraction, reha_share_factor: Fraction) -> Cents:
    """The first day of a stay, general."""
    return round_half_up(reha_first_general_base_cents * reha_share_factor)


@derived(article="BVR art. 534/102, 534/105", since="2023-10-01")
def reha_next_general_cents(reha_next_general_base_cents: Fraction, reha_share_factor: Fraction) -> Cents:
    """From the second day on, general."""
    return round_half_up(reha_next_general_base_cents * reha_share_factor)


@derived(article="BVR art. 534/103, 534/105", since="2023-10-01")
def reha_first_child_cents(reha_first_child_base_cents: Fraction, reha_share_factor: Fraction) -> Cents:
    """The first day of a child or a long unemployed person."""
    return round_half_up(reha_first_child_base_cents * reha_share_factor)


@derived(article="BVR art. 534/103-104, 534/105", since="2023-10-01")
def reha_next_low_cents(reha_next_low_base_cents: Fraction, reha_share_factor: Fraction) -> Cents:
    """From the second day on for them; with the increased allowance from the first."""
    return round_half_up(reha_next_low_base_cents * reha_share_factor)


@rule(article="BVR art. 534/101-101/1", since="2023-10-01")
def reha_ambulatory_share_cents(
    share_group: ShareGroup, reha_pays_in_hospital: bool, reha_services_on_line: Int16, reha_session_share_cents: Cents
) -> Cents32:
    """A share for each service; none with the increased allowance, at the ceiling, or paid in a hospital already."""
    free = share_group == ShareGroup.INCREASED_ALLOWANCE or share_group == ShareGroup.CEILING_REACHED
    return 0 if free or reha_pays_in_hospital else reha_services_on_line * reha_session_share_cents


@rule(article="BVR art. 534/102-104/1", since="2023-10-01")
def reha_share_next_cents(
    share_group: ShareGroup, reha_next_general_cents: Cents, reha_next_low_cents: Cents
) -> Cents32:
    """The share of a day of a stay from the second on."""
    if share_group == ShareGroup.CEILING_REACHED:
        return 0
    return reha_next_general_cents if share_group == ShareGroup.GENERAL else reha_next_low_cents


@rule(article="BVR art. 534/102-104/1", since="2023-10-01")
def reha_share_first_cents(
    share_group: ShareGroup,
    share_in_window: bool,
    reha_share_next_cents: Cents32,
    reha_first_general_cents: Cents,
    reha_first_child_cents: Cents,
) -> Cents32:
    """The share of the first day; within a window that of the others."""
    if share_in_window or share_group == ShareGroup.INCREASED_ALLOWANCE or share_group == ShareGroup.CEILING_REACHED:
        return reha_share_next_cents
    return reha_first_general_cents if share_group == ShareGroup.GENERAL else reha_first_child_cents


@rule(article="BVR art. 534/102-104/1", since="2023-10-01")
def reha_stay_share_cents(
    reha_share_first_cents: Cents32, reha_share_next_cents: Cents32, share_days: Int16
) -> Cents32:
    """The share of so many days from the start of the stay."""
    return 0 if share_days == 0 else reha_share_first_cents + reha_share_next_cents * (share_days - 1)


@rule(article="BVR art. 534/100", since="2023-10-01")
def reha_extra_charges_allowed(reha_number: FacilityNumber) -> bool:
    """What the agreement lists; nothing at all in facilities whose number begins with 7.74.6."""
    return reha_number != FacilityNumber.N7_74_6


@rule(article="BVR art. 534/90 §3/2", since="2023-10-01")
def reha_stay_days(care_stay_from: Day, care_left_on: Day, care_first_and_last_count: bool) -> Int16:
    """Nursing and rehabilitation days of a stay that is over: at least one night; first and last day are one or two."""
    if care_left_on <= care_stay_from:
        return 0
    return min(care_left_on - care_stay_from, 30_000) + (1 if care_first_and_last_count else 0)
