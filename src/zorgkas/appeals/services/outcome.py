"""The agency or the court decides: the decision changes as from the start, and the ordinary run pays the difference."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zorgkas.appeals.again import decide_again
from zorgkas.appeals.events import AppealRefused, Kind, day_of, locked, next_step, record
from zorgkas.appeals.models import Appeal, AppealEvent
from zorgkas.appeals.older import better
from zorgkas.appeals.services.carrying_out import overrule
from zorgkas.appeals.services.filing import admissibility, refuse_unless, tell_next
from zorgkas.appeals.terms import ask, day
from zorgkas.budgets.rulings import Ruling
from zorgkas.law import law_on
from zorgkas.law.appeals.kinds import Admissibility
from zorgkas.recovery import services as recovery_services


class Outcome(models.TextChoices):
    """What the agency or the court says."""

    FOUNDED = "founded", gettext_lazy("founded")
    PARTLY = "partly", gettext_lazy("partly founded")
    UNFOUNDED = "unfounded", gettext_lazy("unfounded")


@dataclass(frozen=True)
class Said:
    """An outcome with what it rests on. `corrections` are facts of the law that turn out otherwise (a budget).

    `known_now`: what the registry knows now goes before what the decision rested on (a ZBO: corrected incomes, a new
    finding). `limit_cents` is what may still be asked back (a recovery); in words why.
    """

    outcome: Outcome
    why: str = ""
    corrections: Mapping[str, object] | None = None
    limit_cents: int | None = None
    known_now: bool = False


def to_commission(appeal: Appeal, on: datetime.date, user: User, *, fund_heard: bool = False) -> None:
    """The appeal is with the appeals commission; the fund may ask to be heard (BVR art. 145 §3)."""
    _step(appeal, Kind.TO_COMMISSION, on, user, {"fund_heard": fund_heard})


def note_advice(appeal: Appeal, on: datetime.date, user: User, *, result: str) -> None:
    """The advice of the chamber, or the new assessment that stands for it, came (BVR art. 146)."""
    _step(appeal, Kind.ADVICE, on, user, {"result": result.strip()})


def plan_outcome(appeal: Appeal, said: Said, at: datetime.datetime | None = None) -> list[Ruling]:
    """What the budget would have been from the start, one ruling per period; empty when nothing changes.

    Changes nothing.
    """
    if appeal.decision is None or said.outcome == Outcome.UNFOUNDED:
        return []
    known_at = (at or timezone.now()) if said.known_now else None
    return decide_again(appeal.decision, said.corrections or {}, known_at)


def decide_appeal(
    appeal: Appeal, said: Said, on: datetime.date, user: User, *, at: datetime.datetime | None = None
) -> AppealEvent:
    """The agency decided: register it, and carry it out. A second time it is refused."""
    now = at or timezone.now()
    with locked(appeal) as mine:
        refuse_unless(mine, Appeal.State.RECEIVED, Appeal.State.HANDLED)
        check_outcome(mine, said, on, now)
        mine.state = Appeal.State.DECIDED
        mine.save(update_fields=["state"])
        event = record(mine, Kind.DECIDED, on, user=user, at=now, data=_data(said))
        _carry_out(mine, said, on, user, now)
        _fee_back(mine, said.outcome, on, user, now, court=False)
        tell_next(mine, on=on, user=user, at=now)
    appeal.refresh_from_db()
    return event


def note_received(appeal: Appeal, on: datetime.date, user: User) -> None:
    """The person received the decision: three months to go to court run from that day (DEC art. 72, 81)."""
    with locked(appeal) as mine:
        refuse_unless(mine, Appeal.State.DECIDED)
        if mine.events.filter(kind=Kind.RECEIVED_BY_PERSON).exists():
            return
        record(mine, Kind.RECEIVED_BY_PERSON, on, user=user)
        tell_next(mine, on=on, user=user)


def withdraw(appeal: Appeal, on: datetime.date, user: User) -> None:
    """The person takes the appeal back: the decision stays, a recovery goes on."""
    with locked(appeal) as mine:
        refuse_unless(mine, Appeal.State.RECEIVED, Appeal.State.HANDLED)
        record(mine, Kind.WITHDRAWN, on, user=user)
        _close(mine, on, user)
        if mine.recovery is not None:
            recovery_services.resume(mine.recovery, str(mine), on=on, user=user)
    appeal.refresh_from_db()


def go_to_court(appeal: Appeal, on: datetime.date, user: User, *, received_on: datetime.date | None = None) -> bool:
    """The labour court is asked; says whether in time. Then it suspends a recovery again (BVR art. 130 §3).

    After the decision of the agency, or at once where no appeal to the agency exists (BVR art. 668, 3°); then
    `received_on` is the day on which the person received the decision of the fund.
    """
    with locked(appeal) as mine:
        at_once = mine.state == Appeal.State.RECEIVED and admissibility(mine, on) == Admissibility.LABOUR_COURT
        refuse_unless(mine, Appeal.State.RECEIVED if at_once else Appeal.State.DECIDED)
        if at_once and received_on and day_of(mine, Kind.RECEIVED_BY_PERSON) is None:
            record(mine, Kind.RECEIVED_BY_PERSON, received_on, user=user)
        if day_of(mine, Kind.RECEIVED_BY_PERSON) is None:
            raise AppealRefused(
                _("First note when the person received the decision: the term runs from that day."), "on"
            )
        record(mine, Kind.COURT, on, user=user)
        in_time = bool(ask(mine, "tribunal_in_time", on).value)
        mine.state = Appeal.State.IN_COURT
        mine.save(update_fields=["state"])
        if mine.recovery is not None and in_time:
            recovery_services.suspend(mine.recovery, f"{mine} court", on=on, user=user)
        tell_next(mine, on=on, user=user)
    appeal.refresh_from_db()
    return in_time


def register_judgment(
    appeal: Appeal, said: Said, on: datetime.date, user: User, *, at: datetime.datetime | None = None
) -> AppealEvent:
    """The final judgment: carried out like a decision of the agency, and the appeal is closed."""
    now = at or timezone.now()
    with locked(appeal) as mine:
        refuse_unless(mine, Appeal.State.IN_COURT)
        check_outcome(mine, said, on, now)
        event = record(mine, Kind.JUDGMENT, on, user=user, at=now, data=_data(said))
        _carry_out(mine, said, on, user, now)
        _fee_back(mine, said.outcome, on, user, now, court=True)
        _close(mine, on, user)
    appeal.refresh_from_db()
    return event


def close(appeal: Appeal, on: datetime.date, user: User) -> None:
    """Nobody went to court in time: the decision is final."""
    with locked(appeal) as mine:
        refuse_unless(mine, Appeal.State.DECIDED)
        until = day(mine, "tribunal_until", on) if day_of(mine, Kind.RECEIVED_BY_PERSON) else None
        if until is not None and on <= until:
            raise AppealRefused(_("The person can still go to court until %s.") % until.isoformat(), "on")
        _close(mine, on, user)
    appeal.refresh_from_db()


def _step(appeal: Appeal, kind: str, on: datetime.date, user: User, data: Mapping[str, object]) -> None:
    with locked(appeal) as mine:
        refuse_unless(mine, Appeal.State.HANDLED)
        if mine.events.filter(kind=kind).exists():
            return
        record(mine, kind, on, user=user, data=data)
        tell_next(mine, on=on, user=user)
    appeal.refresh_from_db()


def _carry_out(appeal: Appeal, said: Said, on: datetime.date, user: User, now: datetime.datetime) -> None:
    if appeal.recovery is not None:
        _limit(appeal, said, on, user, now)
        return
    rulings = plan_outcome(appeal, said, now)
    if not rulings:
        return
    assert appeal.decision is not None
    decision = overrule(appeal, appeal.decision, rulings, on, user, now)
    data = {
        "decision": decision.pk,
        "from": rulings[0].valid_from.isoformat(),
        "to": rulings[0].valid_to.isoformat() if rulings[0].valid_to else None,
    }
    record(appeal, Kind.EXECUTED, on, user=user, at=now, data=data)


def _limit(appeal: Appeal, said: Said, on: datetime.date, user: User, now: datetime.datetime) -> None:
    """Less is asked back, or nothing; then the recovery goes on (BVR art. 130 §2)."""
    recovery = appeal.recovery
    assert recovery is not None
    left = recovery_services.still_open(recovery)
    keeps = left if said.outcome == Outcome.UNFOUNDED else min(left, said.limit_cents or 0)
    if keeps < left:
        recovery_services.waive(
            recovery,
            recovery_services.Ground.AGENCY,
            user,
            cents=left - keeps,
            why=f"{appeal}: {said.why}",
            on=on,
            at=now,
        )
    recovery_services.resume(recovery, str(appeal), on=on, user=user, at=now)
    record(appeal, Kind.EXECUTED, on, user=user, at=now, data={"waived_cents": left - keeps, "open_cents": keeps})


def _fee_back(
    appeal: Appeal, outcome: str, on: datetime.date, user: User, now: datetime.datetime, *, court: bool
) -> None:
    """The agency pays the fee back when the person is right, also in court (DEC art. 80 §6, 81; BVR art. 146/1)."""
    paid = appeal.events.filter(kind=Kind.FEE_PAID).first()
    founded = outcome == Outcome.FOUNDED
    case = {"appeal_founded": founded and not court, "tribunal_founded": founded and court}
    if paid is None or appeal.events.filter(kind=Kind.FEE_BACK).exists():
        return
    if law_on(on).decide(case, "fee_comes_back").value:
        by = law_on(on).decide({"appeal_decided_on": on}, "fee_refund_by").value
        data = {"cents": paid.data.get("cents", 0), "by": by.isoformat()}
        record(appeal, Kind.FEE_BACK, on, user=user, at=now, data=data)


def _close(appeal: Appeal, on: datetime.date, user: User) -> None:
    appeal.state = Appeal.State.CLOSED
    appeal.save(update_fields=["state"])
    record(appeal, Kind.CLOSED, on, user=user)
    next_step(appeal, None, None, user=user)


def check_outcome(appeal: Appeal, said: Said, on: datetime.date, at: datetime.datetime | None = None) -> None:
    """Refuse what cannot be, beside its field; changes nothing."""
    if on < appeal.filed_on:
        raise AppealRefused(_("That is before the appeal came in."), "on")
    if not said.why.strip():
        raise AppealRefused(_("Write down on what the outcome rests: the person is told."), "why")
    if said.outcome == Outcome.UNFOUNDED:
        return
    if appeal.decision is not None:
        if not said.corrections and not said.known_now:
            raise AppealRefused(_("Say which facts turn out otherwise: the law then gives the right."), "corrections")
        rulings = plan_outcome(appeal, said, at)
        if not rulings or not rulings[0].granted:
            raise AppealRefused(
                _("With these facts the law still gives no right: correct what is otherwise."), "corrections"
            )
        if appeal.subject == Appeal.Subject.ZBO and not better(rulings, appeal.decision):
            raise AppealRefused(
                _("With these facts the law gives no more than before: correct what is otherwise."), "corrections"
            )
    elif said.outcome == Outcome.PARTLY and said.limit_cents is None:
        raise AppealRefused(_("Say how much may still be asked back."), "limit")


def _data(said: Said) -> dict[str, object]:
    return {
        "outcome": str(said.outcome),
        "why": said.why.strip(),
        "corrections": dict(said.corrections or {}),
        "known_now": said.known_now,
        "limit_cents": said.limit_cents,
    }
