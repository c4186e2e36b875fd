"""Rights from before 2019 that are kept (BVR art. 628, 633, 642)."""

from zorgkas.engine import Day, GapReason, rule
from zorgkas.engine.calendar import make_day


@rule(article="BVR art. 628", since="2019-01-01")
def old_allowance_is_zzz(entitled_from: Day) -> bool:
    """An allowance of the care insurance that was granted before 2019 is a ZZZ."""
    return entitled_from < make_day(2019, 1, 1)


@rule(article="BVR art. 642", since="2019-01-01")
def old_right_without_affiliation(
    zvt_on_31_december_2010: bool,
    could_not_affiliate_in_2011: bool,
    contribution_paid_in_time: bool,
    severely_dependent: bool,
) -> bool:
    """Could not affiliate from 2011, had the allowance on 31 December 2010, pays each year in time, still in need."""
    old = zvt_on_31_december_2010 and could_not_affiliate_in_2011
    return old and contribution_paid_in_time and severely_dependent


@rule(
    article="BVR art. 633 al. 2-3",
    since="2019-01-01",
    gap=GapReason(
        "The number of months a year under article 73 of the order of 5 February 2010 stands in no source.",
        nl="Het aantal maanden per jaar volgens artikel 73 van het besluit van 5 februari 2010 staat in geen"
        " enkele bron.",
    ),
)
def old_right_number_of_months(zvt_paid_december_2016: bool) -> bool:
    """Open: see the reason of the gap."""
    return zvt_paid_december_2016
