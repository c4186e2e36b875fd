"""Facts about a sum that was paid and turned out not to be due, and about what happened to it since."""

from zorgkas.engine import NEVER, Cents32, Day, Int16, fact
from zorgkas.law.recovery.kinds import ErrorOf

# What is still open of the sum, and the day on which that part was paid.
fact("undue_cents", Cents32, low=0, high=600_000)
fact("undue_paid_on", Day, low=738_000, high=740_300)
# The day on which the question is put.
fact("recovery_judged_on", Day, low=738_500, high=741_500)

# Obtained by fraud, or by false or deliberately incomplete statements.
fact("obtained_by_fraud", bool, default=False)
# The registered letters: the first, and the last of those that each left before the term since the one before was over
# (NEVER when there is none besides the other).
fact("recovery_first_letter_on", Day, default=NEVER, low=738_000, high=741_000)
fact("recovery_interrupted_on", Day, default=NEVER, low=738_000, high=741_000)

# Through whom too much was paid; could the user normally notice it; when the fund found it and told the user.
fact("error_of", ErrorOf, default=ErrorOf.NOBODY)
fact("error_noticeable", bool, default=True)
fact("error_found_on", Day, default=NEVER, low=738_000, high=740_300)
fact("error_reported_on", Day, default=NEVER, low=738_000, high=740_300)

# It is a ZBO, and the user stays in a residential care centre or a psychiatric nursing home.
fact("undue_is_zbo", bool, default=False)
fact("stays_in_wzc_or_pvt", bool, default=False)

# What is going to be paid to the user each month: all budgets together, of which ZZZ; and how many months are known
# to come (a right without an end: as many as are ever asked).
fact("payable_monthly_cents", Cents32, default=0, low=0, high=120_000)
fact("payable_zzz_monthly_cents", Cents32, default=0, low=0, high=14_000)
fact("payable_months", Int16, default=0, low=0, high=60)

# What the fund itself calls a small amount that it does not ask back; 0 when it never does so.
fact("fund_small_amount_cents", Cents32, default=0, low=0, high=10_000)

# The registered letter with the decision, and the ordinary letter that may go before it.
fact("recovery_sent_on", Day, default=NEVER, low=738_500, high=740_500)
fact("pre_letter_sent_on", Day, default=NEVER, low=738_500, high=740_500)
fact("repayment_plan_runs", bool, default=False)
fact("repayment_plan_broken", bool, default=False)

# The appeal against the decision to recover, and the labour court after it.
fact("recovery_appealed_on", Day, default=NEVER, low=738_500, high=740_800)
fact("recovery_appeal_decided_on", Day, default=NEVER, low=738_500, high=740_900)
fact("recovery_appeal_received_on", Day, default=NEVER, low=738_500, high=740_900)
fact("recovery_tribunal_appealed_on", Day, default=NEVER, low=738_500, high=741_100)
fact("recovery_judgment_final_on", Day, default=NEVER, low=738_500, high=741_500)

# Hardship (BVR art. 130 §2): the yearly family income when the sum is repaid, and costs of reduced self-reliance.
fact("income_after_recovery_cents", Cents32, default=2_000_000_000, low=500_000, high=6_000_000)
fact("has_exceptional_costs", bool, default=False)

# Which fund recovers (BVR art. 137).
fact("was_member_at_service", bool, default=True)
fact("several_funds_paid", bool, default=False)
fact("is_member_now", bool, default=True)
