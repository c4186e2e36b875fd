"""When the right opens, its first and its last month (DEC art. 94; BVR art. 235, 236)."""

from zorgkas.engine import FOREVER, NEVER, Day, Month, rule
from zorgkas.engine.calendar import make_day, make_month, month_of
from zorgkas.law.zbh.kinds import ZbhGroup


@rule(article="BVR art. 233 §3, 638, 641, 641/1, 641/2", since="2016-08-01")
def zbh_group_opens_on(zbh_group: ZbhGroup) -> Day:
    """The fixed day from which the group can have a right; for who stayed abroad the day on which theirs goes on."""
    if zbh_group == ZbhGroup.YOUNG_ADULTS or zbh_group == ZbhGroup.MINORS:
        return make_day(2017, 8, 1)
    if zbh_group == ZbhGroup.YOUTH_WAITERS:
        return make_day(2016, 12, 1)
    if zbh_group == ZbhGroup.PRIORITY:
        return make_day(2019, 4, 1)
    if zbh_group == ZbhGroup.SWITCHERS:
        return make_day(2017, 1, 1)
    if zbh_group == ZbhGroup.ABROAD:
        return make_day(2022, 12, 31)
    return make_day(2016, 8, 1)


@rule(article="DEC art. 94", since="2016-08-01")
def zbh_opened_on(
    zbh_group: ZbhGroup, zbh_group_opens_on: Day, zbh_attest_from: Day, zbh_notice_ended_on: Day, applied_on: Day
) -> Day:
    """The start of the attest, the application or the end of the notice, no earlier than the day of the group."""
    if zbh_group == ZbhGroup.PRIORITY or zbh_group == ZbhGroup.ABROAD:
        return zbh_group_opens_on
    started = zbh_attest_from if applied_on == NEVER else applied_on
    if zbh_group == ZbhGroup.SWITCHERS:
        started = zbh_notice_ended_on
    return NEVER if started == NEVER else max(started, zbh_group_opens_on)


@rule(article="BVR art. 236", since="2016-08-01")
def zbh_extends(zbh_attest_from: Day, zbh_previous_attest_to: Day) -> bool:
    """Another attest joins the one that expires, whenever it arrives; nothing else is asked again."""
    if zbh_previous_attest_to == NEVER or zbh_attest_from == NEVER:
        return False
    return zbh_attest_from <= zbh_previous_attest_to


@rule(article="DEC art. 94; BVR art. 236", since="2016-08-01")
def zbh_first_month(zbh_extends: bool, zbh_previous_attest_to: Day, zbh_opened_on: Day) -> Month:
    """The month after the opening, without waiting period; an extension follows the month in which the attest ended."""
    if zbh_extends:
        return month_of(zbh_previous_attest_to - 1) + 1
    return NEVER if zbh_opened_on == NEVER else month_of(zbh_opened_on) + 1


@rule(article="BVR art. 235, 641/2 al. 2", since="2016-08-01")
def zbh_last_month(zbh_group: ZbhGroup, zbh_attest_to: Day) -> Month:
    """Without end, or the month in which the attest expires. Children went to the Groeipakket in January 2023."""
    ends = FOREVER if zbh_attest_to >= FOREVER else month_of(zbh_attest_to - 1)
    if zbh_group == ZbhGroup.MINORS or zbh_group == ZbhGroup.YOUTH_WAITERS:
        return min(ends, make_month(2022, 12))
    return ends


@rule(article="BVR art. 641/2; vlaanderen.be", since="2016-08-01")
def zbh_goes_to_child_benefit(zbh_group: ZbhGroup, zbh_abroad_end_of_2022: bool, zbh_known_last_month: Month) -> bool:
    """A right of a child or youngster that reached 2023 became the support supplement of the Groeipakket."""
    young = zbh_group == ZbhGroup.MINORS or zbh_group == ZbhGroup.YOUTH_WAITERS
    return young and not zbh_abroad_end_of_2022 and zbh_known_last_month >= make_month(2022, 12)


@rule(article="BVR art. 234 §1", since="2019-04-01")
def zbh_decide_by(zbh_file_received_on: Day, lives_outside_area: bool, zbh_decision_days: int) -> Day:
    """Sixty days after the file; no term for who lives outside the Dutch-language area and Brussels."""
    if lives_outside_area or zbh_file_received_on == NEVER:
        return FOREVER
    return zbh_file_received_on + zbh_decision_days


@rule(article="BVR art. 143", since="2019-01-01")
def zbh_can_be_appealed(zbh_refused_for_recognition: bool) -> bool:
    """Not the refusal to recognise the disability or a clear need: that is for VAPH."""
    return not zbh_refused_for_recognition
