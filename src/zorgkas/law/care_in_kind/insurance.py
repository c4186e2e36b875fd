"""Insurance status: members, administrative members, premiums of years before, waiting time (DEC art. 41-44, 57)."""

from zorgkas.engine import NEVER, Day, fact, rule
from zorgkas.engine.calendar import age_on
from zorgkas.law.care_in_kind.kinds import CareInsurance, CareSector

fact("care_sector", CareSector)
# The day of the care that is asked about.
fact("care_day", Day, low=738_156, high=740_300)
# Affiliated with a fund on that day; who is too young to join counts as affiliated (BVR art. 113).
# Until when a waiting time for all benefits runs (NEVER without one).
fact("care_affiliated", bool, default=True)
fact("care_waits_until", Day, default=NEVER, low=738_156, high=740_300)
# An administrative affiliation: from its day on, and on which ground.
fact("care_administrative_from", Day, default=NEVER, low=736_000, high=740_300)
# All premiums of the years before are paid (BVR art. 112), or not due, spread or let go (DEC art. 45 §3, 46).
fact("care_premiums_paid", bool, default=True)
# An attest says that the need for care is urgent, so that arrears follow the rules of care (DEC art. 46 §2).
fact("care_arrears_let_go", bool, default=False)


@rule(article="BVR art. 534/51, 534/93, 534/139, 534/172, 534/193, 534/225", since="2022-01-01")
def care_fund_pays(
    care_sector: CareSector,
    care_day: Day,
    hospital_pays_from: Day,
    facility_pays_from: Day,
    nursing_home_pays_from: Day,
    sheltered_living_pays_from: Day,
) -> bool:
    """From which day of care on the care fund pays, and no longer the health-insurance fund: the start of its book."""
    if care_sector == CareSector.REHAB_HOSPITAL:
        return care_day >= hospital_pays_from
    if care_sector == CareSector.REHAB_FACILITY:
        return care_day >= facility_pays_from
    if care_sector == CareSector.NURSING_HOME:
        return care_day >= nursing_home_pays_from
    return care_day >= sheltered_living_pays_from


@rule(article="DEC art. 41-44, 57", since="2022-01-01")
def care_insurance(care_affiliated: bool, care_administrative_from: Day, care_day: Day) -> CareInsurance:
    """A member, an administrative member (whatever the age, from its day on), or nobody's."""
    if care_affiliated:
        return CareInsurance.MEMBER
    if care_administrative_from != NEVER and care_administrative_from <= care_day:
        return CareInsurance.ADMINISTRATIVE
    return CareInsurance.NONE


@rule(article="BVR art. 112, 113; DEC art. 43-46", since="2022-01-01")
def care_premiums_met(
    care_insurance: CareInsurance,
    birth_date: Day,
    care_day: Day,
    membership_start_age: int,
    care_premiums_paid: bool,
    care_arrears_let_go: bool,
) -> bool:
    """The premiums of the years before are paid: not asked of administrative members, nor of who is too young."""
    if care_insurance == CareInsurance.ADMINISTRATIVE or age_on(birth_date, care_day) < membership_start_age:
        return True
    return care_premiums_paid or care_arrears_let_go


@rule(article="DEC art. 41 §1 al. 2", since="2022-01-01")
def care_waiting_over(care_insurance: CareInsurance, care_waits_until: Day, care_day: Day) -> bool:
    """Who joined late (Brussels) waits for all benefits; the waiting time for budgets alone does not touch care."""
    return care_insurance != CareInsurance.MEMBER or care_waits_until == NEVER or care_day >= care_waits_until


@rule(article="DEC art. 41-46, 57; BVR art. 112", since="2022-01-01")
def care_insured(care_insurance: CareInsurance, care_premiums_met: bool, care_waiting_over: bool) -> bool:
    """The insurance status that a fund checks first."""
    return care_insurance != CareInsurance.NONE and care_premiums_met and care_waiting_over
