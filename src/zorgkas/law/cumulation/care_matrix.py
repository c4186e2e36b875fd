"""The matrix of care in kind: which two kinds of care exclude each other, in the same period or on the same day.

Between two allowances the one that was requested last yields. What depends on the services of a rehabilitation facility
stands in `rehabilitation_facilities.cumulation`.
"""

from zorgkas.engine import Day, fact, rule
from zorgkas.law.cumulation.kinds import Care, CareTogether

fact("care_one", Care)
fact("care_two", Care)
# Receipt dates of the two requests.
fact("care_one_requested_on", Day, low=738_156, high=740_300)
fact("care_two_requested_on", Day, low=738_156, high=740_300)


@rule(article="BVR art. 461, 534/52, 534/80, 534/93-98, 534/150, 534/173, 534/207", since="2024-01-01")
def care_together(care_one: Care, care_two: Care) -> CareTogether:
    """The strictest of what the two articles say; both orders give the same answer."""
    first, second = min(care_one, care_two), max(care_one, care_two)
    if second >= Care.MULTIDISCIPLINARY_TALK:
        return CareTogether.BOTH
    if second == Care.HOSPITAL_NIGHT:
        no_stay = first == Care.DAY_CARE or first == Care.WHEELCHAIR_REPORT or first == second
        if first == Care.REHAB_STAY or first == Care.REHAB_USE:
            return CareTogether.BY_SERVICE
        return CareTogether.BOTH if no_stay else CareTogether.NOT_SAME_DAY
    if second == Care.WHEELCHAIR_REPORT:
        return CareTogether.NOT_SAME_DAY if first == second else CareTogether.BOTH
    if second == Care.PALLIATIVE_TEAM:
        excluded = first == Care.REHAB_HOSPITAL or first == second
        return CareTogether.NOT_SAME_PERIOD if excluded else CareTogether.BOTH
    if first == Care.REHAB_HOSPITAL:
        sheltered = second == Care.SHELTERED_LIVING
        return CareTogether.BOTH if sheltered else CareTogether.NOT_SAME_PERIOD
    if first == Care.REHAB_STAY or first == Care.REHAB_USE:
        if second == Care.REHAB_STAY or second == Care.REHAB_USE:
            return CareTogether.BY_SERVICE
        if first == Care.REHAB_USE or second == Care.DAY_CARE or second == Care.SHELTERED_LIVING:
            return CareTogether.BOTH
        return CareTogether.NOT_SAME_DAY
    if first == Care.NURSING_HOME:
        return CareTogether.NOT_SAME_PERIOD
    if first == Care.SHELTERED_LIVING:
        return CareTogether.BOTH if second == Care.DAY_CARE else CareTogether.NOT_SAME_PERIOD
    return CareTogether.NOT_SAME_DAY


@rule(article="BVR art. 534/113, 534/158, 534/181, 534/214", since="2024-01-01")
def care_two_yields(care_together: CareTogether, care_one_requested_on: Day, care_two_requested_on: Day) -> bool:
    """The second was requested last, or on the same day, so that it is refused where both cannot be."""
    return care_together != CareTogether.BOTH and care_two_requested_on >= care_one_requested_on
