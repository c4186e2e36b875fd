"""The revision of running ZBOs by the fund itself (BVR art. 226): found in sets, decided with a receipt each."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from zorgkas.budgets import months
from zorgkas.budgets.models import Application, CareForm, Decision, Revision
from zorgkas.budgets.rulings import Ruling, first_day
from zorgkas.budgets.services.decisions import gap_found, not_known, stop
from zorgkas.budgets.services.ruled import decision_of, grant
from zorgkas.budgets.zbo.cases import ZboAsked, ZboQuestion, ask_many
from zorgkas.budgets.zbo.effect import Effect, effect
from zorgkas.budgets.zbo.events import find
from zorgkas.budgets.zbo.running import Rights, Running, running_of
from zorgkas.engine import LegalGap
from zorgkas.engine.errors import CaseError
from zorgkas.law import law_on
from zorgkas.law.zbo.kinds import RevisionCase
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Product
from zorgkas.ledger.models import Run
from zorgkas.registry import services as registry
from zorgkas.registry.models import CareFund, FacilityStay, Source, Task
from zorgkas.registry.reasons import Reason, reason

RUN_KIND = "zbo-revisions"
BATCH = 500
State = Revision.State
# In these cases the care need itself is looked at again; in the others the category stays (BVR art. 223 al. 3).
ABOUT_NEED = frozenset(
    {
        RevisionCase.SELF_RELIANCE_CHANGED,
        RevisionCase.PROVISIONAL_DATE,
        RevisionCase.ADMITTED_DATA_KNOWN,
        RevisionCase.ADMITTED_DECLARED,
    }
)
DISCHARGED = (RevisionCase.DISCHARGED_DATA_KNOWN, RevisionCase.DISCHARGED_DECLARED)


@dataclass
class RevisionOutcome:
    """What one run found and decided."""

    run: Run
    found: int = 0
    raised: int = 0
    lowered: int = 0
    ended: int = 0
    without_effect: int = 0
    for_a_person: int = 0


def revise(
    fund: CareFund,
    since: datetime.datetime,
    *,
    on: datetime.date | None = None,
    known_at: datetime.datetime | None = None,
) -> RevisionOutcome:
    """Find what was learned since a moment and decide on it; a second run finds and decides nothing twice."""
    moment = known_at or timezone.now()
    day = on or timezone.localdate(moment)
    with ledger.run(RUN_KIND, months.month_of(day), fund, moment) as run:
        outcome = RevisionOutcome(run)
        outcome.found = find(fund, since, moment, day).number
        while batch := _next(fund, day):
            with transaction.atomic():
                _decide(outcome, batch, day, moment)
        names = ("found", "raised", "lowered", "ended", "without_effect", "for_a_person")
        run.outcome = {name: getattr(outcome, name) for name in names}
    return outcome


def _next(fund: CareFund, on: datetime.date) -> list[Revision]:
    """The first open case of some people whose day has come: a later one rests on what the first one changes."""
    found = Revision.objects.filter(fund=fund, state=State.FOUND).filter(
        Q(event_on__lte=on) | Q(case=RevisionCase.PROVISIONAL_DATE)
    )
    first = found.order_by("person_id", "event_on", "pk").distinct("person_id")
    return list(first.select_related("person", "fund")[:BATCH])


def _decide(outcome: RevisionOutcome, batch: Sequence[Revision], on: datetime.date, moment: datetime.datetime) -> None:
    running = running_of([one.person_id for one in batch], moment)
    asked: list[tuple[Revision, Running]] = []
    for revision in batch:
        rights = running.get(revision.person_id)
        now = rights.at(_month_after(revision)) if rights else None
        if now is None or not now.decided_here:
            _close(outcome, revision, State.WITHOUT_EFFECT)
        else:
            asked.append((revision, now))
    questions = [_question(revision, now, running[revision.person_id]) for revision, now in asked]
    ready: list[tuple[Revision, Running, ZboAsked, Effect]] = []
    for (revision, now), one in zip(asked, ask_many(questions, on, moment), strict=True):
        why = _unclear(one)
        try:
            if why is None:
                ready.append((revision, now, one, effect(revision, now, one, on)))
        except LegalGap as gap:
            why = gap_found(gap)
        except CaseError as error:
            why = reason(_("The facts contradict each other: %(why)s"), why=str(error))
        if why is not None:
            _hand_over(outcome, revision, why, moment)
    for revision, now, one, found in ready:
        _carry_out(outcome, revision, now, one, found, on, moment)


def _unclear(asked: ZboAsked) -> Reason | None:
    if asked.missing:
        return not_known(asked.missing)
    if not asked.settled:
        return not_known([one.text for one in asked.lacking])
    return None


def _question(revision: Revision, now: Running, rights: Rights) -> ZboQuestion:
    month = max(_month_after(revision), now.first_granted_month)
    need = revision.case in ABOUT_NEED
    kept: dict[str, object] = {}
    if revision.case in DISCHARGED:
        kept["category_held"] = _category_after(revision, rights)
    return ZboQuestion(
        person_id=revision.person_id,
        effective_month=month,
        claimed_on=first_day(month),
        answers={**now.answers, "is_revision_or_change": True, **kept},
        need_unchanged=not need,
        changed_last_month=now.last_month,
    )


def _category_after(revision: Revision, rights: Rights) -> int:
    """The category held just before the stay that ended; none (0) makes the right stop (BVR art. 193/4 §5)."""
    stay = FacilityStay.objects.filter(
        person_id=revision.person_id, superseded_at__isnull=True, valid_to=revision.event_on
    ).first()
    before = stay and [right for right in rights.rights if right.valid_from <= stay.valid_from]
    held = before[-1].category if before else 0
    return int(law_on(revision.event_on).decide({"category_around_stay": held}, "zbo_category_after_stay").raw)


def _month_after(revision: Revision) -> int:
    """The month after the event, as the law counts it; a provisional decision ends with a month."""
    month = revision.event_on.year * 12 + revision.event_on.month - 1
    return month if revision.case == RevisionCase.PROVISIONAL_DATE else month + 1


def _carry_out(
    outcome: RevisionOutcome,
    revision: Revision,
    now: Running,
    asked: ZboAsked,
    found: Effect,
    on: datetime.date,
    moment: datetime.datetime,
) -> None:
    revision.case = int(found.case)
    revision.before_cents, revision.after_cents = found.before_cents, found.after_cents
    if found.nothing:
        _close(outcome, revision, State.WITHOUT_EFFECT)
        return
    if found.month is None:
        why = reason(_("The law gives no date for this change (BVR art. 226): somebody must decide"))
        _hand_over(outcome, revision, why, moment)
        return
    ruling = replace(asked.ruling(on), first_month=found.month)
    decision = _record(revision, ruling, found, on, moment)
    revision.decision = decision
    revision.effective_month = months.month_of(ruling.valid_from)
    if not ruling.granted:
        outcome.ended += 1
    elif found.after_cents > found.before_cents:
        outcome.raised += 1
    else:
        outcome.lowered += 1
    _close(outcome, revision, State.DECIDED)


def _record(
    revision: Revision, ruling: Ruling, found: Effect, on: datetime.date, moment: datetime.datetime
) -> Decision:
    """The decision on its own application of the channel "revision", and the right from its month on."""
    application = Application.objects.create(
        person_id=revision.person_id,
        fund=revision.fund,
        product=Product.ZBO,
        care_form=CareForm.HOME,
        channel=Application.Channel.REVISION,
        applied_on=revision.reported_on or revision.event_on,
        decide_by=None,
        state=Application.State.GRANTED if ruling.granted else Application.State.REFUSED,
        reference=f"revision:{revision.pk}",
    )
    decision = decision_of(application, ruling, None, on, moment)
    decision.receipt["further"].append(found.month_receipt)
    decision.save()
    told = registry.source(Source.Kind.SYSTEM, f"decision {decision.pk}", moment)
    if ruling.granted:
        grant([(decision, ruling)], Product.ZBO, told, moment)
    else:
        stop(revision.person_id, Product.ZBO, ruling.valid_from, told, moment)
    return decision


def _hand_over(outcome: RevisionOutcome, revision: Revision, why: Reason, moment: datetime.datetime) -> None:
    """Somebody must find out, or decide."""
    registry.open_task(
        Task.Kind.ASSESS_APPLICATION,
        fund=revision.fund,
        person=revision.person,
        reference=f"revision:{revision.pk}",
        reason=why,
        opened_at=moment,
    )
    _close(outcome, revision, State.FOR_A_PERSON)


def _close(outcome: RevisionOutcome, revision: Revision, state: str) -> None:
    outcome.without_effect += state == State.WITHOUT_EFFECT
    outcome.for_a_person += state == State.FOR_A_PERSON
    revision.state = state
    revision.save()
