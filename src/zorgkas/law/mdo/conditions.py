"""When a consultation is reimbursed (BVR art. 534/80), and how often."""

from zorgkas.engine import NEVER, Day, Int8, fact, rule
from zorgkas.engine.calendar import add_years, age_on
from zorgkas.law.mdo.kinds import MdoOutcome, Setting

fact("mdo_on", Day, low=738_200, high=740_300)
# Disciplines of the care providers who took part, and whether a delegate of the organiser was there.
fact("mdo_disciplines", Int8, low=0, high=8)
fact("mdo_organiser_present", bool, default=True)
# The GP or psychiatrist withdrew late, and the organiser declares that on honour in the plan.
fact("mdo_doctor_withdrew_late", bool, default=False)
fact("mdo_declared_on_honour", bool, default=False)
# Everybody at the same time and physically; only the GP or psychiatrist by video or, if need be, by telephone.
fact("mdo_together", bool, default=True)
fact("mdo_setting", Setting)
fact("mdo_return_planned_on", Day, default=NEVER, low=738_200, high=740_400)
# The GP (or psychiatrist), and the informal carer if there is one.
fact("mdo_doctor_invited", bool, default=True)
fact("mdo_carer_invited", bool, default=True)
fact("mdo_composition_agreed", bool, default=True)
fact("mdo_user_took_part", bool, default=True)
fact("mdo_refusal_declared", bool, default=False)
fact("mdo_user_informed", bool, default=True)
fact("mdo_plan_made", bool, default=True)
# Premiums of the years before, of the user and of a parent or representative of a minor.
fact("mdo_premiums_paid", bool, default=True)
fact("mdo_guardian_premiums_paid", bool, default=True)
# The last reimbursed consultation before this one; NEVER without.
fact("mdo_before_on", Day, default=NEVER, low=738_000, high=740_300)


@rule(article="BVR art. 534/80 §1, 1°", since="2022-01-01")
def mdo_disciplines_met(
    mdo_disciplines: Int8,
    mdo_organiser_present: bool,
    mdo_doctor_withdrew_late: bool,
    mdo_declared_on_honour: bool,
    mdo_least_disciplines: Int8,
    mdo_least_disciplines_without_doctor: Int8,
) -> bool:
    """Three disciplines and the organiser; two when the doctor withdrew late and the organiser declares that."""
    if not mdo_organiser_present:
        return False
    if mdo_doctor_withdrew_late and mdo_declared_on_honour:
        return mdo_disciplines >= mdo_least_disciplines_without_doctor
    return mdo_disciplines >= mdo_least_disciplines


@rule(article="BVR art. 534/80 §1, 3°", since="2022-01-01")
def mdo_setting_met(mdo_setting: Setting, mdo_on: Day, mdo_return_planned_on: Day, mdo_return_window: Int8) -> bool:
    """At home, or within fourteen days before the planned return home."""
    if mdo_setting == Setting.HOME:
        return True
    if mdo_setting != Setting.BEFORE_RETURN or mdo_return_planned_on == NEVER:
        return False
    return mdo_on <= mdo_return_planned_on and mdo_return_planned_on - mdo_on <= mdo_return_window


@rule(article="BVR art. 534/80 §1, 4°", since="2022-01-01")
def mdo_invitations_met(mdo_doctor_invited: bool, mdo_carer_invited: bool) -> bool:
    """The doctor and the informal carer were invited; they need not have come."""
    return mdo_doctor_invited and mdo_carer_invited


@rule(article="BVR art. 534/80 §1, 5°-7°", since="2022-01-01")
def mdo_user_met(
    mdo_composition_agreed: bool, mdo_user_took_part: bool, mdo_refusal_declared: bool, mdo_user_informed: bool
) -> bool:
    """The user agrees, was informed, and takes part or signed that he does not want to."""
    return mdo_composition_agreed and mdo_user_informed and (mdo_user_took_part or mdo_refusal_declared)


@rule(article="BVR art. 534/80 §2", since="2022-01-01")
def mdo_is_minor(birth_date: Day, mdo_on: Day) -> bool:
    """Under eighteen on the day of the consultation."""
    return age_on(birth_date, mdo_on) < 18


@rule(article="BVR art. 534/80 §2", since="2022-01-01")
def mdo_insured(
    mdo_is_minor: bool,
    affiliated: bool,
    guardian_birth_date: Day,
    guardian_affiliated: bool,
    guardian_may_affiliate: bool,
    mdo_on: Day,
    mdo_guardian_age: Int8,
) -> bool:
    """The user is affiliated; of a minor a parent or representative, once one is 27 and one may affiliate."""
    if not mdo_is_minor:
        return affiliated
    if not guardian_may_affiliate or guardian_birth_date == NEVER:
        return True
    if age_on(guardian_birth_date, mdo_on) < mdo_guardian_age:
        return True
    return guardian_affiliated


@rule(article="BVR art. 534/80 §2", since="2022-01-01")
def mdo_premiums_met(
    mdo_is_minor: bool,
    mdo_premiums_paid: bool,
    mdo_guardian_premiums_paid: bool,
    guardian_birth_date: Day,
    guardian_may_affiliate: bool,
    mdo_on: Day,
    mdo_guardian_age: Int8,
) -> bool:
    """The premiums of the years before are paid on the day of the consultation; of a minor those of the guardian."""
    if not mdo_is_minor:
        return mdo_premiums_paid
    if not guardian_may_affiliate or guardian_birth_date == NEVER:
        return True
    if age_on(guardian_birth_date, mdo_on) < mdo_guardian_age:
        return True
    return mdo_guardian_premiums_paid


@rule(article="BVR art. 534/80 §3", since="2022-01-01")
def mdo_next_from(mdo_before_on: Day) -> Day:
    """A year is 365 days, 366 in a leap year: read as the same date a year later."""
    if mdo_before_on == NEVER:
        return NEVER
    return add_years(mdo_before_on, 1)


@rule(article="BVR art. 534/80 §3", since="2022-01-01")
def mdo_first_this_year(mdo_on: Day, mdo_next_from: Day) -> bool:
    """No other reimbursed consultation in the year before."""
    return mdo_next_from == NEVER or mdo_on >= mdo_next_from


@rule(article="BVR art. 534/80, 534/86", since="2022-01-01")
def mdo_outcome(
    mdo_insured: bool,
    mdo_premiums_met: bool,
    mdo_first_this_year: bool,
    mdo_disciplines_met: bool,
    mdo_together: bool,
    mdo_setting_met: bool,
    mdo_invitations_met: bool,
    mdo_user_met: bool,
    mdo_plan_made: bool,
) -> MdoOutcome:
    """First what the fund checks by itself (insurance, one a year), then the data of the claim."""
    if not mdo_insured:
        return MdoOutcome.REFUSED_NOT_AFFILIATED
    if not mdo_premiums_met:
        return MdoOutcome.REFUSED_PREMIUMS
    if not mdo_first_this_year:
        return MdoOutcome.REFUSED_YEAR
    if not mdo_disciplines_met:
        return MdoOutcome.REFUSED_DISCIPLINES
    if not mdo_together:
        return MdoOutcome.REFUSED_PRESENCE
    if not mdo_setting_met:
        return MdoOutcome.REFUSED_SETTING
    if not mdo_invitations_met:
        return MdoOutcome.REFUSED_INVITATION
    if not mdo_user_met:
        return MdoOutcome.REFUSED_USER
    return MdoOutcome.GRANTED if mdo_plan_made else MdoOutcome.REFUSED_PLAN
