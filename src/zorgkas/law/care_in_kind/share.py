"""Which personal share somebody pays for a stay (BVR art. 534/55-57/1 and 534/102-104/1): group and windows."""

from zorgkas.engine import NEVER, Day, Int8, Int16, fact, rule
from zorgkas.engine.calendar import add_months
from zorgkas.law.care_in_kind.kinds import ShareGroup

# A dependent child, or unemployed for at least twelve months, alone or with a family, or dependant of such a person.
fact("share_child_or_unemployed", bool, default=False)
fact("share_increased_allowance", bool, default=False)
# The ceiling of personal shares is reached on the interfederal counter.
fact("share_ceiling_reached", bool, default=False)
# The first day of the stay, and the last discharge before it (NEVER without one).
fact("share_stay_from", Day, low=738_156, high=740_300)
fact("left_hospital_on", Day, default=NEVER, low=738_000, high=740_300)
fact("left_rehab_hospital_on", Day, default=NEVER, low=738_000, high=740_300)
fact("left_psychiatric_hospital_on", Day, default=NEVER, low=738_000, high=740_300)
fact("left_residential_rehab_on", Day, default=NEVER, low=738_000, high=740_300)


@rule(article="BVR art. 534/55-57, 534/102-104", since="2022-01-01", until="2024-09-15")
def share_group(share_increased_allowance: bool, share_child_or_unemployed: bool) -> ShareGroup:
    """Increased allowance before child or unemployed; the interfederal counter did not count yet."""
    if share_increased_allowance:
        return ShareGroup.INCREASED_ALLOWANCE
    return ShareGroup.CHILD_OR_UNEMPLOYED if share_child_or_unemployed else ShareGroup.GENERAL


@rule(article="BVR art. 534/55-57/1, 534/102-104/1", since="2024-09-15", name="share_group")
def share_group_with_ceiling(
    share_ceiling_reached: bool, share_increased_allowance: bool, share_child_or_unemployed: bool
) -> ShareGroup:
    """Nothing once the ceiling is reached; else as before."""
    if share_ceiling_reached:
        return ShareGroup.CEILING_REACHED
    if share_increased_allowance:
        return ShareGroup.INCREASED_ALLOWANCE
    return ShareGroup.CHILD_OR_UNEMPLOYED if share_child_or_unemployed else ShareGroup.GENERAL


@rule(article="BVR art. 534/55-56, 534/102-103", since="2022-01-01")
def share_in_window(
    share_stay_from: Day,
    left_hospital_on: Day,
    left_rehab_hospital_on: Day,
    left_psychiatric_hospital_on: Day,
    left_residential_rehab_on: Day,
    share_window_days: Int16,
    share_window_months: Int8,
) -> bool:
    """The stay begins within 90 days after a hospital or rehabilitation, or six months after a psychiatric hospital."""
    last = max(left_hospital_on, left_rehab_hospital_on, left_residential_rehab_on)
    if last != NEVER and last <= share_stay_from <= last + share_window_days:
        return True
    psychiatric = left_psychiatric_hospital_on
    if psychiatric == NEVER or psychiatric > share_stay_from:
        return False
    return share_stay_from <= add_months(psychiatric, share_window_months)
