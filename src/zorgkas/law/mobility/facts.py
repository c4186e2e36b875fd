"""Facts of the chapter about mobility aids; what others share stands in `common`. Periods are half-open.

Facts with a default need not be given: the default says that nothing special is the case. Amounts that a ministerial
order sets (benefits, rents) are facts here: no source gives them, so each installation enters its tariffs.
"""

from zorgkas.engine import FOREVER, NEVER, Cents32, Day, Int8, Int16, Month, fact
from zorgkas.law.mobility.kinds import (
    AidAdvice,
    AidAssessment,
    AidForm,
    AidKind,
    AidLine,
    AidRequest,
    RapidCondition,
    SecondChairCase,
)

# The request.
fact("aid_kind", AidKind)
# With a lump sum the aid that the user qualifies for; NONE when it is the one that is asked.
fact("aid_indicated", AidKind, default=AidKind.NONE)
fact("aid_form", AidForm, default=AidForm.PURCHASE)
fact("aid_request", AidRequest, default=AidRequest.FIRST)
fact("aid_applied_on", Day, low=736_900, high=740_300)
# With a lump sum: chosen at once, so before the aid was applied for.
fact("aid_lump_sum_at_once", bool, default=False)

# The user, on the day of the request (or, for a rent, in the month that is billed: BVR art. 239, 2°).
fact("aid_resident", bool, default=False)
fact("aid_palliative_asked", bool, default=False)
fact("aid_rapid", RapidCondition, default=RapidCondition.NONE)
# Used rehabilitation for the locomotor system or for nerves (BVR art. 313).
fact("aid_rehabilitation", bool, default=False)
fact("aid_known_to_vaph", bool, default=False)
# Actually stays in another entity or state where nobody rents out (BVR art. 275).
fact("aid_no_rental_elsewhere", bool, default=False)
# Rental cannot meet special needs (BVR art. 241, 286).
fact("aid_rental_falls_short", bool, default=False)
fact("aid_in_hospital", bool, default=False)
fact("aid_psychiatric", bool, default=False)
fact("aid_discharge_prepared", bool, default=False)
fact("aid_benefit_of_brussels", bool, default=False)
# The limitation lasts: for good, or so many months.
fact("aid_limitation_permanent", bool, default=True)
fact("aid_limitation_months", Int16, default=0, low=0, high=240)
fact("aid_hardship", bool, default=False)
fact("aid_increased_allowance", bool, default=False)

# Provider and documents.
fact("aid_provider_authorised", bool, default=True)
fact("aid_provider_for_rapid", bool, default=False)
fact("aid_provider_suspended", bool, default=False)
fact("aid_assessment", AidAssessment, default=AidAssessment.NONE)
fact("aid_assessment_on", Day, default=NEVER, low=736_500, high=740_300)
fact("aid_form_signed", bool, default=False)
fact("aid_motivation", bool, default=False)
fact("aid_test_report", bool, default=False)
fact("aid_quote", bool, default=False)
fact("aid_prescription_before", bool, default=False)
# Another aid of the same rapidly degenerative user, without a new assessment (BVR art. 285).
fact("aid_switches_rapid", bool, default=False)

# The aid of before that the new one would replace: kind, delivery, and a term that a decision fixed (off the list).
fact("aid_previous_kind", AidKind, default=AidKind.NONE)
fact("aid_previous_delivered_on", Day, default=NEVER, low=735_000, high=740_300)
fact("aid_previous_second", bool, default=False)
fact("aid_previous_lump_sum", bool, default=False)
fact("aid_previous_term_months", Int16, default=0, low=0, high=180)
# The wheelchair into which a cushion is built.
fact("aid_previous_chair", AidKind, default=AidKind.STANDARD)
# Another aid that the user keeps, and the first day on which the term of a driving support no longer runs.
fact("aid_beside", AidKind, default=AidKind.NONE)
fact("aid_beside_push_rim", bool, default=False)
fact("aid_support_until", Day, default=NEVER, low=737_000, high=741_000)

# Second wheelchair (BVR art. 333, 334): whether a first one is there, and whether it is only rented for a time.
fact("aid_second_case", SecondChairCase, default=SecondChairCase.NONE)
fact("aid_has_chair", bool, default=False)
fact("aid_rents_temporarily", bool, default=False)

# Special needs (BVR art. 295, 303, 330).
fact("aid_user_cost_cents", Cents32, default=0, low=0, high=100_000)
fact("aid_reasoned", bool, default=False)
fact("aid_limitation_comparable", bool, default=False)
fact("aid_product_documents", bool, default=False)
fact("aid_on_list", bool, default=True)
fact("aid_exceptional_wear", bool, default=False)
fact("aid_balance_cents", Cents32, default=0, low=0, high=400_000)

# The way through commission and fund.
fact("aid_info_asked_on", Day, default=NEVER, low=736_900, high=740_300)
fact("aid_info_received_on", Day, default=NEVER, low=736_900, high=740_300)
fact("aid_sent_to_commission_on", Day, default=NEVER, low=736_900, high=740_300)
fact("aid_commission_advice_on", Day, default=NEVER, low=736_900, high=740_300)
fact("aid_commission_answer_on", Day, default=NEVER, low=736_900, high=740_300)
fact("aid_home_visit", bool, default=False)
fact("aid_advice", AidAdvice, default=AidAdvice.NOT_ASKED)
fact("aid_admissible_on", Day, default=NEVER, low=736_900, high=740_300)
fact("aid_technical_advice_on", Day, default=NEVER, low=736_900, high=740_300)
fact("aid_approved_on", Day, default=NEVER, low=736_900, high=740_300)
# The first day on which an earlier rental no longer binds (BVR art. 264, 289).
fact("aid_earlier_rental_free_on", Day, default=NEVER, low=736_900, high=740_300)
fact("aid_force_majeure", bool, default=False)
fact("aid_delivered_on", Day, default=NEVER, low=736_900, high=740_300)

# Rental.
fact("aid_signed_on", Day, low=736_900, high=740_300)
fact("aid_notice_received_on", Day, default=NEVER, low=736_900, high=740_300)
fact("aid_need_ended_on", Day, default=NEVER, low=736_900, high=740_300)
fact("aid_left_group_on", Day, default=NEVER, low=736_900, high=740_300)
fact("aid_left_scheme_on", Day, default=NEVER, low=736_900, high=740_300)
# Left the scheme by moving out of its area, or by choosing to leave after that.
fact("aid_left_by_moving", bool, default=False)
fact("aid_provider_stopped_on", Day, default=NEVER, low=736_900, high=740_300)
# The first day on which the contract no longer holds; FOREVER while it runs.
fact("aid_rental_free_on", Day, default=FOREVER, low=736_900, high=740_300)
fact("aid_billed_month", Month, low=24_220, high=24_324)
fact("aid_conditions_in_month", bool, default=True)
fact("aid_rent_cents", Cents32, default=0, low=0, high=60_000)
fact("aid_care_chair_rent_cents", Cents32, default=0, low=0, high=60_000)
fact("aid_rental_months", Int16, default=0, low=0, high=200)
fact("aid_damage_cents", Cents32, default=0, low=0, high=500_000)
fact("aid_deposit_cents", Cents32, default=0, low=0, high=60_000)
fact("aid_nearest_km", Int16, default=0, low=0, high=200)
fact("aid_produced_on", Day, default=NEVER, low=734_000, high=740_300)
fact("aid_used_before", bool, default=False)
# Months of earlier temporary rentals, and of all together.
fact("aid_temporary_months", Int8, default=0, low=0, high=12)

# Money of a purchase: the benefit in force on the delivery date, the public price, what was paid abroad.
fact("aid_benefit_cents", Cents32, default=0, low=0, high=2_000_000)
fact("aid_public_price_cents", Cents32, default=0, low=0, high=2_500_000)
fact("aid_paid_cents", Cents32, default=0, low=0, high=2_500_000)
fact("aid_made_to_measure", bool, default=False)
# Part of the benefit that is for driving support (BVR art. 328).
fact("aid_support_benefit_cents", Cents32, default=0, low=0, high=1_000_000)
fact("aid_fully_dependent", bool, default=False)
fact("aid_scooter_for_activity", bool, default=False)
fact("aid_progressive_disease", bool, default=False)
fact("aid_repair_cents", Cents32, default=0, low=0, high=500_000)
fact("aid_guarantee_cents", Cents32, default=0, low=0, high=100_000)

# Amounts of the year before, for the index; invoices; bundles that were refused as a whole; advice teams.
fact("aid_amount_before_cents", Cents32, default=0, low=0, high=2_000_000)
fact("aid_invoice_received_on", Day, default=NEVER, low=736_900, high=740_300)
fact("aid_bundle_told_on", Day, default=NEVER, low=736_900, high=740_300)
fact("aid_bundle_refused_on", Day, default=NEVER, low=736_900, high=740_300)
fact("aid_team_asked_on", Day, default=NEVER, low=736_900, high=740_300)
# A line of an invoice: what it is about, what is asked, what the user was charged beside it.
fact("aid_line", AidLine, default=AidLine.SALE)
# Delivered and proven, or rented with a contract; for a death before delivery: approved.
fact("aid_line_right", bool, default=False)
fact("aid_line_billed_before", bool, default=False)
fact("aid_line_tariff_known", bool, default=False)
fact("aid_line_claimed_cents", Cents32, default=0, low=0, high=2_500_000)
fact("aid_line_supplement_cents", Cents32, default=0, low=0, high=2_500_000)
# Around 1 January 2019.
fact("aid_insurer_applied_on", Day, default=NEVER, low=736_900, high=737_200)
fact("aid_invoice_by_authorised", bool, default=False)
