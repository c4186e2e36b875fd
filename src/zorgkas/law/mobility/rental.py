"""The months of a rental, its end, and what may be charged beside it (BVR art. 262, 264 to 268, 314 to 320, 340)."""

from zorgkas.engine import FOREVER, NEVER, Cents32, Day, Int8, Int16, Month, rule
from zorgkas.engine.calendar import add_months, day_of_month, first_day, make_day, month_of
from zorgkas.engine.money import divide_half_up
from zorgkas.law.mobility.kinds import AidForm, AidGroup, AidKind, RapidCondition


def earlier(one: int, other: int) -> int:
    """The earlier of two days, of which one may be none."""
    if one == NEVER:
        return other
    return one if other == NEVER or one < other else other


@rule(article="BVR art. 340 §1", since="2019-01-01")
def aid_first_rent_month(aid_signed_on: Day, aid_rent_month_day: Int8) -> Month:
    """Signed up to the fifteenth: that month; later: the next."""
    month = month_of(aid_signed_on)
    return month if day_of_month(aid_signed_on) <= aid_rent_month_day else month + 1


@rule(article="BVR art. 267 §1, 319", since="2019-01-01")
def aid_notice_free_on(
    aid_notice_received_on: Day, aid_form: AidForm, aid_notice_months: Int8, aid_temporary_notice_months: Int8
) -> Day:
    """The first day after the notice period, which begins with the month after the registered letter was received."""
    if aid_notice_received_on == NEVER:
        return NEVER
    months = aid_temporary_notice_months if aid_form == AidForm.TEMPORARY_RENTAL else aid_notice_months
    return first_day(month_of(aid_notice_received_on) + 1 + months)


@rule(article="BVR art. 267 §3, §4, 319", since="2019-01-01")
def aid_rental_ends_on(
    died_on: Day,
    aid_notice_free_on: Day,
    aid_need_ended_on: Day,
    aid_left_group_on: Day,
    aid_left_scheme_on: Day,
    aid_left_by_moving: bool,
    aid_provider_stopped_on: Day,
    aid_move_months: Int8,
) -> Day:
    """The day of the first thing that ends it; NEVER while it runs. Who moves out of the area has three months."""
    left = aid_left_scheme_on
    if left != NEVER and aid_left_by_moving:
        left = add_months(left, aid_move_months)
    noticed = NEVER if aid_notice_free_on == NEVER else aid_notice_free_on - 1
    ends = earlier(earlier(died_on, noticed), earlier(aid_need_ended_on, aid_left_group_on))
    return earlier(ends, earlier(left, aid_provider_stopped_on))


@rule(article="BVR art. 340 §2", since="2019-01-01")
def aid_last_rent_month(aid_rental_ends_on: Day, aid_rental_free_on: Day, aid_rent_month_day: Int8) -> Month:
    """Ended up to the fifteenth: the month before; later: that month. FOREVER while the rental runs."""
    ends = aid_rental_ends_on
    if aid_rental_free_on < FOREVER and aid_rental_free_on != NEVER:
        ends = earlier(ends, aid_rental_free_on - 1)
    if ends == NEVER:
        return FOREVER
    return month_of(ends) - 1 if day_of_month(ends) <= aid_rent_month_day else month_of(ends)


@rule(article="BVR art. 239, 340", since="2019-01-01")
def aid_month_is_due(
    aid_billed_month: Month, aid_first_rent_month: Month, aid_last_rent_month: Month, aid_conditions_in_month: bool
) -> bool:
    """A month of the rental in which the conditions are met."""
    return aid_first_rent_month <= aid_billed_month <= aid_last_rent_month and aid_conditions_in_month


@rule(article="BVR art. 649", since="2019-01-01", until="2021-01-01")
def aid_rent_uplift_cents(
    aid_kind: AidKind,
    aid_form: AidForm,
    aid_resident: bool,
    aid_palliative_asked: bool,
    aid_rapid: RapidCondition,
    aid_uplift_manual_cents: Cents32,
    aid_uplift_electronic_cents: Cents32,
    aid_uplift_scooter_cents: Cents32,
) -> Cents32:
    """Added to the rent of each month of 2019 and 2020; not for residents, nor in palliative care."""
    rapid = aid_rapid != RapidCondition.NONE
    if rapid and (aid_kind == AidKind.ELECTRONIC or aid_kind == AidKind.ELECTRONIC_CHILD):
        return aid_uplift_electronic_cents
    if rapid and aid_kind >= AidKind.SCOOTER_INDOOR and aid_kind <= AidKind.SCOOTER_OUTDOOR:
        return aid_uplift_scooter_cents
    manual = aid_kind >= AidKind.STANDARD and aid_kind <= AidKind.FRAME_SEAT_UNIT
    counts = rapid or aid_form == AidForm.TEMPORARY_RENTAL or not (aid_resident or aid_palliative_asked)
    return aid_uplift_manual_cents if manual and counts else 0


@rule(article="BVR art. 649", since="2021-01-01", name="aid_rent_uplift_cents")
def aid_rent_uplift_2021_cents() -> Cents32:
    """None for later months."""
    return 0


@rule(article="BVR art. 262 §3, 278, 340, 648, 649", since="2019-01-01")
def aid_rent_due_cents(aid_month_is_due: bool, aid_rent_cents: Cents32, aid_rent_uplift_cents: Cents32) -> Cents32:
    """The whole lump sum of the billed month or nothing; contracts of before 2019 follow."""
    return aid_rent_cents + aid_rent_uplift_cents if aid_month_is_due else 0


@rule(article="BVR art. 266", since="2019-01-01")
def aid_deposit_most_cents(
    aid_rent_cents: Cents32,
    aid_care_chair_rent_cents: Cents32,
    aid_resident: bool,
    aid_increased_allowance: bool,
    aid_hardship: bool,
) -> Cents32:
    """One month's lump sum, never above that of a care wheelchair; none for residents and for who has little."""
    if aid_resident or aid_increased_allowance or aid_hardship:
        return 0
    return min(aid_rent_cents, aid_care_chair_rent_cents)


@rule(article="BVR art. 265", since="2026-01-01")
def aid_residual_cents(aid_benefit_cents: Cents32, aid_rental_months: Int16, aid_residual_months: Int16) -> Cents32:
    """The purchase benefit that would have applied, less a 84th for each month; no rounding is given: to the cent."""
    left = max(aid_residual_months - aid_rental_months, 0)
    return divide_half_up(aid_benefit_cents * left, aid_residual_months)


@rule(article="BVR art. 265", since="2026-01-01")
def aid_damage_most_cents(
    aid_damage_cents: Cents32, aid_deposit_cents: Cents32, aid_residual_cents: Cents32
) -> Cents32:
    """Damage by gross negligence, less the deposit, and at most the residual value."""
    return min(max(aid_damage_cents - aid_deposit_cents, 0), aid_residual_cents)


@rule(article="BVR art. 262 §4", since="2026-01-01")
def aid_transport_km(aid_group: AidGroup, aid_nearest_km: Int16, aid_free_km: Int16) -> Int16:
    """Kilometres that may be charged: those above thirty from the nearest place, and only from the age of 85."""
    return max(aid_nearest_km - aid_free_km, 0) if aid_group == AidGroup.FROM_85 else 0


@rule(article="BVR art. 268, 283, 656/1", since="2021-01-01")
def aid_fit_to_rent(
    aid_produced_on: Day,
    aid_signed_on: Day,
    aid_used_before: bool,
    aid_rapid: RapidCondition,
    aid_new_most_months: Int8,
    aid_rapid_new_most_months: Int8,
    aid_used_most_years: Int8,
) -> bool:
    """At first use at most twelve months old; never older than seven years to a new user."""
    if aid_produced_on == NEVER:
        return False
    if aid_used_before:
        return aid_signed_on <= add_months(aid_produced_on, aid_used_most_years * 12)
    old_rule = aid_rapid != RapidCondition.NONE and aid_signed_on < make_day(2021, 1, 1)
    return aid_signed_on <= add_months(aid_produced_on, aid_rapid_new_most_months if old_rule else aid_new_most_months)


@rule(article="BVR art. 314 §2, 317, 320", since="2019-01-01")
def aid_temporary_months_left(aid_temporary_months: Int8, aid_temporary_most_months: Int8) -> Int8:
    """Six months in all, over chairs and providers."""
    return max(aid_temporary_most_months - aid_temporary_months, 0)
