"""Facts of the ZBO chapter: see the head of this package for which question is asked of the law of which day.

`applied_on`, the hospital facts, the finding (`finding_*`), the stay (`facility_kind`, `admitted_on`, ...) and the
control are those of the ZZZ chapter; the conditions of DEC art. 41 are those of the common chapter. Facts with a
default need not be given: the default says that nothing special is the case. Sums of the means test are cents a year,
of the person and the partner together; `zorgkas.law.zbo.means` makes them from rows.
"""

from zorgkas.engine import FOREVER, NEVER, Cents, Cents32, Day, Int8, Int16, Int32, Month, Year, fact
from zorgkas.law.zbo.kinds import ChildGround, CounterProof, MeansKind, NeedSituation, PropertyRight, RevisionCase

# Care need. Two more scores of the BelRAI Screener (BVR art. 193/2), in tenths, -1 when not scored: the functional
# hierarchical scale of IADL and ADL, and the modules cognition, psychological and behaviour together.
fact("finding_hierarchical_tenths", Int16, default=-1, low=-1, high=110)
fact("finding_cognition_tenths", Int16, default=-1, low=-1, high=100)
# The last assessment that gave no or a lower category; NEVER without one (BVR art. 212/1).
fact("lower_category_found_on", Day, default=NEVER, low=736_000, high=740_300)
# The question leaves the care need as it was (BVR art. 223 al. 3): the category that the running decision rests on.
fact("need_unchanged", bool, default=False)
fact("category_held", Int8, default=0, low=0, high=5)
# A situation in which no screener can be taken any more (BVR art. 193/3).
fact("need_situation", NeedSituation, default=NeedSituation.NORMAL)
# Residents: the category by screener on the first day of the month of admission, and during or just before the stay (0
# when there was none); entitled to the income guarantee for older people on the effective day (BVR art. 193/4).
fact("category_at_admission", Int8, default=0, low=0, high=5)
fact("category_around_stay", Int8, default=0, low=0, high=5)
fact("income_guarantee_entitled", bool, default=False)

# The day on which somebody moved into the Dutch-language area with a ZBO, or an equivalent, of another area; NEVER when
# that is not so (BVR art. 218).
fact("moved_in_with_equivalent_on", Day, default=NEVER, low=733_000, high=740_300)
# Can claim the comparable benefit of Brussels or of another community, in a case of BVR art. 231 §3.
fact("comparable_benefit_claimable", bool, default=False)
# A right of 31 December 2016 that goes on without scope or residence (BVR art. 634).
fact("old_right_of_2016", bool, default=False)
# The decision rests on provisional or evolving elements (BVR art. 221, 1°).
fact("provisional_elements", bool, default=False)

# The month in which the amount takes effect: incomes, exempt amounts and the reference year are those of its first day.
fact("zbo_effective_month", Month, low=24_230, high=24_330)

# Family (BVR art. 194). Lives with one other person at the same main residence; related in the first to third degree by
# blood or marriage, or through foster care; in a religious community; one of the two is in prison or interned.
fact("lives_with_partner", bool, default=False)
fact("related_to_third_degree", bool, default=False)
fact("religious_community", bool, default=False)
fact("family_member_detained", bool, default=False)
fact("family_counter_proof", CounterProof, default=CounterProof.NONE)
# The partner has a reduced self-reliance as well (a category, whether or not an amount is paid).
fact("partner_has_category", bool, default=False)
fact("dependent_children", Int8, default=0, low=0, high=6)
# One child: does it count as dependent?
fact("child_birth_date", Day, default=NEVER, low=725_000, high=740_000)
fact("child_ground", ChildGround, default=ChildGround.NONE)

# The sums of the means test, a year, as `zorgkas.law.zbo.means` gives them (BVR art. 196 to 210).
fact("means_pensions_cents", Cents32, default=0, low=0, high=4_000_000)
fact("means_income_guarantee_cents", Cents32, default=0, low=0, high=2_000_000)
fact("means_work_cents", Cents32, default=0, low=0, high=4_000_000)
fact("means_replacement_cents", Cents32, default=0, low=0, high=3_000_000)
fact("means_other_cents", Cents32, default=0, low=0, high=2_000_000)
# Cadastral income of built and unbuilt property, times the share, before the exemptions.
fact("means_built_cents", Cents32, default=0, low=0, high=500_000)
fact("means_unbuilt_cents", Cents32, default=0, low=0, high=100_000)
# Movable capital; the value given away in ten years; the value sold in ten years, after the debts that were paid with
# it and without what is still held; the allowance on those sales; what is counted for sales against a life annuity.
fact("means_capital_cents", Cents, default=0, low=0, high=30_000_000)
fact("means_gifts_cents", Cents, default=0, low=0, high=20_000_000)
fact("means_sales_cents", Cents, default=0, low=0, high=40_000_000)
fact("means_sales_allowance_cents", Cents, default=0, low=0, high=1_500_000)
fact("means_annuities_cents", Cents32, default=0, low=0, high=2_000_000)

# One row of the means test: its kind, whose it is, and its amount (a year's income; a cadastral income; a value).
fact("row_kind", MeansKind)
fact("row_of_partner", bool, default=False)
fact("row_amount_cents", Cents, low=0, high=60_000_000)
# The share in an undivided good or a part of it; the right; for usufruct and bare ownership that were given or sold the
# amount is their value for the inheritance tax (BVR art. 206).
fact("row_share_numerator", Int32, default=1, low=1, high=4)
fact("row_share_denominator", Int32, default=1, low=4, high=8)
fact("row_right", PropertyRight, default=PropertyRight.FULL)
# Work and replacement income: its year (0 when it is given for the reference year itself), stopped to get a pension,
# and the permitted work a year when the income dates from before retirement (-1 when that is not so).
fact("row_year", Year, default=0, low=2015, high=2025)
fact("row_stopped_for_pension", bool, default=False)
fact("row_permitted_work_cents", Cents32, default=-1, low=-1, high=1_500_000)
# Pensions: held back to recover an overpayment or as a sanction; maintenance paid by order of a court.
fact("row_withheld_cents", Cents32, default=0, low=0, high=300_000)
fact("row_maintenance_paid_cents", Cents32, default=0, low=0, high=600_000)
# Gifts and sales: the day; debts from before that were paid with it; what is still held (own share); the annuity a
# year; and the part of the yearly allowance that this sale gets when there are several (`means.allowances`).
fact("row_transferred_on", Day, default=NEVER, low=732_000, high=740_300)
fact("row_debts_cents", Cents, default=0, low=0, high=20_000_000)
fact("row_still_held_cents", Cents, default=0, low=0, high=20_000_000)
fact("row_annuity_cents", Cents32, default=0, low=0, high=1_500_000)
fact("row_allowance_cents", Cents, default=0, low=0, high=1_500_000)

# A compensation for the same care need (BVR art. 231): a year when it is periodic; a capital, and the percentage of
# annex 1 for the age on the day of the fact, in hundredths; whether the judgment or settlement says which part of the
# capital is for self-reliance, and that part; the day on which the case arose.
fact("compensation_year_cents", Cents32, default=0, low=0, high=1_500_000)
fact("compensation_capital_cents", Cents, default=0, low=0, high=60_000_000)
fact("compensation_share_known", bool, default=False)
fact("compensation_share_cents", Cents, default=0, low=0, high=30_000_000)
fact("annuity_percentage_hundredths", Int16, default=0, low=0, high=2_000)
fact("compensation_arose_on", Day, default=NEVER, low=736_000, high=740_300)
# A benefit of BVR art. 218 (IT, IVT, allowances of 1969, supplementary allowance) still held at the application, a
# year.
fact("other_benefit_year_cents", Cents32, default=0, low=0, high=1_500_000)

# What was granted: the year budget and the level of the index on the effective day; the month of the decision (for the
# difference with another benefit).
fact("zbo_granted_year_cents", Cents32, low=0, high=900_000)
fact("zbo_granted_index_level", Int8, low=17, high=29)
fact("zbo_decision_month", Month, default=NEVER, low=24_230, high=24_330)

# Revision (BVR art. 223 to 226): the case, the day of the fact, when the user learned of it, when the fund was told
# (NEVER when never), when the user was notified of the decision.
fact("revision_case", RevisionCase, default=RevisionCase.NONE)
fact("revision_event_on", Day, default=NEVER, low=736_000, high=740_300)
fact("revision_learned_on", Day, default=NEVER, low=736_000, high=740_300)
fact("revision_reported_on", Day, default=NEVER, low=736_000, high=740_300)
fact("revision_notified_on", Day, default=NEVER, low=736_000, high=740_300)
# No duty to report it (BVR art. 141 al. 2).
fact("no_duty_to_report", bool, default=False)
# The decision that is changed: its first and last month; and the first month of the first decision that granted.
fact("changed_first_month", Month, default=NEVER, low=24_230, high=24_330)
fact("changed_last_month", Month, default=FOREVER, low=24_230)
fact("first_granted_month", Month, default=NEVER, low=24_230, high=24_330)
fact("previous_income_cents", Cents, default=0, low=0, high=6_000_000)
fact("new_income_cents", Cents, default=0, low=0, high=6_000_000)
# A legal or material error (BVR art. 225): made by the fund, the right is smaller than granted, and from which month
# the corrected decision should have worked.
fact("error_of_fund", bool, default=False)
fact("right_smaller_than_granted", bool, default=False)
fact("corrected_first_month", Month, default=NEVER, low=24_230, high=24_330)
# A new finding while a decision runs (BVR art. 225/1): the category it gives, and the one that runs.
fact("new_category", Int8, default=0, low=0, high=5)
fact("running_category", Int8, default=0, low=0, high=5)

# Terms (BVR art. 215, 217): from when the six months count, the days of suspension; one question; the day of the
# decision that came too late; the amount of the month on which interest runs.
fact("term_started_on", Day, default=NEVER, low=736_000, high=740_300)
fact("suspended_days", Int16, default=0, low=0, high=400)
fact("question_sent_on", Day, default=NEVER, low=736_000, high=740_300)
fact("question_answered_on", Day, default=NEVER, low=736_000, high=740_300)
fact("question_asks_foreign_institution", bool, default=False)
fact("reminder_sent_on", Day, default=NEVER, low=736_000, high=740_300)
fact("late_decision_on", Day, default=NEVER, low=736_000, high=740_300)
fact("interest_bearing_cents", Cents32, default=0, low=0, high=100_000)

# Advances (BVR art. 229): asked on.
fact("advance_asked_on", Day, default=NEVER, low=736_000, high=740_300)
