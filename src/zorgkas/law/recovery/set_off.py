"""Taking an undue sum off the budgets that are still to come (DEC art. 76 §2; BVR art. 125, 129 §1 al. 4)."""

from zorgkas.engine import Cents32, Int8, Int16, rule


@rule(article="BVR art. 129 §1 al. 4, §2, 1°", since="2019-01-01")
def set_off_on_zzz_only(undue_is_zbo: bool, stays_in_wzc_or_pvt: bool, obtained_by_fraud: bool) -> bool:
    """The ZBO of a resident is only taken off the ZZZ, and what that does not cover is not asked back."""
    return undue_is_zbo and stays_in_wzc_or_pvt and not obtained_by_fraud


@rule(article="BVR art. 125, 129 §1 al. 4", since="2019-01-01")
def set_off_base_monthly_cents(
    set_off_on_zzz_only: bool, payable_monthly_cents: Cents32, payable_zzz_monthly_cents: Cents32
) -> Cents32:
    """What is paid to the user each month and may be used for it; no article protects a part of it."""
    return payable_zzz_monthly_cents if set_off_on_zzz_only else payable_monthly_cents


@rule(article="BVR art. 125", since="2024-09-15")
def set_off_months(payable_months: Int16, set_off_most_months: Int8) -> Int16:
    """The months that are known to come, at most 24."""
    return min(payable_months, set_off_most_months)


@rule(article="BVR art. 125", since="2024-09-15")
def set_off_covers_cents(set_off_base_monthly_cents: Cents32, set_off_months: Int16, undue_cents: Cents32) -> Cents32:
    """How much of the sum those months can bring in."""
    return min(undue_cents, set_off_base_monthly_cents * set_off_months)


@rule(article="BVR art. 125, 129 §1 al. 4", since="2024-09-15")
def set_off_possible(undue_cents: Cents32, set_off_covers_cents: Cents32, set_off_on_zzz_only: bool) -> bool:
    """Only when it brings in the whole sum; of the ZBO of a resident a part is enough."""
    if set_off_on_zzz_only:
        return set_off_covers_cents > 0
    return undue_cents > 0 and set_off_covers_cents == undue_cents


@rule(article="BVR art. 125", since="2024-09-15")
def set_off_least_monthly_cents(
    set_off_possible: bool, set_off_covers_cents: Cents32, set_off_months: Int16
) -> Cents32:
    """The smallest amount a month with which it ends in time; 0 when it cannot be set off."""
    if not set_off_possible or set_off_months <= 0:
        return 0
    return (set_off_covers_cents + set_off_months - 1) // set_off_months


@rule(article="BVR art. 129 §1 al. 4", since="2024-09-15")
def waived_of_resident_cents(set_off_on_zzz_only: bool, undue_cents: Cents32, set_off_covers_cents: Cents32) -> Cents32:
    """What the ZZZ of a resident does not cover is let go."""
    return undue_cents - set_off_covers_cents if set_off_on_zzz_only else 0


@rule(article="BVR art. 71, 125", since="2024-09-15")
def recovery_waits_for_premiums(premiums_before_recovery: bool) -> bool:
    """Which of two set-offs comes first is in no article: unpaid premiums first, unless the reading is changed."""
    return premiums_before_recovery
