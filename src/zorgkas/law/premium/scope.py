"""Who must, may or cannot join in a year: DEC art. 3 and 42 to 44, row by row."""

from zorgkas.engine import rule
from zorgkas.law.premium.kinds import ForeignInsurance, MembershipDuty, StateGroup, WorkArea


@rule(article="DEC art. 3 §3", since="2001-10-01", until="2009-01-01")
def excluded_from_scope() -> bool:
    """The exclusion of temporary students and researchers starts in 2009."""
    return False


@rule(article="DEC art. 3 §3", since="2009-01-01", name="excluded_from_scope")
def excluded_from_scope_2009(temporary_student_or_researcher: bool) -> bool:
    """Students from outside the EU and researchers with a temporary stay, and their family."""
    return temporary_student_or_researcher


@rule(article="DEC art. 3 §1 al. 3-5; BVR art. 58", since="2001-10-01")
def insured_elsewhere(foreign_insurance: ForeignInsurance, european_student_not_insured: bool) -> bool:
    """Insured in another state, only pensions from another state, or not subject to Belgian social security at all."""
    return foreign_insurance != ForeignInsurance.NONE or european_student_not_insured


@rule(article="Vlaamse zorgverzekering (2001-2018); DEC art. 3 §1 al. 1-2", since="2001-10-01", until="2019-01-01")
def duty_of_resident(
    lived_in_flanders: bool, lived_in_brussels: bool, insured_elsewhere: bool, excluded_from_scope: bool
) -> MembershipDuty:
    """Until the end of 2018 residents who were insured elsewhere could not join."""
    if excluded_from_scope or insured_elsewhere:
        return MembershipDuty.NONE
    if lived_in_flanders:
        return MembershipDuty.COMPULSORY
    return MembershipDuty.VOLUNTARY if lived_in_brussels else MembershipDuty.NONE


@rule(article="DEC art. 3 §1; BVR art. 56 §1-2, 57 §1-2, 58", since="2019-01-01", name="duty_of_resident")
def duty_of_resident_2019(
    lived_in_flanders: bool, lived_in_brussels: bool, insured_elsewhere: bool, excluded_from_scope: bool
) -> MembershipDuty:
    """One registered day in Flanders compels; in Brussels, or when insured elsewhere, joining is free."""
    if excluded_from_scope or not (lived_in_flanders or lived_in_brussels):
        return MembershipDuty.NONE
    if lived_in_flanders and not insured_elsewhere:
        return MembershipDuty.COMPULSORY
    return MembershipDuty.VOLUNTARY


@rule(article="BVR art. 54", since="2010-01-01")
def free_movement_used(
    worked_abroad_before_job: bool, lived_abroad_before_job: bool, moved_from_abroad_during_job: bool
) -> bool:
    """Worked or lived in another EU or EEA state or Switzerland right before the job, or moved from there during it."""
    return worked_abroad_before_job or lived_abroad_before_job or moved_from_abroad_during_job


@rule(article="EG 883/2004", since="2005-01-01", until="2021-01-01")
def state_counts_for_workers(lives_in_state: StateGroup) -> bool:
    """The EU, the EEA and Switzerland; the United Kingdom until the end of 2020."""
    return lives_in_state == StateGroup.EU_EEA_SWITZERLAND or lives_in_state == StateGroup.UNITED_KINGDOM


@rule(
    article="EG 883/2004; Brexit 2021-01-01",
    since="2021-01-01",
    name="state_counts_for_workers",
)
def state_counts_for_workers_2021(lives_in_state: StateGroup, cross_border_since_brexit: bool) -> bool:
    """The United Kingdom counts only for a situation that has lasted without interruption since 31 December 2020."""
    kept = lives_in_state == StateGroup.UNITED_KINGDOM and cross_border_since_brexit
    return lives_in_state == StateGroup.EU_EEA_SWITZERLAND or kept


@rule(article="DEC art. 3 §2", since="2001-10-01", until="2005-01-01")
def worker_in_scope() -> bool:
    """Workers from abroad can belong from 1 January 2005 on at the earliest."""
    return False


@rule(article="DEC art. 3 §2 al. 1, 4", since="2005-01-01", until="2010-01-01", name="worker_in_scope")
def worker_in_scope_2005(state_counts_for_workers: bool, dependant_of_worker: bool) -> bool:
    """Workers who live abroad; not yet their dependants."""
    return state_counts_for_workers and not dependant_of_worker


@rule(article="DEC art. 3 §2", since="2010-01-01", until="2011-01-01", name="worker_in_scope")
def worker_in_scope_2010(
    state_counts_for_workers: bool, dependant_of_worker: bool, lived_in_other_belgium: bool, free_movement_used: bool
) -> bool:
    """Also workers in the French or German language area who used free movement."""
    return not dependant_of_worker and (state_counts_for_workers or (lived_in_other_belgium and free_movement_used))


@rule(article="DEC art. 3 §2", since="2011-01-01", name="worker_in_scope")
def worker_in_scope_2011(
    state_counts_for_workers: bool, lived_in_other_belgium: bool, free_movement_used: bool
) -> bool:
    """Dependants follow the worker."""
    return state_counts_for_workers or (lived_in_other_belgium and free_movement_used)


@rule(article="DEC art. 3 §2, 42 §2; BVR art. 56 §3, 57 §3", since="2001-10-01")
def duty_of_worker(worker_in_scope: bool, work_area: WorkArea) -> MembershipDuty:
    """Work in Flanders compels, work in Brussels makes joining free, work in Wallonia alone gives nothing."""
    if not worker_in_scope:
        return MembershipDuty.NONE
    if work_area == WorkArea.FLANDERS:
        return MembershipDuty.COMPULSORY
    return MembershipDuty.VOLUNTARY if work_area == WorkArea.BRUSSELS else MembershipDuty.NONE


@rule(article="BVR art. 57 §4", since="2019-01-01")
def soldier_may_join(military_abroad: bool) -> bool:
    """Belgian military on a mission in another EU or EEA state or Switzerland, also retired, and dependants."""
    return military_abroad


@rule(article="Vlaamse zorgverzekering (2001-2018); DEC art. 3, 42", since="2001-10-01", until="2019-01-01")
def membership_duty(
    duty_of_resident: MembershipDuty, duty_of_worker: MembershipDuty, old_enough: bool
) -> MembershipDuty:
    """Must comes before may; nobody joins before the year of the 26th birthday."""
    must = duty_of_resident == MembershipDuty.COMPULSORY or duty_of_worker == MembershipDuty.COMPULSORY
    may = duty_of_resident == MembershipDuty.VOLUNTARY or duty_of_worker == MembershipDuty.VOLUNTARY
    if not must and not may:
        return MembershipDuty.NONE
    if not old_enough:
        return MembershipDuty.TOO_YOUNG
    return MembershipDuty.COMPULSORY if must else MembershipDuty.VOLUNTARY


@rule(article="DEC art. 3, 42-44; BVR art. 56-61", since="2019-01-01", name="membership_duty")
def membership_duty_2019(
    duty_of_resident: MembershipDuty,
    duty_of_worker: MembershipDuty,
    soldier_may_join: bool,
    administrative_only: bool,
    old_enough: bool,
) -> MembershipDuty:
    """Must comes before may, may before an affiliation for care only; that last one knows no age."""
    must = duty_of_resident == MembershipDuty.COMPULSORY or duty_of_worker == MembershipDuty.COMPULSORY
    may = duty_of_resident == MembershipDuty.VOLUNTARY or duty_of_worker == MembershipDuty.VOLUNTARY or soldier_may_join
    if not must and not may:
        return MembershipDuty.ADMINISTRATIVE if administrative_only else MembershipDuty.NONE
    if not old_enough:
        return MembershipDuty.TOO_YOUNG
    return MembershipDuty.COMPULSORY if must else MembershipDuty.VOLUNTARY
