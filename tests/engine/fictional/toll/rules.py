"""The toll: free for children and in a lighthouse, lower for the young, rounded to whole marks."""

from enum import IntEnum
from fractions import Fraction

from tests.engine.fictional.common.facts import Household

from zorgkas.engine import Cents, Cents32, Int16, derived, rule
from zorgkas.engine.money import divide_half_up, round_half_up


class Rate(IntEnum):
    """Which toll somebody pays."""

    NONE = 0
    FULL = 1
    REDUCED = 2


def _is_young(age: int, limit: int) -> bool:
    return age < limit


@derived(article="Bridge Act art. 4", since="2010-01-01")
def toll_indexed_cents(toll_base_cents: Cents, price_index: Fraction, price_index_base: Fraction) -> Fraction:
    """The toll follows the price index."""
    return toll_base_cents * price_index / price_index_base


@derived(article="Bridge Act art. 5", since="2010-01-01")
def toll_cents(toll_indexed_cents: Fraction) -> Cents:
    """The toll is rounded to ten cents."""
    return round_half_up(toll_indexed_cents, 10)


@rule(article="Bridge Act art. 2", since="2010-01-01", until="2020-01-01", name="toll_rate")
def toll_rate_before_2020(age: Int16, young_age: int) -> Rate:
    """Until 2020 only age counted."""
    return Rate.REDUCED if _is_young(age, young_age) else Rate.FULL


@rule(article="Bridge Act art. 2 as replaced in 2020", since="2020-01-01")
def toll_rate(age: Int16, young_age: int, household: Household, alive: bool) -> Rate:
    """Since 2020 people in a lighthouse cross for nothing."""
    if not alive:
        return Rate.NONE
    if household in (Household.IN_A_LIGHTHOUSE,):
        return Rate.NONE
    limit = young_age
    if household == Household.TOGETHER:
        limit += 1
    return Rate.REDUCED if _is_young(age, limit) else Rate.FULL


@rule(article="Bridge Act art. 6", since="2010-01-01")
def toll_per_crossing_cents(toll_rate: Rate, toll_cents: Cents, reduced_percent: int) -> Cents32:
    """The reduced toll is a share of the full one, rounded to a cent."""
    if toll_rate == Rate.NONE:
        return 0
    if toll_rate == Rate.REDUCED:
        return divide_half_up(toll_cents * reduced_percent, 100)
    return toll_cents


@rule(article="Bridge Act art. 7", since="2010-01-01")
def toll_due_cents(toll_per_crossing_cents: Cents32, crossings: int, toll_paid_cents: Cents32) -> Cents32:
    """What is not paid yet; at most thirty crossings count."""
    counted = 0
    for crossing in range(crossings):
        if crossing == 30:
            break
        counted += 1
    return max(0, counted * toll_per_crossing_cents - toll_paid_cents)


@rule(article="Bridge Act art. 9", since="2015-01-01", until="2018-01-01", gap="the decree was never published")
def ferry_due_cents(age: Int16) -> Cents32:
    """The ferry."""
    raise NotImplementedError


@rule(article="Ferry Act art. 1", since="2019-01-01", name="ferry_due_cents")
def ferry_due_cents_2019(age: Int16, ferry_cents: Cents) -> Cents32:
    """One tariff for everybody."""
    return ferry_cents if age >= 0 else 0
