"""Let go of what is open, or not: small amounts, errors found later, what the agency decides (BVR art. 129-131)."""

import datetime

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as noop

from zorgkas.law import law_on
from zorgkas.law.recovery.kinds import CostBearer
from zorgkas.recovery.events import Kind, locked, next_step, record
from zorgkas.recovery.models import ErrorOf, Recovery, RecoveryEvent
from zorgkas.recovery.outstanding import outstanding
from zorgkas.recovery.policy import policy_of
from zorgkas.recovery.services.following import close_if_paid, is_late, tell_next
from zorgkas.recovery.services.money import open_of, spread, write_off
from zorgkas.recovery.states import RecoveryRefused, State
from zorgkas.registry.reasons import reason


class Ground(models.TextChoices):
    """Why something is let go."""

    SMALL = "small", gettext_lazy("a small amount, by the rule of the fund (BVR art. 129 §1 al. 2)")
    ERROR = "error", gettext_lazy("an error that the person could not notice (BVR art. 129 §1 al. 1)")
    AGENCY = "agency", gettext_lazy("decided by the agency, for hardship (BVR art. 130 §2)")
    BELOW_WRIT = "below_writ", gettext_lazy("too small for a writ (BVR art. 128 al. 2)")


def ask_waiver(
    recovery: Recovery, on: datetime.date, why: str, *, user: User | None = None, at: datetime.datetime | None = None
) -> None:
    """The person asks not to repay. On social grounds only the agency may decide, in an appeal (BVR art. 130 §2)."""
    if not why.strip():
        raise RecoveryRefused(_("Write down what the person says."), "why")
    with locked(recovery) as mine:
        if not mine.is_open:
            raise RecoveryRefused(_("File %s is closed.") % mine)
        record(mine, Kind.WAIVER_ASKED, on, user=user, at=at, data={"why": why.strip()})
        if mine.state != State.TO_DECIDE:
            told = noop(
                "Answer the request not to repay; on social grounds the agency decides in an appeal (BVR art. 130)"
            )
            next_step(mine, reason(told), on, user=user, at=at)


def waive(
    recovery: Recovery,
    ground: Ground | str,
    user: User,
    *,
    cents: int | None = None,
    why: str = "",
    on: datetime.date | None = None,
    at: datetime.datetime | None = None,
) -> RecoveryEvent:
    """Let go of what is open (all, if no amount is given). Whether it may, and who bears it, is the law's to say."""
    now = at or timezone.now()
    day = on or timezone.localdate(now)
    with locked(recovery) as mine:
        if mine.state == State.TO_DECIDE:
            raise RecoveryRefused(_("File %s is not yet decided.") % mine)
        opened = open_of(mine)
        amount = opened.total_cents if cents is None else cents
        bearer = _bearer(mine, Ground(ground), amount, opened.total_cents, why, day)
        number = mine.events.count() + 1
        write_off(mine, spread(amount, opened), bearer, f"waived/{number}", day)
        data = {"cents": amount, "ground": str(ground), "borne_by": bearer, "why": why.strip()}
        event = record(mine, Kind.WAIVED, day, user=user, at=now, data=data)
        tell_next(mine, user=user, at=now)
    close_if_paid(recovery, on=day, at=now, user=user)
    recovery.refresh_from_db()
    return event


def refuse_waiver(
    recovery: Recovery, why: str, user: User, *, on: datetime.date | None = None, at: datetime.datetime | None = None
) -> RecoveryEvent:
    """Say why it must be repaid after all; the letter names the agency, which may judge hardship."""
    if not why.strip():
        raise RecoveryRefused(_("Say why: the person is told."), "why")
    with locked(recovery) as mine:
        asked = mine.events.filter(kind=Kind.WAIVER_ASKED).order_by("-number").first()
        answers = (Kind.WAIVED, Kind.WAIVER_REFUSED)
        if asked is None or mine.events.filter(kind__in=answers, number__gt=asked.number).exists():
            raise RecoveryRefused(_("No waiver was asked for file %s.") % mine)
        event = record(
            mine, Kind.WAIVER_REFUSED, on or timezone.localdate(), user=user, at=at, data={"why": why.strip()}
        )
        if mine.state != State.TO_DECIDE:
            tell_next(mine, user=user, at=at)
        return event


def hand_over(
    recovery: Recovery, user: User, *, on: datetime.date | None = None, at: datetime.datetime | None = None
) -> RecoveryEvent:
    """Give the file to the agency for a writ; less than 200 euro the agency lets go by law (BVR art. 128)."""
    now = at or timezone.now()
    day = on or timezone.localdate(now)
    with locked(recovery) as mine:
        left = open_of(mine).total_cents
        check_hand_over(mine, on=day)
        small = law_on(day).decide({"undue_cents": left, "obtained_by_fraud": mine.fraud}, "agency_waives_small").value
        if not small:
            mine.state = State.WRIT
            event = record(mine, Kind.WRIT, day, user=user, at=now, data={"cents": left})
            mine.save()
            tell_next(mine, user=user, at=now)
    if small:
        return waive(recovery, Ground.BELOW_WRIT, user, on=day, at=now)
    recovery.refresh_from_db()
    return event


def check_hand_over(recovery: Recovery, *, on: datetime.date | None = None) -> bool:
    """Refuse what cannot go to the agency for a writ yet, by the law of a day (BVR art. 128)."""
    day = on or timezone.localdate()
    case = {
        "undue_cents": outstanding([recovery.pk]).total_cents,
        "recovery_sent_on": recovery.sent_on,
        "recovery_judged_on": day,
        "repayment_plan_runs": recovery.state == State.PLAN,
        "repayment_plan_broken": recovery.events.filter(kind=Kind.PLAN_BROKEN).exists() or is_late(recovery, day),
    }
    asks = recovery.state in (State.REPAY, State.PLAN) and not recovery.suspended
    if not asks or not law_on(day).decide(case, "writ_follows").value:
        raise RecoveryRefused(_("File %s cannot go to the agency for a writ yet (BVR art. 128).") % recovery)
    return True


def check_waiver(recovery: Recovery, ground: Ground | str, cents: int, why: str) -> str:
    """Refuse what may not be let go; return who bears it."""
    left = outstanding([recovery.pk]).total_cents
    return _bearer(recovery, Ground(ground), cents, left, why, timezone.localdate())


def _bearer(recovery: Recovery, ground: Ground, cents: int, opened: int, why: str, day: datetime.date) -> str:
    # The agency may limit it even then: BVR art. 129 §2 derogates from art. 128 and 129 only.
    if recovery.fraud and ground != Ground.AGENCY:
        raise RecoveryRefused(_("What was obtained by fraud is never let go (BVR art. 129 §2)."), "ground")
    law = law_on(day)
    if ground == Ground.SMALL:
        case = {"undue_cents": opened, "fund_small_amount_cents": policy_of(recovery.fund).small_amount_cents}
        if not law.decide(case, "fund_may_waive_small").value:
            raise RecoveryRefused(_("That is more than what the fund calls a small amount."), "ground")
        return CostBearer.FUND.name
    if ground == Ground.BELOW_WRIT:
        if not law.decide({"undue_cents": opened}, "agency_waives_small").value:
            raise RecoveryRefused(_("That is not too small for a writ."), "ground")
        return CostBearer.AGENCY.name
    if not why.strip():
        raise RecoveryRefused(_("Say on what it rests: the decision of the agency, or the facts of the error."), "why")
    own = ground == Ground.ERROR and recovery.error_of == ErrorOf.FUND
    return (CostBearer.FUND if own else CostBearer.AGENCY).name
