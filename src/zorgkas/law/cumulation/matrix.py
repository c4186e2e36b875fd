"""The matrix of the three budgets: for each, what it becomes beside something else."""

from zorgkas.engine import rule
from zorgkas.law.cumulation.kinds import Beside, Together


@rule(article="DEC art. 75; BVR art. 140, 142, 180, 182", since="2019-01-01")
def zzz_together_with(beside: Beside) -> Together:
    """The three budgets go together; disability budgets and full-time stays suspend the ZZZ."""
    if beside == Beside.ZZZ:
        return Together.ONE_FORM
    if beside == Beside.NRTH_BUDGET or beside == Beside.PERSONAL_ASSISTANCE or beside == Beside.MFC_FULL_TIME:
        return Together.NOT_PAID
    if beside == Beside.DISABILITY_FACILITY_ELSEWHERE or beside == Beside.DETENTION:
        return Together.NOT_PAID
    return Together.REDUCED if beside == Beside.COMPENSATION else Together.BOTH


@rule(article="DEC art. 75; BVR art. 140, 142, 237, 238", since="2019-01-01")
def zbh_together_with(
    beside: Beside,
    beside_began_later: bool,
    beside_under_21: bool,
    beside_switched: bool,
    zbh_exclusion_ends_the_right: bool,
) -> Together:
    """What comes later ends the ZBH, what was there before only keeps it from being paid; the budgets go together."""
    if beside == Beside.DETENTION or beside == Beside.URGENT_MEANS:
        return Together.NOT_PAID
    if beside == Beside.COMPENSATION:
        return Together.REDUCED
    together = beside == Beside.ZZZ or beside == Beside.ZBH or beside == Beside.ZBO or beside == Beside.CARE_HOME
    others = beside == Beside.OLD_FEDERAL_ALLOWANCE or beside == Beside.BENEFIT_OF_BRUSSELS
    if together or others or beside == Beside.DIRECT_HELP:
        return Together.BOTH
    if beside == Beside.IVT_IT and (not beside_under_21 or beside_switched):
        return Together.BOTH
    return Together.ENDS if beside_began_later and zbh_exclusion_ends_the_right else Together.NOT_PAID


@rule(article="DEC art. 75, 84 §2; BVR art. 140, 142, 218, 231", since="2019-01-01")
def zbo_together_with(beside: Beside) -> Together:
    """The three budgets go together; federal allowances for the same need do not, nor a compensation."""
    if beside == Beside.IVT_IT or beside == Beside.OLD_FEDERAL_ALLOWANCE:
        return Together.BETTER_ONE
    if beside == Beside.BENEFIT_OF_BRUSSELS:
        return Together.NEVER
    if beside == Beside.COMPENSATION:
        return Together.REDUCED
    return Together.NOT_PAID if beside == Beside.DETENTION else Together.BOTH
