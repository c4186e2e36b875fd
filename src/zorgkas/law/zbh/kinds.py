"""Choices of the ZBH chapter."""

from enum import IntEnum


class ZbhGroup(IntEnum):
    """Through which door somebody came in; since 2023 every door is closed (BVR art. 233, 636 to 641/2)."""

    NONE = 0
    ADULTS = 1  # 638: registered demands on two reference days, from August 2016
    YOUTH_WAITERS = 2  # until 2022, then the Groeipakket: on the intersectoral list on 30 June 2015
    YOUNG_ADULTS = 3  # 641: 21 up to and including 25, twelve points, August 2017 to 2020
    MINORS = 4  # until 2022, then the Groeipakket: twelve points
    PRIORITY = 5  # 641/1: a budget allocated in priority group 1 or 2, on 1 April 2019
    SWITCHERS = 6  # 233 §3: gave up a budget for not directly accessible care, until 2022
    ABROAD = 7  # 641/2: children and youngsters who did not live in Belgium on 31 December 2022


class ZbhExclusion(IntEnum):
    """Situations in which the ZBH is not carried out, by their number in BVR art. 238 (1° is repealed)."""

    NONE = 0
    PERSONAL_ASSISTANCE = 2
    MFC = 3
    RESIDENTIAL_BELGIUM = 4
    RESIDENTIAL_ABROAD = 5
    PSYCHIATRIC_NURSING_HOME = 6
    SPECIAL_YOUTH_CARE = 7
    COMMUNITY_INSTITUTION = 8
    AMBULATORY_ELSEWHERE = 9
    CHILD_CARE_CENTRE = 10
    URGENT_MEANS = 11
    INTERNEES_UNIT = 12
    OBSERVATION_UNIT = 13
    NOT_DIRECTLY_ACCESSIBLE = 14
    INCOME_REPLACEMENT = 15


class ZbhOutcome(IntEnum):
    """Granted, or the first reason to refuse, in this order."""

    GRANTED = 1
    NOT_AFFILIATED = 2
    PARENT_NOT_AFFILIATED = 3
    EARLIER_PREMIUMS_UNPAID = 4
    NO_LEGAL_STAY = 5
    RESIDENCE_TOO_SHORT = 6
    WAITING_TIME = 7
    GROUP_CONDITIONS_NOT_MET = 8
    ENTRY_CLOSED = 9
