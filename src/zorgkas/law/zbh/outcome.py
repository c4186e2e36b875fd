"""The decision: granted, or the first reason to refuse."""

from zorgkas.engine import rule
from zorgkas.law.zbh.kinds import ZbhOutcome


@rule(article="DEC art. 41, 91; BVR art. 112, 113, 233-236, 636-641/2", since="2019-01-01")
def zbh_outcome(
    zbh_affiliation_met: bool,
    zbh_parent_condition_met: bool,
    earlier_premiums_met: bool,
    legal_stay_met: bool,
    zbh_residence_met: bool,
    zbh_waiting_time_met: bool,
    zbh_group_met: bool,
    zbh_entry_open: bool,
    zbh_extends: bool,
) -> ZbhOutcome:
    """Conditions of membership and stay first, then those of the group; an extension asks those of the group no more.

    BVR art. 236 asks for another attest only, and art. 641 al. 2 says that age no longer counts.
    """
    if not zbh_affiliation_met:
        return ZbhOutcome.NOT_AFFILIATED
    if not zbh_parent_condition_met:
        return ZbhOutcome.PARENT_NOT_AFFILIATED
    if not earlier_premiums_met:
        return ZbhOutcome.EARLIER_PREMIUMS_UNPAID
    if not legal_stay_met:
        return ZbhOutcome.NO_LEGAL_STAY
    if not zbh_residence_met:
        return ZbhOutcome.RESIDENCE_TOO_SHORT
    if not zbh_waiting_time_met:
        return ZbhOutcome.WAITING_TIME
    if zbh_extends:
        return ZbhOutcome.GRANTED
    if not zbh_group_met:
        return ZbhOutcome.GROUP_CONDITIONS_NOT_MET
    return ZbhOutcome.GRANTED if zbh_entry_open else ZbhOutcome.ENTRY_CLOSED
