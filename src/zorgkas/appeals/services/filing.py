"""An appeal comes in: against which decision, in time or not, with its fee and its documents (BVR art. 143, 145)."""

import datetime
from dataclasses import asdict, dataclass

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from zorgkas.appeals.events import AppealRefused, Kind, locked, next_step, record
from zorgkas.appeals.models import Appeal
from zorgkas.appeals.terms import ask, day
from zorgkas.budgets.models import Decision
from zorgkas.law import law_on
from zorgkas.law.appeals.kinds import Admissibility
from zorgkas.recovery import services as recovery_services
from zorgkas.recovery.models import Recovery
from zorgkas.registry.models import Person
from zorgkas.registry.reasons import Reason, reason

WAITING = (Admissibility.DOCUMENTS_AWAITED, Admissibility.FEE_AWAITED)


@dataclass(frozen=True)
class NewAppeal:
    """What an appeal says."""

    filed_on: datetime.date
    sent_on: datetime.date
    motivated: bool = True
    care_need_contested: bool = False
    hearing_asked: bool = False
    documents_missing: str = ""
    fee_allowance: bool = False
    fee_hardship: bool = False
    clause_complete: bool = True
    after_control: bool = False
    need_refused_on_attests: bool = False
    summary: str = ""


def file_appeal(
    about: Decision | Recovery, new: NewAppeal, user: User, *, at: datetime.datetime | None = None
) -> Appeal:
    """Register an appeal. In time against a recovery, it suspends the recovery at once (BVR art. 130 §1)."""
    now = at or timezone.now()
    check_new(new, timezone.localdate(now))
    values: dict[str, object] = asdict(new)
    if isinstance(about, Recovery):
        if about.sent_on is None:
            raise AppealRefused(_("The decision of file %s was not sent yet.") % about)
        values |= {"recovery": about, "fund": about.fund, "subject": Appeal.Subject.RECOVERY}
    else:
        values |= {"decision": about, "fund": about.application.fund, "subject": about.application.product}
    try:
        with transaction.atomic():
            appeal = Appeal.objects.create(person=Person.objects.get(pk=about.person_id), **values)
            record(appeal, Kind.RECEIVED, new.filed_on, user=user, at=now, data={"summary": new.summary})
            if appeal.recovery is not None and suspends(appeal):
                recovery_services.suspend(appeal.recovery, str(appeal), on=new.filed_on, user=user, at=now)
            tell_next(appeal, user=user, at=now)
    except IntegrityError:
        raise AppealRefused(_("An appeal against this decision runs already.")) from None
    return appeal


def suspends(appeal: Appeal) -> bool:
    """Whether the appeal stops the recovery: only within three months after the registered letter (BVR art. 130)."""
    case = {"recovery_sent_on": appeal.sent_on, "recovery_appealed_on": appeal.filed_on}
    return bool(law_on(max(appeal.filed_on, appeal.sent_on)).decide(case, "recovery_is_suspended").value)


def admissibility(appeal: Appeal, on: datetime.date | None = None) -> Admissibility:
    """Whether the appeal can be handled, by the law of a day."""
    return Admissibility(ask(appeal, "appeal_admissibility", on or timezone.localdate()).raw)


def ask_documents(appeal: Appeal, on: datetime.date, what: str, user: User) -> None:
    """The agency asked for documents by registered letter: one month to bring them (BVR art. 145 §1)."""
    if not what.strip():
        raise AppealRefused(_("Say which documents are missing."), "what")
    with locked(appeal) as mine:
        refuse_unless(mine, Appeal.State.RECEIVED)
        mine.documents_missing = what.strip()[:200]
        mine.save(update_fields=["documents_missing"])
        record(mine, Kind.DOCUMENTS_ASKED, on, user=user, data={"what": what.strip()})
        tell_next(mine, on=on, user=user)
    appeal.refresh_from_db()


def extend(appeal: Appeal, on: datetime.date, user: User) -> None:
    """More time is asked: one month, when it is asked within the first and not before (BVR art. 145 §1)."""
    _note(appeal, Kind.EXTENDED, on, user, {})


def receive_documents(appeal: Appeal, on: datetime.date, user: User) -> None:
    """The documents came."""
    _note(appeal, Kind.DOCUMENTS_RECEIVED, on, user, {})


def pay_fee(appeal: Appeal, on: datetime.date, user: User) -> None:
    """The agency tells that the file fee is paid (DEC art. 80 §6)."""
    cents = ask(appeal, "appeal_fee_cents", appeal.filed_on).value
    _note(appeal, Kind.FEE_PAID, on, user, {"cents": cents})


def judge(appeal: Appeal, user: User, *, on: datetime.date | None = None) -> Admissibility:
    """Write down whether it is admissible; as long as something is awaited nothing is written."""
    today = on or timezone.localdate()
    with locked(appeal) as mine:
        refuse_unless(mine, Appeal.State.RECEIVED)
        decision = ask(mine, "appeal_admissibility", today)
        found = Admissibility(decision.raw)
        if found in WAITING:
            tell_next(mine, on=today, user=user)
        elif found == Admissibility.ADMISSIBLE:
            mine.state = Appeal.State.HANDLED
            mine.save(update_fields=["state"])
            record(mine, Kind.ADMISSIBLE, today, user=user, data={"receipt": decision.receipt()})
            tell_next(mine, on=today, user=user)
        else:
            mine.state = Appeal.State.CLOSED
            mine.save(update_fields=["state"])
            data = {"why": found.name, "text": decision.explain("nl")[-1].sentence, "receipt": decision.receipt()}
            record(mine, Kind.INADMISSIBLE, today, user=user, data=data)
            record(mine, Kind.CLOSED, today, user=user)
            if mine.recovery is not None:
                recovery_services.resume(mine.recovery, str(mine), on=today, user=user)
            next_step(mine, None, None, user=user)
    appeal.refresh_from_db()
    return found


def tell_next(
    appeal: Appeal,
    *,
    on: datetime.date | None = None,
    user: User | None = None,
    at: datetime.datetime | None = None,
) -> None:
    """Put the next thing to do on the list of tasks, with its legal date, as seen on a day (today, if not given)."""
    why, due_on = _next(appeal, on or timezone.localdate(at or timezone.now()))
    next_step(appeal, why, due_on, user=user, at=at)


def _next(appeal: Appeal, today: datetime.date) -> tuple[Reason | None, datetime.date | None]:
    if appeal.state == Appeal.State.RECEIVED:
        found = admissibility(appeal, today)
        if found == Admissibility.LABOUR_COURT:
            told = noop("No appeal to the agency exists: tell the person to go to the labour court (BVR art. 668, 3°)")
            return reason(told), None
        if found == Admissibility.FEE_AWAITED:
            return reason(noop("The appeal waits for the file fee (DEC art. 80 §6)")), None
        if found == Admissibility.DOCUMENTS_AWAITED:
            told = noop("The appeal waits for documents (BVR art. 145 §1)")
            return reason(told), day(appeal, "documents_due_by", today)
        told = noop(
            "Judge whether the appeal is admissible; the file goes to the commission by this day (BVR art. 145 §3)"
        )
        return reason(told), day(appeal, "to_commission_by", today)
    if appeal.state == Appeal.State.HANDLED:
        return _next_of_handling(appeal, today)
    if appeal.state == Appeal.State.DECIDED:
        told = noop("The labour court can be asked until this day; then the appeal is closed (DEC art. 72, 81)")
        return reason(told), day(appeal, "tribunal_until", today)
    if appeal.state == Appeal.State.IN_COURT:
        return reason(noop("The labour court has the case: follow the judgment")), None
    return None, None


def _next_of_handling(appeal: Appeal, today: datetime.date) -> tuple[Reason | None, datetime.date | None]:
    kinds = set(appeal.events.values_list("kind", flat=True))
    if Kind.TO_COMMISSION not in kinds:
        told = noop("The file goes to the appeals commission; the fund may ask to be heard (BVR art. 145 §3)")
        return reason(told), day(appeal, "to_commission_by", today)
    if Kind.ADVICE not in kinds:
        return reason(noop("The advice, or the new assessment, is awaited (BVR art. 146)")), day(
            appeal, "advice_by", today
        )
    return reason(noop("The decision of the agency is awaited (BVR art. 146)")), day(
        appeal, "appeal_decision_by", today
    )


def _note(appeal: Appeal, kind: str, on: datetime.date, user: User, data: dict[str, object]) -> None:
    with locked(appeal) as mine:
        refuse_unless(mine, Appeal.State.RECEIVED)
        if on < mine.filed_on:
            raise AppealRefused(_("That is before the appeal came in."), "on")
        if mine.events.filter(kind=kind).exists():
            return
        record(mine, kind, on, user=user, data=data)
        tell_next(mine, on=on, user=user)
    appeal.refresh_from_db()


def refuse_unless(appeal: Appeal, *states: str) -> None:
    if appeal.state not in states:
        raise AppealRefused(
            _("Appeal %(appeal)s is %(state)s: this cannot be done now.")
            % {"appeal": appeal, "state": appeal.get_state_display()}
        )


def check_new(new: NewAppeal, today: datetime.date | None = None) -> None:
    """Refuse what cannot be, beside its field; changes nothing."""
    if new.filed_on < new.sent_on:
        raise AppealRefused(_("The appeal cannot lie before the decision was sent."), "filed_on")
    if new.filed_on > (today or timezone.localdate()):
        raise AppealRefused(_("That day has not come yet."), "filed_on")
