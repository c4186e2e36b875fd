"""Hours and absences of a stay that the sectors count alike (BVR art. 534/51, 534/90, 534/146). Minutes of the day."""

from zorgkas.engine import NEVER, Day, Int16, fact, rule

fact("care_admitted_minute", Int16, default=600, low=0, high=1439)
fact("care_left_on", Day, default=NEVER, low=738_156, high=740_600)
fact("care_left_minute", Int16, default=660, low=0, high=1439)
fact("care_ended_by_death", bool, default=False)
# A temporary absence: from leaving to coming back.
fact("care_absent_from", Day, default=NEVER, low=738_156, high=740_300)
fact("care_absent_from_minute", Int16, default=600, low=0, high=1439)
fact("care_absent_to", Day, default=NEVER, low=738_156, high=740_300)
fact("care_absent_to_minute", Int16, default=900, low=0, high=1439)


@rule(article="BVR art. 534/51, 534/90 §3/2, 534/146", since="2022-01-01")
def care_first_and_last_count(
    care_admitted_minute: Int16, care_left_minute: Int16, noon_counts_as_before: bool, two_counts_as_after: bool
) -> bool:
    """The day of admission and that of discharge are two days when in before 12:00 and out after 14:00, else one."""
    before = care_admitted_minute < 720 or (noon_counts_as_before and care_admitted_minute == 720)
    after = care_left_minute > 840 or (two_counts_as_after and care_left_minute == 840)
    return before and after
