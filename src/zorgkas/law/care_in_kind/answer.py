"""What the fund answers: the checks in the order of the articles (BVR art. 534/62, 113, 158, 181, 214, 238)."""

from zorgkas.engine import FOREVER, NEVER, Day, fact, rule
from zorgkas.law.care_in_kind.kinds import CareAnswer, CareInsurance, CareSector

# The provider is recognised (an agreement of the agency counts as well), and its software attested.
fact("care_provider_recognised", bool, default=True)
fact("care_software_attested", bool, default=True)
# The period of care that is asked: first day, and last day (FOREVER: without end).
fact("care_from", Day, low=738_156, high=740_300)
fact("care_until", Day, default=FOREVER, low=738_156, high=740_600)
# Other care, requested earlier, excludes this: the whole period, or from a day in it on.
fact("care_excluded_from", Day, default=FOREVER, low=738_156, high=740_300)
fact("care_excluded_until", Day, default=NEVER, low=738_156, high=740_600)
# A palliative team already got the lump sum for this person; another wheelchair report on this day came in earlier.
fact("care_already_given", bool, default=False)
# A wheelchair team says why it is late, and the fund accepts it (BVR art. 534/236).
fact("care_lateness_justified", bool, default=False)
# The binding advice of the care fund commission is unfavourable (BVR art. 534/60, 534/115).
fact("care_commission_against", bool, default=False)


@rule(article="BVR art. 534/51, 534/113, 534/158, 534/181, 534/214, 534/238", since="2022-01-01")
def care_period_from(care_from: Day, care_back_to: Day) -> Day:
    """The first day that can be approved."""
    return max(care_from, care_back_to)


@rule(article="BVR art. 534/52, 534/113, 534/158, 534/181, 534/214", since="2022-01-01")
def care_wholly_excluded(
    care_period_from: Day, care_until: Day, care_excluded_from: Day, care_excluded_until: Day
) -> bool:
    """Other care that was asked earlier covers all of the period."""
    return care_excluded_from <= care_period_from and care_excluded_until >= care_until


@rule(article="BVR art. 534/52, 534/113, 534/158, 534/181, 534/214", since="2022-01-01")
def care_partly_excluded(
    care_period_from: Day, care_until: Day, care_excluded_from: Day, care_excluded_until: Day
) -> bool:
    """Other care that was asked earlier covers some of its days."""
    return care_excluded_from <= care_until and care_excluded_until >= care_period_from


@rule(article="BVR art. 534/62-63, 534/113, 534/158, 534/181, 534/214, 534/238", since="2022-01-01")
def care_answer(
    care_sector: CareSector,
    care_provider_recognised: bool,
    care_software_attested: bool,
    care_insurance: CareInsurance,
    care_premiums_met: bool,
    care_waiting_over: bool,
    care_request_complete: bool,
    care_already_given: bool,
    care_period_from: Day,
    care_from: Day,
    care_until: Day,
    care_lateness_justified: bool,
    care_wholly_excluded: bool,
    care_partly_excluded: bool,
    care_commission_against: bool,
) -> CareAnswer:
    """Approved whole or in part, refused for the first reason that applies, or information is asked."""
    if not care_provider_recognised:
        return CareAnswer.REFUSED_NOT_RECOGNISED
    if not care_software_attested:
        return CareAnswer.REFUSED_SOFTWARE
    if care_insurance == CareInsurance.NONE:
        return CareAnswer.REFUSED_NOT_INSURED
    if not care_waiting_over:
        return CareAnswer.REFUSED_WAITING_TIME
    if not care_premiums_met:
        return CareAnswer.REFUSED_PREMIUMS
    if not care_request_complete:
        return CareAnswer.ASK_INFORMATION
    team = care_sector == CareSector.PALLIATIVE_TEAM or care_sector == CareSector.WHEELCHAIR_TEAM
    if care_already_given and team:
        return CareAnswer.REFUSED_ONCE
    if care_sector == CareSector.WHEELCHAIR_TEAM:
        late = care_period_from > care_from and not care_lateness_justified
        return CareAnswer.REFUSED_TOO_LATE if late else CareAnswer.APPROVED
    if care_period_from > care_until:
        return CareAnswer.REFUSED_TOO_OLD
    if care_wholly_excluded or (care_partly_excluded and care_sector == CareSector.PALLIATIVE_TEAM):
        return CareAnswer.REFUSED_CUMULATION
    if care_commission_against:
        return CareAnswer.REFUSED_COMMISSION
    shorter = care_period_from > care_from and care_sector != CareSector.PALLIATIVE_TEAM
    return CareAnswer.PARTLY_APPROVED if shorter or care_partly_excluded else CareAnswer.APPROVED
