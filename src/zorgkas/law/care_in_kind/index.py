"""How amounts follow the index: at every pivot that is passed, or each 1 January (BVR art. 534/58, 105, 142, 171)."""

from fractions import Fraction

from zorgkas.engine import derived


@derived(article="BVR art. 534/58, 534/105, 534/142-149, 534/171, 534/226", since="2022-01-01")
def index_step(zbo_index_step_percent: int) -> Fraction:
    """What one pivot does to an amount."""
    return Fraction(100 + zbo_index_step_percent, 100)
