"""Choices of the chapter about rehabilitation facilities."""

from enum import IntEnum


class FacilityNumber(IntEnum):
    """How the recognition number of a facility begins."""

    N7_71 = 1
    N7_72 = 2
    N7_73 = 3
    N7_74 = 4
    N7_74_6 = 5
    N7_76_5 = 6
    N9_53 = 7
    N9_65 = 8
    N9_69 = 9


class ServiceClass(IntEnum):
    """What a service is, as the agreement of the facility labels it (BVR art. 534/93-98)."""

    NURSING_DAY_LOW = 1  # nursing day below 100 %
    NURSING_DAY = 2  # nursing and rehabilitation day of 100 %
    NURSING_DAY_140 = 3
    NURSING_DAY_209 = 4
    AMBULATORY = 5  # a session
    FULL_DAY = 6
    HALF_DAY = 7
    LUMP_SUM_300 = 8
    WEEK = 9
    DIAGNOSIS = 10  # diagnosis session or initial assessment
    AFTERCARE = 11
    OUTREACH = 12
    CONTEXT = 13
    ADVICE = 14  # specialised advice


class Elsewhere(IntEnum):
    """What stands beside a service of a rehabilitation facility and is none itself (BVR art. 534/96/1-98)."""

    CARE_HOME = 1  # residential care centre or short stay
    DAY_CARE = 2
    HOSPITAL_NIGHT = 3
    SPEECH_THERAPY = 4  # nomenclature art. 36
    PHYSIOTHERAPY = 5  # nomenclature art. 7
    PHYSICAL_MEDICINE = 6  # nomenclature art. 22
    OCCUPATIONAL_THERAPY = 7
    BRUSSELS_FACILITY = 8  # comparable facility of Brussels


class SessionGroup(IntEnum):
    """Target groups of the centres for ambulatory rehabilitation for which a ceiling was published."""

    BRAIN_INJURY_YOUNG = 1  # before the nineteenth birthday
    BRAIN_INJURY_ADULT = 2
    INTELLECTUAL_DISABILITY = 3
    AUTISM = 4
    HYPERKINETIC_YOUNG = 5  # treatment starts before the ninth birthday
    HYPERKINETIC_OLDER = 6
    STUTTERING = 7
    OTHER = 8  # no ceiling is known to us


class TravelBy(IntEnum):
    """How somebody in a wheelchair travels (BVR art. 534/105/2, 534/228)."""

    OWN_VEHICLE = 1
    CARRIER = 2
    SUBSIDISED_CARRIER = 3
