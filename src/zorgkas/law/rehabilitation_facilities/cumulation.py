"""Which services exclude each other or other care (BVR art. 534/93-98/1). The one requested last is refused."""

from zorgkas.engine import fact, rule
from zorgkas.law.rehabilitation_facilities.kinds import Elsewhere, FacilityNumber, ServiceClass

fact("reha_service", ServiceClass)
# The other service: of which facility, on the same day, in the same week, for the same condition.
fact("reha_other_number", FacilityNumber, default=FacilityNumber.N7_71)
fact("reha_other_service", ServiceClass, default=ServiceClass.AMBULATORY)
fact("reha_same_facility", bool, default=False)
fact("reha_same_day", bool, default=True)
fact("reha_same_week", bool, default=True)
fact("reha_same_condition", bool, default=True)
# Facility 7.74.051.09, or a 7.73 one with a separate team and capacity for each part (art. 534/95/1).
fact("reha_may_cumulate", bool, default=False)
fact("reha_elsewhere", Elsewhere)
# The hospital is a rehabilitation facility itself, or the use falls outside the hospital stay.
fact("reha_hospital_is_facility", bool, default=False)
fact("reha_outside_hospital_stay", bool, default=False)
# During or after the discharge procedure.
fact("reha_discharge_procedure", bool, default=False)
# The agreement of the facility forbids this too (art. 534/96).
fact("reha_agreement_forbids", bool, default=False)


@rule(article="BVR art. 534/93", since="2023-10-01")
def reha_is_stay(reha_service: ServiceClass) -> bool:
    """Nursing days and nursing and rehabilitation days are a stay; all the rest is use."""
    return reha_service <= ServiceClass.NURSING_DAY_209


@rule(article="BVR art. 534/93", since="2023-10-01")
def reha_other_is_stay(reha_other_service: ServiceClass) -> bool:
    """The other service is a stay."""
    return reha_other_service <= ServiceClass.NURSING_DAY_209


@rule(article="BVR art. 534/93/1, 534/93/2, 534/94", since="2025-12-08")
def reha_excluded_elsewhere(
    reha_number: FacilityNumber,
    reha_service: ServiceClass,
    reha_is_stay: bool,
    reha_other_number: FacilityNumber,
    reha_other_service: ServiceClass,
    reha_other_is_stay: bool,
    reha_same_day: bool,
    reha_same_condition: bool,
) -> bool:
    """Two services in two facilities. Stays exclude each other by the day, as the exceptions of art. 534/93/1 say."""
    diagnosis = reha_service == ServiceClass.DIAGNOSIS and reha_other_service == ServiceClass.DIAGNOSIS
    if diagnosis and reha_same_condition:
        return True
    if not reha_same_day:
        return False
    if reha_is_stay and reha_other_is_stay:
        return True
    physical = reha_number == FacilityNumber.N7_71 or reha_number == FacilityNumber.N7_76_5
    other_physical = reha_other_number == FacilityNumber.N7_71 or reha_other_number == FacilityNumber.N7_76_5
    visual, other_visual = reha_number == FacilityNumber.N9_69, reha_other_number == FacilityNumber.N9_69
    outside = reha_service == ServiceClass.OUTREACH or reha_service == ServiceClass.CONTEXT
    other_outside = reha_other_service == ServiceClass.OUTREACH or reha_other_service == ServiceClass.CONTEXT
    if reha_is_stay or reha_other_is_stay:
        if (reha_is_stay and (physical or visual)) or (reha_other_is_stay and (other_physical or other_visual)):
            return True
        low = reha_service == ServiceClass.NURSING_DAY_LOW or reha_other_service == ServiceClass.NURSING_DAY_LOW
        return not low and not outside and not other_outside
    if physical or other_physical:
        return True
    if visual or other_visual:
        return visual and other_visual
    full = reha_service == ServiceClass.FULL_DAY or reha_other_service == ServiceClass.FULL_DAY
    large = reha_service == ServiceClass.FULL_DAY or reha_service == ServiceClass.HALF_DAY
    large = large or reha_service == ServiceClass.LUMP_SUM_300
    other_large = reha_other_service == ServiceClass.FULL_DAY or reha_other_service == ServiceClass.HALF_DAY
    other_large = other_large or reha_other_service == ServiceClass.LUMP_SUM_300
    return full and large and other_large


@rule(article="BVR art. 534/95-95/5", since="2023-10-13")
def reha_excluded_here(
    reha_number: FacilityNumber,
    reha_service: ServiceClass,
    reha_is_stay: bool,
    reha_other_service: ServiceClass,
    reha_other_is_stay: bool,
    reha_same_day: bool,
    reha_same_week: bool,
    reha_same_condition: bool,
    reha_may_cumulate: bool,
) -> bool:
    """Two services in one facility."""
    outside = reha_service == ServiceClass.OUTREACH or reha_service == ServiceClass.CONTEXT
    other_outside = reha_other_service == ServiceClass.OUTREACH or reha_other_service == ServiceClass.CONTEXT
    if reha_is_stay and reha_other_is_stay:
        return reha_same_day
    if reha_is_stay or reha_other_is_stay:
        return reha_same_day and not reha_may_cumulate
    adults = reha_number == FacilityNumber.N7_72 or reha_number == FacilityNumber.N7_73
    week = reha_service == ServiceClass.WEEK or reha_other_service == ServiceClass.WEEK
    if adults and week and reha_same_week:
        return True
    full = reha_service == ServiceClass.FULL_DAY or reha_other_service == ServiceClass.FULL_DAY
    large = reha_service == ServiceClass.FULL_DAY or reha_service == ServiceClass.HALF_DAY
    large = large or reha_service == ServiceClass.LUMP_SUM_300
    other_large = reha_other_service == ServiceClass.FULL_DAY or reha_other_service == ServiceClass.HALF_DAY
    other_large = other_large or reha_other_service == ServiceClass.LUMP_SUM_300
    if full and large and other_large and reha_same_day:
        return True
    if not reha_same_condition:
        return False
    children = reha_number == FacilityNumber.N7_74_6 or reha_number == FacilityNumber.N9_53
    children = children or reha_number == FacilityNumber.N9_65
    one = (reha_service == ServiceClass.DIAGNOSIS) != (reha_other_service == ServiceClass.DIAGNOSIS)
    advice = reha_service == ServiceClass.ADVICE or reha_other_service == ServiceClass.ADVICE
    if children and one and not advice:
        return True
    after = (reha_service == ServiceClass.AFTERCARE) != (reha_other_service == ServiceClass.AFTERCARE)
    return after and not outside and not other_outside


@rule(article="BVR art. 534/93-96", since="2025-12-08")
def reha_services_exclude(
    reha_same_facility: bool, reha_excluded_here: bool, reha_excluded_elsewhere: bool, reha_agreement_forbids: bool
) -> bool:
    """The two services exclude each other: by the order, or by the agreement of the facility."""
    return reha_agreement_forbids or (reha_excluded_here if reha_same_facility else reha_excluded_elsewhere)


@rule(article="BVR art. 534/96/1-98/1", since="2024-09-15")
def reha_excluded_beside(
    reha_number: FacilityNumber,
    reha_service: ServiceClass,
    reha_is_stay: bool,
    reha_elsewhere: Elsewhere,
    reha_same_day: bool,
    reha_same_condition: bool,
    reha_hospital_is_facility: bool,
    reha_outside_hospital_stay: bool,
    reha_discharge_procedure: bool,
) -> bool:
    """A service beside care that is no rehabilitation facility."""
    physical = reha_number == FacilityNumber.N7_71 or reha_number == FacilityNumber.N7_76_5
    adults = reha_number == FacilityNumber.N7_72 or reha_number == FacilityNumber.N7_73
    outside = reha_service == ServiceClass.OUTREACH or reha_service == ServiceClass.CONTEXT
    if reha_elsewhere == Elsewhere.CARE_HOME:
        return reha_is_stay and reha_same_day
    if reha_elsewhere == Elsewhere.DAY_CARE:
        return False
    if reha_elsewhere == Elsewhere.HOSPITAL_NIGHT:
        if reha_hospital_is_facility or not reha_same_day:
            return False
        if reha_number == FacilityNumber.N7_71 or reha_number == FacilityNumber.N9_69:
            return not reha_outside_hospital_stay
        if reha_is_stay:
            return True
        return not outside and not adults and reha_number != FacilityNumber.N7_76_5
    if reha_elsewhere == Elsewhere.BRUSSELS_FACILITY:
        return reha_number == FacilityNumber.N9_69 and not reha_is_stay and reha_same_day
    if reha_elsewhere == Elsewhere.OCCUPATIONAL_THERAPY:
        return not (physical and reha_discharge_procedure)
    if reha_elsewhere == Elsewhere.SPEECH_THERAPY:
        listed = not physical and reha_number != FacilityNumber.N9_69
        return reha_same_condition or not listed
    return reha_same_condition
