"""A line of an invoice: one user, one service, some days; what becomes of it.

The checks stand in the order of the law: approval, life, insurance, amount, number, doubles, capacity, time.
"""

from zorgkas.engine import FOREVER, NEVER, Cents, Cents32, Day, Int16, Int32, fact, rule
from zorgkas.law.care_in_kind.kinds import CareLineOutcome, CareSector

# What the line says: its first day (the last is `care_last_day`), how many, and the amounts.
fact("care_line_from", Day, low=738_156, high=740_300)
fact("care_line_count", Int16, default=1, low=0, high=400)
fact("care_line_unit_cents", Cents32, low=0, high=600_000)
fact("care_line_total_cents", Cents32, low=0, high=20_000_000)
# The share that was charged to the user, and what it may be at most.
fact("care_line_share_cents", Cents32, default=0, low=0, high=400_000)
fact("care_line_share_most_cents", Cents32, default=2_000_000, low=0, high=2_000_000)
# The approved period; NEVER in `care_approved_from` when nothing was approved. The last day counts.
fact("care_approved_from", Day, default=NEVER, low=738_156, high=740_300)
fact("care_approved_until", Day, default=FOREVER, low=738_156, high=740_600)
# The service is in the tariffs of the provider; its amount on these days (0: none known yet), and the one of before.
fact("care_code_known", bool, default=True)
fact("care_told_cents", Cents32, default=0, low=0, high=600_000)
fact("care_told_before_cents", Cents32, default=0, low=0, high=600_000)
# How many there can be by the stay or agreement itself, already billed, and on days of other care.
fact("care_count_possible", Int16, default=400, low=0, high=400)
fact("care_billed_before", Int16, default=0, low=0, high=400)
fact("care_days_in_other_care", Int16, default=0, low=0, high=400)
# What is left of the capacity of the year, before this line.
fact("care_capacity_left", Int32, default=1_000_000, low=0, high=1_000_000)


@rule(article="BVR art. 534/67-71, 534/107-120, 534/152-163, 534/175-186, 534/209-219, 534/234-243", since="2022-01-01")
def care_line_outcome(
    care_sector: CareSector,
    care_line_from: Day,
    care_last_day: Day,
    care_line_count: Int16,
    care_line_unit_cents: Cents32,
    care_line_total_cents: Cents32,
    care_line_share_cents: Cents32,
    care_line_share_most_cents: Cents32,
    care_approved_from: Day,
    care_approved_until: Day,
    died_on: Day,
    care_insured: bool,
    care_code_known: bool,
    care_told_cents: Cents32,
    care_told_before_cents: Cents32,
    care_count_possible: Int16,
    care_billed_before: Int16,
    care_days_in_other_care: Int16,
    care_capacity_left: Int32,
    care_invoice_received_on: Day,
    care_invoice_until: Day,
    share_rounding_cents: Cents,
) -> CareLineOutcome:
    """The first reason for which the line is refused, or ACCEPTED."""
    if care_approved_from == NEVER:
        return CareLineOutcome.NO_APPROVAL
    if care_line_from < care_approved_from:
        return CareLineOutcome.BEFORE_APPROVAL
    if care_last_day > care_approved_until:
        return CareLineOutcome.AFTER_APPROVAL
    if died_on != NEVER and care_last_day > died_on:
        return CareLineOutcome.AFTER_DEATH
    if not care_insured:
        return CareLineOutcome.NOT_INSURED
    if not care_code_known:
        return CareLineOutcome.UNKNOWN_CODE
    if care_told_cents == 0:
        return CareLineOutcome.NO_AMOUNT_KNOWN
    if care_line_unit_cents != care_told_cents:
        old = care_told_before_cents != 0 and care_line_unit_cents == care_told_before_cents
        return CareLineOutcome.OLD_AMOUNT if old else CareLineOutcome.WRONG_AMOUNT
    if care_line_count == 0 or care_line_count > care_count_possible:
        return CareLineOutcome.TOO_MANY
    if care_line_total_cents != care_line_count * care_line_unit_cents:
        return CareLineOutcome.WRONG_TOTAL
    if care_billed_before > 0:
        return CareLineOutcome.BILLED_TWICE
    if care_days_in_other_care > 0:
        return CareLineOutcome.IN_OTHER_CARE
    capped = care_sector == CareSector.REHAB_FACILITY or care_sector == CareSector.PALLIATIVE_TEAM
    if capped and care_line_count > care_capacity_left:
        return CareLineOutcome.OVER_CAPACITY
    if care_line_share_cents > care_line_share_most_cents + care_line_count * share_rounding_cents:
        return CareLineOutcome.WRONG_SHARE
    if care_invoice_received_on > care_invoice_until:
        return CareLineOutcome.TIME_BARRED
    return CareLineOutcome.NOT_OVER_YET if care_last_day >= care_invoice_received_on else CareLineOutcome.ACCEPTED


@rule(article="BVR art. 534/68 §4, 534/119, 534/162, 534/185, 534/218, 534/242", since="2022-01-01")
def care_line_payable_cents(care_line_outcome: CareLineOutcome, care_line_total_cents: Cents32) -> Cents32:
    """What the fund owes for the line: a line that does not conform is refused whole."""
    return care_line_total_cents if care_line_outcome == CareLineOutcome.ACCEPTED else 0
