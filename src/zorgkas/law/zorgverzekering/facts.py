"""Facts of an old file that no other chapter knows. The rest are those of the ZZZ."""

from zorgkas.engine import NEVER, Int8, Month, fact

# A facility in Brussels that the Flemish Community does not recognise.
fact("brussels_facility_not_flemish", bool, default=False)
# The contributions that were paid late, partly or not at all, and the first month that was suspended for them.
fact("zvt_missed_years", Int8, default=0, low=0, high=16)
fact("zvt_suspension_from", Month, default=NEVER, low=24_010, high=24_230)
# A personal assistance budget is used in the month.
fact("beside_assistance_budget", bool, default=False)
