"""The report of a wheelchair advice team: its amount, and until when the request is in time (BVR art. 534/225-238)."""

from fractions import Fraction

from zorgkas.engine import Cents, Day, Int8, derived, fact, rule
from zorgkas.engine.money import round_half_up

fact("rat_examined_on", Day, low=738_886, high=740_300)


@derived(article="BVR art. 534/225, 534/226", since="2024-01-01")
def rat_report_cents(rat_report_base_cents: Fraction, rat_factor: Fraction) -> Cents:
    """A report, the same for an ordinary and a specialised team; the user pays nothing. Rounded half up to the cent."""
    return round_half_up(rat_report_base_cents * rat_factor)


@rule(article="BVR art. 534/235", since="2024-01-01")
def rat_request_until(rat_examined_on: Day, care_back_days: Int8) -> Day:
    """Thirty days from the day of the examination."""
    return rat_examined_on + care_back_days


@rule(article="BVR art. 534/235, 534/236", since="2024-01-01")
def rat_request_in_time(care_received_on: Day, rat_request_until: Day, care_lateness_justified: bool) -> bool:
    """In time, or late with a justification that the fund accepts."""
    return care_received_on <= rat_request_until or care_lateness_justified
