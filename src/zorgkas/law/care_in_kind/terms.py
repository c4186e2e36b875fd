"""The terms of a notice or request: when the fund must answer, what silence means, what a late refusal can undo."""

from zorgkas.engine import FOREVER, NEVER, Day, Int8, fact, rule
from zorgkas.engine.calendar import add_months
from zorgkas.law.care_in_kind.kinds import CareSector
from zorgkas.law.common.working_days import add_working_days, is_working_day

# The receipt date: the day on which the notice of receipt of the complete request was sent.
fact("care_received_on", Day, low=738_156, high=740_300)
# Missing information: asked on, received on (NEVER: not yet).
fact("care_asked_on", Day, default=NEVER, low=738_156, high=740_300)
fact("care_answered_on", Day, default=NEVER, low=738_156, high=740_300)
# The day on which the decision was delivered (NEVER: none yet), and the day on which the question is put.
fact("care_decided_on", Day, default=NEVER, low=738_156, high=740_300)
fact("care_seen_on", Day, low=738_156, high=740_600)
# The end of the period that was approved before, for the same user and facility.
fact("care_previous_end", Day, default=NEVER, low=738_156, high=740_300)
# The parts of the request that are there.
fact("care_part_administrative", bool, default=True)
fact("care_part_consent", bool, default=True)  # signed, and where the order lets it stay there: declared on honour
fact("care_part_medical", bool, default=True)


@rule(article="BVR art. 534/63, 534/114, 534/159, 534/182, 534/215, 534/239", since="2022-01-01")
def care_answer_days(
    care_sector: CareSector, hospital_answer_working_days: Int8, care_answer_working_days: Int8
) -> Int8:
    """Three working days for a rehabilitation hospital, fifteen for all others."""
    return hospital_answer_working_days if care_sector == CareSector.REHAB_HOSPITAL else care_answer_working_days


@rule(article="BVR art. 534/63, 534/114, 534/159, 534/182, 534/215, 534/239", since="2022-01-01")
def care_answer_until(
    care_sector: CareSector,
    care_received_on: Day,
    care_asked_on: Day,
    care_answered_on: Day,
    care_answer_days: Int8,
    suspended_term_restarts: bool,
) -> Day:
    """The last day of the answer. A question suspends it, except in a hospital; after the answer it runs on.

    The texts say "begins to run again": by the other reading the whole term starts again.
    """
    end = add_working_days(care_received_on, care_answer_days)
    suspends = care_sector != CareSector.REHAB_HOSPITAL and care_asked_on != NEVER
    if not suspends or care_asked_on < care_received_on or care_asked_on > end:
        return end
    if care_answered_on == NEVER or care_answered_on < care_asked_on:
        return FOREVER
    left = care_answer_days
    day = care_received_on + 1
    while day < care_asked_on and not suspended_term_restarts:
        if is_working_day(day):
            left -= 1
        day += 1
    return add_working_days(care_answered_on, left)


@rule(article="BVR art. 534/63, 534/114, 534/159, 534/182, 534/215, 534/239", since="2022-01-01")
def care_silence_approves(care_sector: CareSector) -> bool:
    """Silence is approval, except for a report of a wheelchair team: there the order has no such rule."""
    return care_sector != CareSector.WHEELCHAIR_TEAM


@rule(article="BVR art. 534/63, 534/114, 534/159, 534/182, 534/215", since="2022-01-01")
def care_approved_by_silence(
    care_silence_approves: bool, care_answer_until: Day, care_decided_on: Day, care_seen_on: Day
) -> bool:
    """No decision was delivered on the last day, and that day is over."""
    late = care_decided_on == NEVER or care_decided_on > care_answer_until
    return care_silence_approves and late and care_seen_on > care_answer_until


@rule(article="BVR art. 534/59, 534/109, 534/154, 534/177, 534/210, 534/236", since="2022-01-01")
def care_back_to(care_sector: CareSector, care_received_on: Day, care_back_days: Int8) -> Day:
    """The first day of care that a request can be about: thirty days back, and not back at all for a palliative team.

    A hospital gives notice after the admission; how far back that works follows from its own terms.
    """
    if care_sector == CareSector.REHAB_HOSPITAL:
        return NEVER
    return care_received_on if care_sector == CareSector.PALLIATIVE_TEAM else care_received_on - care_back_days


@rule(article="BVR art. 534/114, 534/115, 534/159, 534/182, 534/215", since="2022-01-01")
def care_late_refusal_from(
    care_sector: CareSector,
    care_answer_until: Day,
    care_decided_on: Day,
    care_silence_approves: bool,
    care_late_tail_working_days: Int8,
) -> Day:
    """The first day on which a refusal works: at once when in time, after ten working days when late.

    A palliative team and a hospital have no such rule: what silence approved stays approved.
    """
    if care_decided_on == NEVER:
        return FOREVER
    if care_decided_on <= care_answer_until or not care_silence_approves:
        return NEVER
    if care_sector == CareSector.PALLIATIVE_TEAM or care_sector == CareSector.REHAB_HOSPITAL:
        return FOREVER
    return add_working_days(care_decided_on, care_late_tail_working_days) + 1


@rule(article="BVR art. 534/151, 534/174", since="2022-01-01")
def care_light_request(
    care_sector: CareSector, care_received_on: Day, care_previous_end: Day, care_light_months: Int8
) -> bool:
    """Within three months after the period before, the administrative part is enough (PVT and sheltered living)."""
    if care_sector != CareSector.NURSING_HOME and care_sector != CareSector.SHELTERED_LIVING:
        return False
    return care_previous_end != NEVER and care_received_on <= add_months(care_previous_end, care_light_months)


@rule(article="BVR art. 534/59, 534/60, 534/106, 534/151, 534/174, 534/208, 534/233", since="2022-01-01")
def care_request_complete(
    care_sector: CareSector,
    care_light_request: bool,
    care_part_administrative: bool,
    care_part_consent: bool,
    care_part_medical: bool,
) -> bool:
    """Which parts must be there: a hospital and a palliative team need no consent, a wheelchair team no report."""
    if not care_part_administrative:
        return False
    if care_light_request:
        return True
    if care_sector == CareSector.WHEELCHAIR_TEAM:
        return care_part_consent
    if care_sector == CareSector.REHAB_HOSPITAL or care_sector == CareSector.PALLIATIVE_TEAM:
        return care_part_medical
    return care_part_consent and care_part_medical
