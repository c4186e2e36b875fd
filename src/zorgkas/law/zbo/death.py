"""What was not yet paid at death, the month of death included: who gets it, and by when to ask (BVR art. 230)."""

from zorgkas.engine import NEVER, Day, Int8, rule
from zorgkas.engine.calendar import add_months
from zorgkas.law.zbo.kinds import Heir


@rule(article="BVR art. 230 al. 2", since="2019-01-01")
def heir_must_apply(heir: Heir) -> bool:
    """The first four are paid by law; the others ask for it on the form of the agency."""
    return heir >= Heir.ANYONE_LIVING_WITH


@rule(article="BVR art. 230 al. 3", since="2019-01-01")
def heir_apply_by(died_on: Day, decision_sent_after_death_on: Day, zbo_heir_months: Int8) -> Day:
    """Six months after the death, or after the decision was sent when that came later."""
    return NEVER if died_on == NEVER else add_months(max(died_on, decision_sent_after_death_on), zbo_heir_months)


@rule(article="BVR art. 230", since="2019-01-01")
def heir_in_time(heir_must_apply: bool, heir_applied_on: Day, heir_apply_by: Day) -> bool:
    """Asked in time, or no need to ask; too late is forfeited."""
    return not heir_must_apply or (heir_applied_on != NEVER and heir_applied_on <= heir_apply_by)
