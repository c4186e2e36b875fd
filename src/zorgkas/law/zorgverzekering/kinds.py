"""Choices of the chapter on the former care insurance."""

from enum import IntEnum


class ZvtOutcome(IntEnum):
    """Granted, or the first reason to refuse, in this order; or a question that somebody must look at."""

    GRANTED = 1
    NOT_AFFILIATED = 2
    RESIDENCE_TOO_SHORT = 3
    WAITING_TIME = 4
    LOOK_AT_WAITING_TIME = 5  # joined late, decided in 2017 or 2018
    FACILITY_DOES_NOT_COUNT = 6
    NO_ACCEPTED_PROOF = 7
    NOT_SEVERE_ENOUGH = 8
