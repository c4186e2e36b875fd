"""What is due for one month: the amount, unless death, detention or a suspension stops it (BVR art. 139, 142, 182)."""

from zorgkas.engine import FOREVER, NEVER, Cents32, Day, GapReason, Int8, Int16, Month, rule
from zorgkas.engine.calendar import first_day, last_day, make_day, month_of
from zorgkas.law.common.kinds import CareForm
from zorgkas.law.zzz.kinds import SuspensionGround


@rule(article="DEC art. 80 §2", since="2001-10-01")
def zzz_amount_cents(care_form: CareForm, zzz_home_cents: Cents32, zzz_residential_cents: Cents32) -> Cents32:
    """The lump sum of a month; since March 2009 the same for both forms of care."""
    return zzz_residential_cents if care_form == CareForm.RESIDENTIAL else zzz_home_cents


@rule(article="BVR art. 633 al. 1", since="2019-01-01")
def old_right_beside_nrth(
    zvt_paid_december_2016: bool, nrth_started_on: Day, higher_nrth_on: Day, due_month: Month
) -> bool:
    """Paid for December 2016 and nRTH by 1 January 2017: kept until a higher budget after a revision (end of month)."""
    in_time = nrth_started_on != NEVER and nrth_started_on <= make_day(2017, 1, 1)
    kept = higher_nrth_on == NEVER or due_month <= month_of(higher_nrth_on)
    return zvt_paid_december_2016 and in_time and kept


@rule(article="BVR art. 183, 184", since="2019-01-01")
def suspension_first_month(suspended_from: Day, suspension_notified_on: Day) -> Month:
    """Told in time: the month after the start. Told later: the month of the notice, not back to the start."""
    if suspended_from == NEVER:
        return FOREVER
    if suspension_notified_on > suspended_from:
        return month_of(suspension_notified_on)
    return month_of(suspended_from) + 1


@rule(article="BVR art. 183", since="2019-01-01")
def suspension_last_month(suspended_to: Day) -> Month:
    """Until the end of the month in which the budget or the stay ends, also after a late notice."""
    return FOREVER if suspended_to >= FOREVER else month_of(suspended_to - 1)


@rule(article="BVR art. 182, 183, 184, 633", since="2019-01-01")
def suspended_in_month(
    suspension_ground: SuspensionGround,
    suspension_first_month: Month,
    suspension_last_month: Month,
    old_right_beside_nrth: bool,
    due_month: Month,
) -> bool:
    """A disability budget or a stay suspends the payment in these months, not the right itself."""
    if suspension_ground == SuspensionGround.NONE:
        return False
    if suspension_ground == SuspensionGround.NOT_DIRECTLY_ACCESSIBLE and old_right_beside_nrth:
        return False
    return suspension_first_month <= due_month and due_month <= suspension_last_month


@rule(article="DEC art. 80; BVR art. 139, 142, 175, 182", since="2019-01-01")
def zzz_due_cents(
    zzz_amount_cents: Cents32,
    entitled_in_month: bool,
    alive_in_month: bool,
    detained_in_month: bool,
    suspended_in_month: bool,
    stop_first_month: Month,
    due_month: Month,
) -> Cents32:
    """The amount in each month of the right until it stops, up to the month of death, unless detained or suspended."""
    runs = entitled_in_month and due_month < stop_first_month
    if runs and alive_in_month and not detained_in_month and not suspended_in_month:
        return zzz_amount_cents
    return 0


@rule(article="BVR art. 139", since="2019-01-01")
def zzz_pay_not_before(care_form: CareForm, due_month: Month) -> Day:
    """Residential care is paid after the last day of the month, care at home in the month itself."""
    return first_day(due_month + 1) if care_form == CareForm.RESIDENTIAL else first_day(due_month)


@rule(article="BVR art. 139", since="2019-01-01")
def zzz_pay_by(care_form: CareForm, due_month: Month) -> Day:
    """Care at home is paid before the end of the month; for residential care the article names no last day."""
    return FOREVER if care_form == CareForm.RESIDENTIAL else last_day(due_month)


@rule(article="BVR art. 185", since="2026-01-01")
def mfc_paid_months(
    suspension_ground: SuspensionGround,
    has_person_following_budget: bool,
    home_right_on_31_august: bool,
    mfc_absence_days: Int16,
    mfc_absence_one_month_days: Int16,
    mfc_absence_two_months_days: Int16,
) -> Int8:
    """Full-time in an MFC but long away from it: one month is paid above 30 days of absence, two above 100.

    Only with a right to care at home on 31 August, and without a person-following budget.
    """
    if suspension_ground != SuspensionGround.FULL_TIME_MFC or has_person_following_budget:
        return 0
    if not home_right_on_31_august or mfc_absence_days <= mfc_absence_one_month_days:
        return 0
    return 2 if mfc_absence_days > mfc_absence_two_months_days else 1


@rule(
    article="BVR art. 185",
    since="2026-01-01",
    gap=GapReason(
        "The article does not say which month or months are paid, nor when.",
        nl="Het artikel zegt niet welke maand of maanden betaald worden, en ook niet wanneer.",
    ),
)
def mfc_paid_from(mfc_paid_months: Int8, due_month: Month) -> Month:
    """Open: see the reason of the gap."""
    return due_month + mfc_paid_months
