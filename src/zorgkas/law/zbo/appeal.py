"""Where a decision on a ZBO is contested: the administrative appeal came late for this budget (BVR art. 668)."""

from zorgkas.engine import NEVER, Day, fact, rule
from zorgkas.engine.calendar import make_day

# The day on which the contested decision was taken, and whether the medical-social scale itself is contested.
fact("zbo_decided_on", Day, default=NEVER, low=738_000, high=740_500)
fact("medical_social_scale_contested", bool, default=False)


@rule(article="BVR art. 668, 3°", since="2019-01-01")
def zbo_appeal_goes_to_agency(zbo_decided_on: Day, medical_social_scale_contested: bool) -> bool:
    """The appeal of BVR art. 143 exists for decisions after 28 February 2026, never against the medical-social scale.

    Otherwise the labour court judges at once (DEC art. 89).
    """
    return zbo_decided_on >= make_day(2026, 3, 1) and not medical_social_scale_contested
