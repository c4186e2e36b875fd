"""Facts of the ZBH chapter; what VAPH and the gateway deliver as file data. Periods are half-open.

Facts with a default need not be given: the default says that nothing special is the case.
"""

from zorgkas.engine import FOREVER, NEVER, Day, Int8, Int16, Month, fact
from zorgkas.law.zbh.kinds import ZbhExclusion, ZbhGroup

# The group that the file data name.
fact("zbh_group", ZbhGroup)
# The attest that establishes the need: its start, and the first day on which it no longer holds.
fact("zbh_attest_from", Day, default=NEVER, low=735_000, high=739_600)
fact("zbh_attest_to", Day, default=FOREVER, low=736_000, high=741_000)
# The day on which the file data reached the fund.
fact("zbh_file_received_on", Day, default=NEVER, low=736_000, high=740_300)

# Recognised as a person with a disability with a clearly established need, because of an attest of eligibility for
# not directly accessible care (BVR art. 638, 1°), or by a decision that equals one (BVR art. 636).
fact("zbh_recognised", bool, default=False)
# One of the ten listed care demands was active in the central database on 31 December 2014, and on 1 January 2016.
fact("zbh_demand_end_of_2014", bool, default=False)
fact("zbh_demand_start_of_2016", bool, default=False)
# At the moment of the grant one of the eight listed forms of support is used (BVR art. 638, 3°).
fact("zbh_support_at_grant", bool, default=False)
# At the moment of the grant not directly accessible care is used.
fact("zbh_nrth_at_grant", bool, default=False)
# On the intersectoral list, or with an assessment report for a personal assistance budget, on 30 June 2015.
fact("zbh_listed_in_2015", bool, default=False)
# Points on the medical-social scale of the integration allowance, or of the care supplement for children; -1 without.
fact("zbh_points_tenths", Int16, default=-1, low=-1, high=400)
# VAPH decided to allocate a budget: its priority group (0: none), and the day on which it was asked.
fact("zbh_priority_group", Int8, default=0, low=0, high=3)
fact("zbh_budget_asked_on", Day, default=NEVER, low=735_000, high=737_200)
# Gave up not directly accessible care voluntarily and told VAPH; the day on which the notice period ended.
fact("zbh_switched_voluntarily", bool, default=False)
fact("zbh_notice_ended_on", Day, default=NEVER, low=736_300, high=738_600)
# Did not live in Belgium on 31 December 2022; and the day on which somebody of that group came to live here.
fact("zbh_abroad_end_of_2022", bool, default=False)
fact("zbh_back_in_belgium_on", Day, default=NEVER, low=738_500, high=740_300)

# The first day after the attest on which the decision that ends was based; NEVER without one (BVR art. 236).
fact("zbh_previous_attest_to", Day, default=NEVER, low=736_000, high=740_300)

# A situation of BVR art. 238: the one that ends the right first, else the one that holds on the first of the due month.
fact("zbh_exclusion", ZbhExclusion, default=ZbhExclusion.NONE)
fact("zbh_excluded_from", Day, default=NEVER, low=735_000, high=740_300)
fact("zbh_excluded_to", Day, default=FOREVER, low=736_000, high=741_000)
fact("zbh_exclusion_notified_on", Day, default=NEVER, low=735_000, high=740_300)
# The day on which the fund decided to stop because the need is no longer recognised (BVR art. 237, 2°).
fact("zbh_recognition_ended_on", Day, default=NEVER, low=737_000, high=740_300)

# The refusal says that the disability is not recognised, or that there is no clear need.
fact("zbh_refused_for_recognition", bool, default=False)
# The last month of the right that is asked about; FOREVER without end.
fact("zbh_known_last_month", Month, default=FOREVER, low=24_190, high=24_330)
