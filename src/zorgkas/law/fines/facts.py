"""Facts about fines: of a premium year, of a person on the day of the registered letter, and of a fine."""

from zorgkas.engine import NEVER, Cents32, Day, Int8, Year, fact
from zorgkas.law.fines.kinds import ProofKind, ProtectionGround

# One premium year: what of it is not on the account; `asked_premium_year`, `judged_on`, `membership_kind` and the
# facts of the first premiums are those of the chapter of premiums.
fact("premium_open_cents", Cents32, low=0, high=10_000)
# Not (fully) paid because of an error of the agency, the National Register or the Crossroads Bank.
fact("miss_by_authority_error", bool, default=False)
# The fund sent a premium that was fully paid back without reason.
fact("premium_wrongly_returned", bool, default=False)

# The person. Years that count, and the latest year in which one of them came to count.
fact("counted_premium_years", Int8, low=0, high=30)
fact("latest_countable_year", Year, default=0, low=2015, high=2030)
# The year of the registered letter.
fact("fine_letter_year", Year, low=2009, high=2030)
# It was impossible to send the letter in the year before.
fact("letter_was_impossible", bool, default=False)
# On the day of the question.
fact("in_debt_mediation", bool, default=False)
fact("is_bankrupt", bool, default=False)
fact("is_insolvent", bool, default=False)
# On the day of the registered letter.
fact("detained_on_letter", bool, default=False)
fact("missing_on_letter", bool, default=False)
fact("struck_off_on_letter", bool, default=False)
fact("guided_on_letter", bool, default=False)
fact("letter_lost_by_fund", bool, default=False)
# The agency examines whether somebody with an insurance abroad, or who lives elsewhere, must join.
fact("joining_under_inquiry", bool, default=False)

# A situation and what shows it.
fact("protection_ground", ProtectionGround)
fact("proof_kind", ProofKind)

# The money that came after the letter.
fact("arrears_paid_on", Day, default=NEVER, low=737_000, high=740_300)

# The fine: entitled to the increased allowance on the reference day, earlier fines, and its letter.
fact("fine_allowance", bool, default=False)
fact("earlier_fines", Int8, default=0, low=0, high=5)
fact("fine_sent_on", Day, low=737_000, high=740_300)
fact("fine_open_cents", Cents32, low=0, high=25_000)
fact("fine_payment_cents", Cents32, low=0, high=100_000)
fact("fine_appeal_on", Day, default=NEVER, low=737_000, high=740_300)
fact("fine_appeal_motivated", bool, default=True)
fact("fine_appeal_documents", bool, default=True)
fact("fine_appeal_pending", bool, default=False)
fact("fine_plan_kept", bool, default=False)

# Old regimes: premiums that were paid in full but late, and the counters of before 2019.
fact("late_premium_years", Int8, default=0, low=0, high=10)
fact("fine_counters", Int8, default=0, low=0, high=10)
fact("objection_rejected_on", Day, default=NEVER, low=734_000, high=737_000)
