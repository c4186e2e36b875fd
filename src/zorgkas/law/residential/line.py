"""A line of an invoice: one user, one month, one allowance; what becomes of it (BVR art. 416-530).

The checks stand in the order of the law: right, stay, premiums, amount, days, doubles, capacity, time.
"""

from zorgkas.engine import FOREVER, NEVER, Cents, Cents32, Day, Int8, Int16, Month, fact, rule
from zorgkas.engine.calendar import add_years, first_day, last_day
from zorgkas.law.residential.kinds import AllowanceKind, CareUnit, LineOutcome

fact("stay_allowance_kind", AllowanceKind)
# What the line says.
fact("stay_line_days", Int8, default=30, low=0, high=31)
fact("stay_line_unit_cents", Cents32, low=40, high=12_000)
fact("stay_line_total_cents", Cents32, low=0, high=372_000)
fact("stay_invoice_received_on", Day, low=738_500, high=740_800)
# The end of the approved period; NEVER in `stay_approved_from` when the admission was never approved.
fact("stay_approved_from", Day, default=NEVER, low=738_500, high=740_300)
fact("stay_approved_to", Day, default=FOREVER, low=738_500, high=740_600)
# The amount that the agency told for this site on these days (0: none known), and the one of before.
fact("told_day_cents", Cents32, default=0, low=0, high=12_000)
fact("told_before_cents", Cents32, default=0, low=0, high=12_000)
# Days of the line that are already billed by the same facility, and by another one.
fact("days_billed_here", Int8, default=0, low=0, high=31)
fact("days_billed_elsewhere", Int8, default=0, low=0, high=31)
# Days on which other care excludes it: a psychiatric nursing home, a rehabilitation hospital or facility.
fact("days_in_other_care", Int8, default=0, low=0, high=31)
# Days that a month can have by the stay itself: `stay_days_in_month`, of day care the days that its register shows.
fact("days_possible", Int8, default=31, low=0, high=31)
# What is left of the recognised days of the quarter or year, before this line.
fact("stay_capacity_days_left", Int16, default=9_999, low=0, high=9_999)
# A registered letter that interrupted the limitation (NEVER without one).
fact("stay_limitation_interrupted_on", Day, default=NEVER, low=738_500, high=740_800)


@rule(article="BVR art. 530", since="2022-10-29")
def stay_invoice_until(stay_month: Month, stay_limitation_interrupted_on: Day, stay_invoice_years: Int8) -> Day:
    """Two years from the last day of the month of the stay day; a registered letter starts them again."""
    end = add_years(last_day(stay_month), stay_invoice_years)
    if stay_limitation_interrupted_on == NEVER or stay_limitation_interrupted_on > end:
        return end
    return max(end, add_years(stay_limitation_interrupted_on, stay_invoice_years))


@rule(article="BVR art. 454, 456, 505, 505/1, 507, 523", since="2023-01-01")
def stay_line_day_cents(
    stay_allowance_kind: AllowanceKind,
    told_day_cents: Cents32,
    incontinence_day_cents: Cents,
    short_stay_extra_cents: Cents,
    day_travel_day_cents: Cents32,
) -> Cents32:
    """What a stay day of the line must cost: the amount that was told, or the one of the order."""
    if stay_allowance_kind == AllowanceKind.BASIC:
        return told_day_cents
    if stay_allowance_kind == AllowanceKind.INCONTINENCE:
        return incontinence_day_cents
    return short_stay_extra_cents if stay_allowance_kind == AllowanceKind.SHORT_STAY_EXTRA else day_travel_day_cents


@rule(article="BVR art. 460, 529", since="2020-01-01")
def counts_for_capacity(stay_allowance_kind: AllowanceKind) -> bool:
    """Travel is paid above the capacity; incontinence and the extra of short stay go with the days of the basic one."""
    return stay_allowance_kind == AllowanceKind.BASIC


@rule(article="BVR art. 416-530", since="2023-01-01")
def stay_line_outcome(
    stay_allowance_kind: AllowanceKind,
    stay_allowance_exists: bool,
    stay_month: Month,
    stay_line_days: Int8,
    stay_line_unit_cents: Cents32,
    stay_line_total_cents: Cents32,
    stay_line_day_cents: Cents32,
    told_before_cents: Cents32,
    stay_approved_from: Day,
    stay_approved_to: Day,
    died_on: Day,
    premium_condition_met: bool,
    days_possible: Int8,
    days_billed_here: Int8,
    days_billed_elsewhere: Int8,
    days_in_other_care: Int8,
    counts_for_capacity: bool,
    stay_capacity_days_left: Int16,
    stay_invoice_received_on: Day,
    stay_invoice_until: Day,
) -> LineOutcome:
    """The first reason for which the line is refused, or ACCEPTED."""
    if stay_approved_from == NEVER:
        return LineOutcome.NO_APPROVAL
    if stay_approved_from > last_day(stay_month):
        return LineOutcome.BEFORE_APPROVAL
    if died_on != NEVER and died_on < first_day(stay_month):
        return LineOutcome.AFTER_DEATH
    if stay_approved_to <= first_day(stay_month):
        return LineOutcome.AFTER_END
    if not premium_condition_met:
        return LineOutcome.PREMIUMS_UNPAID
    if not stay_allowance_exists:
        return LineOutcome.WRONG_ALLOWANCE
    if stay_line_day_cents == 0:
        return LineOutcome.NO_AMOUNT_KNOWN
    if stay_line_unit_cents != stay_line_day_cents:
        old = stay_allowance_kind == AllowanceKind.BASIC and stay_line_unit_cents == told_before_cents
        return LineOutcome.OLD_AMOUNT if old else LineOutcome.WRONG_AMOUNT
    if days_billed_here > 0:
        return LineOutcome.BILLED_TWICE
    if stay_line_days > days_possible:
        dead = died_on != NEVER and died_on <= last_day(stay_month)
        return LineOutcome.AFTER_DEATH if dead else LineOutcome.TOO_MANY_DAYS
    if stay_line_total_cents != stay_line_days * stay_line_unit_cents:
        return LineOutcome.WRONG_TOTAL
    if days_billed_elsewhere > 0:
        return LineOutcome.OTHER_FACILITY
    if days_in_other_care > 0:
        return LineOutcome.IN_OTHER_CARE
    if counts_for_capacity and stay_line_days > stay_capacity_days_left:
        return LineOutcome.OVER_CAPACITY
    if stay_invoice_received_on > stay_invoice_until:
        return LineOutcome.TIME_BARRED
    return LineOutcome.FUTURE_DAYS if stay_invoice_received_on <= last_day(stay_month) else LineOutcome.ACCEPTED


@rule(article="BVR art. 529 §2", since="2020-01-01")
def days_within_capacity(counts_for_capacity: bool, stay_line_days: Int8, stay_capacity_days_left: Int16) -> Int8:
    """The days of the line that the fund takes into account; the rest, in order of receipt, it does not."""
    return min(stay_line_days, max(0, stay_capacity_days_left)) if counts_for_capacity else stay_line_days


@rule(article="BVR art. 529 §1", since="2020-01-01")
def stay_capacity_first_month(stay_unit: CareUnit, stay_month: Month) -> Month:
    """The period over which days are counted: the quarter of a care centre, the year of short stay and day care."""
    year = stay_month - stay_month % 12
    return stay_month - stay_month % 3 if stay_unit == CareUnit.WZC else year


@rule(article="BVR art. 521 §4, 530", since="2022-10-29")
def stay_line_payable_cents(stay_line_outcome: LineOutcome, stay_line_total_cents: Cents32) -> Cents32:
    """What the fund owes for the line: a part that does not conform is refused whole."""
    return stay_line_total_cents if stay_line_outcome == LineOutcome.ACCEPTED else 0
