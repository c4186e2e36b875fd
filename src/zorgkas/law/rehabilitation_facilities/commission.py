"""Requests that the agreement sends to the care fund commission first (BVR art. 534/115), and care abroad (127-137)."""

from fractions import Fraction

from zorgkas.engine import FOREVER, NEVER, Cents, Cents32, Day, Int8, Int16, Int32, derived, fact, rule
from zorgkas.engine.money import divide_half_up, round_half_up
from zorgkas.law.common.working_days import add_working_days

# The commission received the request, and its advice reached the fund (NEVER: not yet).
fact("zkc_received_on", Day, low=738_600, high=740_300)
fact("zkc_advice_on", Day, default=NEVER, low=738_600, high=740_300)
# Abroad: the complete request, the advice of the Expert committee, the delivery of approval or refusal.
fact("abroad_received_on", Day, low=738_600, high=740_300)
fact("abroad_advice_on", Day, default=NEVER, low=738_600, high=740_300)
fact("abroad_told_on", Day, default=NEVER, low=738_600, high=740_300)
fact("abroad_refused", bool, default=False)
# As the crow flies, one way; a carrier or not; what was paid and the average of comparable facilities here.
fact("abroad_km", Int32, default=0, low=0, high=5_000)
fact("abroad_carrier", bool, default=False)
fact("abroad_paid_cents", Cents32, default=0, low=0, high=5_000_000)
fact("abroad_average_cents", Cents32, default=0, low=0, high=5_000_000)


@rule(article="BVR art. 534/115", since="2023-10-01")
def zkc_sent_until(care_received_on: Day, care_answer_working_days: Int8) -> Day:
    """The fund sends the request to the commission within fifteen working days."""
    return add_working_days(care_received_on, care_answer_working_days)


@rule(article="BVR art. 534/115", since="2023-10-01")
def zkc_advice_until(zkc_received_on: Day, zkc_advice_working_days: Int8) -> Day:
    """Twenty working days for a binding advice; none in time counts as favourable."""
    return add_working_days(zkc_received_on, zkc_advice_working_days)


@rule(article="BVR art. 534/115", since="2023-10-01")
def zkc_counts_as_favourable(zkc_advice_on: Day, zkc_advice_until: Day, care_seen_on: Day) -> bool:
    """No advice came in time."""
    return (zkc_advice_on == NEVER or zkc_advice_on > zkc_advice_until) and care_seen_on > zkc_advice_until


@rule(article="BVR art. 534/115", since="2023-10-01")
def zkc_decision_until(zkc_advice_on: Day, zkc_advice_until: Day, care_answer_working_days: Int8) -> Day:
    """Fifteen working days after the advice, or after the end of its term when none came."""
    start = zkc_advice_until if zkc_advice_on == NEVER else min(zkc_advice_on, zkc_advice_until)
    return add_working_days(start, care_answer_working_days)


@rule(article="BVR art. 534/115", since="2023-10-01")
def zkc_late_advice_works_from(
    zkc_advice_on: Day, zkc_advice_until: Day, care_decided_on: Day, care_late_tail_working_days: Int8
) -> Day:
    """An unfavourable advice that came too late works from the tenth working day after the registered notification."""
    if zkc_advice_on == NEVER or zkc_advice_on <= zkc_advice_until or care_decided_on == NEVER:
        return FOREVER
    return add_working_days(care_decided_on, care_late_tail_working_days)


@rule(article="BVR art. 534/133", since="2022-10-01")
def abroad_sent_until(abroad_received_on: Day, abroad_forward_working_days: Int8) -> Day:
    """To the Expert committee within ten working days."""
    return add_working_days(abroad_received_on, abroad_forward_working_days)


@rule(article="BVR art. 534/136", since="2022-10-01")
def abroad_decision_until(abroad_advice_on: Day, care_answer_working_days: Int8) -> Day:
    """Fifteen working days after the advice."""
    return add_working_days(abroad_advice_on, care_answer_working_days)


@rule(article="BVR art. 534/137", since="2022-10-01")
def abroad_period_from(
    abroad_advice_on: Day, abroad_told_on: Day, abroad_refused: bool, abroad_silence_working_days: Int8
) -> Day:
    """The day after the approval was received; after thirty working days of silence the day after those; else none."""
    if abroad_advice_on == NEVER:
        return FOREVER
    end = add_working_days(abroad_advice_on, abroad_silence_working_days)
    late = abroad_told_on == NEVER or abroad_told_on > end
    if abroad_refused and not late:
        return FOREVER
    return end + 1 if late else abroad_told_on + 1


@rule(article="BVR art. 534/137", since="2022-10-01")
def abroad_period_until(
    abroad_told_on: Day, abroad_refused: bool, abroad_period_from: Day, care_late_tail_working_days: Int8
) -> Day:
    """What silence approved ends ten working days after a late refusal; else it is the period of the advice."""
    if not abroad_refused or abroad_period_from >= FOREVER or abroad_told_on == NEVER:
        return FOREVER
    return add_working_days(abroad_told_on, care_late_tail_working_days)


@rule(article="BVR art. 534/128", since="2022-10-01")
def abroad_allowance_cents(abroad_paid_cents: Cents32, abroad_average_cents: Cents32) -> Cents32:
    """The average of comparable facilities here, as the committee says it, and at most what was paid."""
    return min(abroad_paid_cents, abroad_average_cents)


@derived(article="BVR art. 534/128/1, 534/105/8", since="2025-12-08")
def abroad_carrier_ten_thousandths(abroad_carrier_km_base_cents: Fraction, travel_own_factor: Fraction) -> int:
    """A kilometre with a professional carrier, in ten-thousandths of a cent."""
    return round_half_up(abroad_carrier_km_base_cents * travel_own_factor * 10_000)


@rule(article="BVR art. 534/128/1", since="2025-12-08")
def abroad_travel_cents(
    abroad_km: Int32,
    abroad_carrier: bool,
    abroad_free_km: Int16,
    reha_km_ten_thousandths: int,
    abroad_carrier_ten_thousandths: int,
) -> Cents:
    """There and back, without the first 350 kilometres of each way."""
    km = 2 * max(0, abroad_km - abroad_free_km)
    return divide_half_up(km * (abroad_carrier_ten_thousandths if abroad_carrier else reha_km_ten_thousandths), 10_000)
