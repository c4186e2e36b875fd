"""The amounts on a date: from a known table, 2 % for every step of the index since then (DEC art. 86; BVR art. 194).

A table is what the law prints or what was published. Between tables the amounts follow from the printed ones, so that
rounding does not add up. To enter a new index date, raise `zbo_index_level`; to enter a published table, add its
amounts and its level to the `..._table_...` parameters.
"""

from fractions import Fraction

from zorgkas.engine import Cents, derived
from zorgkas.engine.money import round_half_up


@derived(article="DEC art. 86 al. 2", since="2017-01-01")
def maximum_factor(zbo_index_level: int, maximum_table_level: int, zbo_index_step_percent: int) -> Fraction:
    """The index since the table of the maximum amounts."""
    return Fraction(100 + zbo_index_step_percent, 100) ** (zbo_index_level - maximum_table_level)


@derived(article="BVR art. 194 §1 al. 2", since="2019-01-01")
def exempt_factor(zbo_index_level: int, exempt_table_level: int, zbo_index_step_percent: int) -> Fraction:
    """The index since the table of the exempt amounts."""
    return Fraction(100 + zbo_index_step_percent, 100) ** (zbo_index_level - exempt_table_level)


@derived(article="DEC art. 86", since="2017-01-01")
def maximum_1_cents(maximum_table_1_cents: Fraction, maximum_factor: Fraction) -> Cents:
    """The highest budget of category 1 a year."""
    return round_half_up(maximum_table_1_cents * maximum_factor)


@derived(article="DEC art. 86", since="2017-01-01")
def maximum_2_cents(maximum_table_2_cents: Fraction, maximum_factor: Fraction) -> Cents:
    """The highest budget of category 2 a year."""
    return round_half_up(maximum_table_2_cents * maximum_factor)


@derived(article="DEC art. 86", since="2017-01-01")
def maximum_3_cents(maximum_table_3_cents: Fraction, maximum_factor: Fraction) -> Cents:
    """The highest budget of category 3 a year."""
    return round_half_up(maximum_table_3_cents * maximum_factor)


@derived(article="DEC art. 86", since="2017-01-01")
def maximum_4_cents(maximum_table_4_cents: Fraction, maximum_factor: Fraction) -> Cents:
    """The highest budget of category 4 a year."""
    return round_half_up(maximum_table_4_cents * maximum_factor)


@derived(article="DEC art. 86", since="2017-01-01")
def maximum_5_cents(maximum_table_5_cents: Fraction, maximum_factor: Fraction) -> Cents:
    """The highest budget of category 5 a year."""
    return round_half_up(maximum_table_5_cents * maximum_factor)


@derived(article="BVR art. 194 §1", since="2019-01-01")
def exempt_a_cents(exempt_table_a_cents: Fraction, exempt_factor: Fraction) -> Cents:
    """The exempt income a year of category A."""
    return round_half_up(exempt_table_a_cents * exempt_factor)


@derived(article="BVR art. 194 §1", since="2019-01-01")
def exempt_b_cents(exempt_table_b_cents: Fraction, exempt_factor: Fraction) -> Cents:
    """The exempt income a year of category B."""
    return round_half_up(exempt_table_b_cents * exempt_factor)
