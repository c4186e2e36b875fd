"""The file fee of an appeal (DEC art. 80 §6, 88 §4, 92 §6; BVR art. 146/1)."""

from zorgkas.engine import Cents32, Day, Int8, rule
from zorgkas.engine.calendar import add_months, make_day, year_of
from zorgkas.law.appeals.kinds import AppealSubject


@rule(name="appeal_fee_owed", article="DEC art. 80 §6, 88 §4, 92 §6", since="2021-08-15", until="2024-06-16")
def appeal_fee_owed_on_every_budget(appeal_subject: AppealSubject) -> bool:
    """For every appeal of a user about a care budget; none is written for a recovery."""
    return appeal_subject != AppealSubject.RECOVERY


@rule(article="DEC art. 80 §6, 88 §4, 92 §6", since="2024-06-16")
def appeal_fee_owed(appeal_subject: AppealSubject, care_need_contested: bool) -> bool:
    """For every ZZZ and ZBH; for a ZBO only when the finding of reduced self-reliance is contested."""
    if appeal_subject == AppealSubject.ZBO:
        return care_need_contested
    return appeal_subject != AppealSubject.RECOVERY


@rule(article="DEC art. 80 §6 al. 3, 1°", since="2021-08-15")
def fee_allowance_day(fee_due_on: Day) -> Day:
    """The increased allowance is judged on 1 January of the year before the year in which the fee must be paid."""
    return make_day(year_of(fee_due_on) - 1, 1, 1)


@rule(article="DEC art. 80 §6, 88 §4, 92 §6", since="2021-08-15")
def appeal_fee_cents(
    appeal_fee_owed: bool,
    fee_allowance: bool,
    fee_hardship: bool,
    appeal_fee_full_cents: Cents32,
    appeal_fee_allowance_cents: Cents32,
    appeal_fee_hardship_cents: Cents32,
) -> Cents32:
    """The lowest that the situation allows."""
    if not appeal_fee_owed:
        return 0
    if fee_hardship:
        return appeal_fee_hardship_cents
    return appeal_fee_allowance_cents if fee_allowance else appeal_fee_full_cents


@rule(name="fee_comes_back", article="DEC art. 80 §6 al. 5", since="2021-08-15", until="2024-06-16")
def fee_comes_back_when_founded(appeal_founded: bool) -> bool:
    """In full when the appeal was founded; that the court did not count was annulled (GwH 112/2023)."""
    return appeal_founded


@rule(article="DEC art. 80 §6, 81 al. 2, 89, 93", since="2024-06-16")
def fee_comes_back(appeal_founded: bool, tribunal_founded: bool) -> bool:
    """In full when the appeal was founded, or when the labour court finds for the user."""
    return appeal_founded or tribunal_founded


@rule(article="BVR art. 146/1", since="2021-06-01")
def fee_refund_by(appeal_decided_on: Day, appeal_fee_refund_months: Int8) -> Day:
    """The agency pays the fee back within two months after the decision."""
    return add_months(appeal_decided_on, appeal_fee_refund_months)
