"""Decide on applications for a ZZZ: put the case together, ask the law, keep the receipt, record the right."""

import datetime
from collections.abc import Iterable, Sequence
from typing import TypeVar

import pyarrow as pa
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as _

from zorgkas.budgets import months, states
from zorgkas.budgets.answers import Answer, answer
from zorgkas.budgets.cases import ask
from zorgkas.budgets.models import Application, CareForm, Decision, Entitlement
from zorgkas.budgets.questions import Question
from zorgkas.budgets.replacement import replacement
from zorgkas.budgets.services.applications import ask_assessment, close_assessment, wait_for_proof
from zorgkas.engine import LegalGap
from zorgkas.law.zzz.kinds import ReplacementGround
from zorgkas.ledger.accounts import Product
from zorgkas.registry import services as registry
from zorgkas.registry.models import CareFinding, FacilityStay, Source
from zorgkas.registry.reasons import Reason, reason

Document = TypeVar("Document", CareFinding, FacilityStay)


def decide_zzz(
    application: Application, user: User | None, on: datetime.date, moment: datetime.datetime
) -> Decision | None:
    """Decide on a locked application for a ZZZ: see `decide`."""
    questions = questions_of(application, moment)
    if user is None and not any(question.finding or question.stay for question in questions):
        wait_for_proof(application, on)
        ask_assessment(application, reason(_("No proof of the care need is known yet (BVR art. 163)")), moment)
        return None
    best = _best(application, questions, on, moment)
    return None if best is None else record(application, best, user, on, moment)


def _best(
    application: Application, questions: Sequence[Question], on: datetime.date, moment: datetime.datetime
) -> Answer | None:
    """The best answer of the law; None, with a task that says why, when there is none to act on."""
    try:
        asked = ask(questions, on, moment)
        if missing := sorted({name for one in asked for name in one.missing}):
            ask_assessment(application, not_known(missing), moment)
            return None
        best = min((answer(one, on) for one in asked), key=lambda one: one.rank)
    except LegalGap as gap:
        ask_assessment(application, gap_found(gap), moment)
        return None
    if best.granted and not adds_months(best, on):
        runs = reason(_("A right that lasts as long runs already (BVR art. 167 §2/1)"))
        ask_assessment(application, runs, moment)
        return None
    return best


def not_known(missing: Iterable[Reason]) -> Reason:
    """What must be found out before the law can answer."""
    return reason(_("Not known: %(what)s"), what=list(missing))


def gap_found(gap: LegalGap) -> Reason:
    """The law as written down has no answer."""
    return reason(
        _("The law has no answer on %(day)s for %(rule)s: %(why)s"),
        day=gap.on.isoformat(),
        rule=gap.missing,
        why=gap.reason,
    )


def adds_months(best: Answer, on: datetime.date) -> bool:
    """Whether a grant gives more than the right that runs: another form, an earlier start, or months beyond its end.

    While a decision on care at home runs, a new finding replaces it only as BVR art. 167 §2/1 says.
    """
    before, question = best.asked.before, best.asked.question
    if before is None or before.care_form != question.care_form:
        return True
    if question.care_form == CareForm.HOME and question.finding is not None and not before.ended_on(on):
        return replacement(best, on) != ReplacementGround.NONE
    if before.valid_to is None:
        return best.valid_from < before.valid_from
    document_ends = question.finding.valid_to if question.finding else None
    if document_ends is not None and document_ends <= before.valid_to:
        return False
    return best.valid_to is None or best.valid_to > before.valid_to


def ends_running(best: Answer, on: datetime.date) -> bool:
    """Whether a refusal ends the right that runs: a negative finding by the same body, or later by another."""
    return not best.granted and replacement(best, on) != ReplacementGround.NONE


def record(
    application: Application, best: Answer, user: User | None, on: datetime.date, moment: datetime.datetime
) -> Decision:
    """Keep the decision with its receipt and motivation, and record the right it gives."""
    decision = taken(application, best, user, on, moment)
    decision.save()
    told = registry.source(Source.Kind.SYSTEM, f"decision {decision.pk}", moment)
    grant([(decision, best)], told, moment)
    if ends_running(best, on):
        stop(application.person_id, Product.ZZZ, months.first_day(months.add(months.month_of(on), 1)), told, moment)
    application.save(update_fields=["state"])
    close_assessment(application, user, moment)
    return decision


def stop(person_id: int, product: Product, first_day: datetime.date, source: Source, moment: datetime.datetime) -> None:
    """End the right to a budget from a first of the month on (BVR art. 175, 237)."""
    registry.record_fact(
        Entitlement,
        person_id,
        first_day,
        None,
        None,
        series={"product": int(product)},
        source=source,
        recorded_at=moment,
    )


def taken(
    application: Application, best: Answer, user: User | None, on: datetime.date, moment: datetime.datetime
) -> Decision:
    """The decision, and the application in its last state; neither is saved yet."""
    states.move(application, states.State.GRANTED if best.granted else states.State.REFUSED)
    return Decision(
        application=application,
        person_id=application.person_id,
        outcome=Decision.Outcome.GRANTED if best.granted else Decision.Outcome.REFUSED,
        decided_on=on,
        decided_at=moment,
        decided_by=user,
        motivation=best.motivation(),
        receipt=best.receipt(),
    )


def grant(decisions: Sequence[tuple[Decision, Answer]], source: Source, moment: datetime.datetime) -> None:
    """Record the rights of those decisions that grant one: care at home first, as residential care replaces it."""
    for care_form in CareForm:
        granted = [
            (decision, best)
            for decision, best in decisions
            if best.granted and best.asked.question.care_form == care_form
        ]
        if len(granted) == 1:
            decision, best = granted[0]
            values = {"product": int(Product.ZZZ), "care_form": int(care_form), "decision_id": decision.pk}
            registry.record_fact(
                Entitlement,
                decision.person_id,
                best.valid_from,
                best.valid_to,
                values,
                source=source,
                recorded_at=moment,
            )
        elif granted:
            registry.record_facts(Entitlement, _columns(granted, care_form), source=source, recorded_at=moment)


def _columns(granted: Sequence[tuple[Decision, Answer]], care_form: CareForm) -> dict[str, object]:
    return {
        "person_id": [decision.person_id for decision, _best in granted],
        "valid_from": [best.valid_from for _decision, best in granted],
        "valid_to": pa.array([best.valid_to for _decision, best in granted], pa.date32()),
        "product": [int(Product.ZZZ)] * len(granted),
        "care_form": [int(care_form)] * len(granted),
        "given_monthly_cents": pa.nulls(len(granted), pa.int32()),
        "decision_id": [decision.pk for decision, _best in granted],
    }


def questions_of(application: Application, known_at: datetime.datetime) -> list[Question]:
    """One question per document that may prove the need; one without when there is none."""
    care_form = CareForm(application.care_form)
    automatic = application.channel == Application.Channel.AUTOMATIC

    def question(finding: CareFinding | None = None, stay: FacilityStay | None = None) -> Question:
        return Question(
            person_id=application.person_id,
            care_form=care_form,
            claimed_on=application.applied_on,
            applied_on=None if automatic else application.applied_on,
            finding=finding,
            stay=stay,
            answers=application.answers,
        )

    if care_form == CareForm.RESIDENTIAL:
        stays = known(FacilityStay, application, known_at).order_by("-valid_from")[:1]
        return [question(stay=stay) for stay in stays] or [question()]
    findings = known(CareFinding, application, known_at).order_by("-issued_on")
    left = FacilityStay.objects.filter(person=application.person, superseded_at__isnull=True).order_by("valid_from")
    return [question(finding, left.last()) for finding in findings] or [question()]


def known(kind: type[Document], application: Application, at: datetime.datetime) -> QuerySet[Document]:
    """Documents of a person that still hold on the day of the application, as known at a moment."""
    return (
        kind._default_manager.select_related("source")
        .filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=at), recorded_at__lte=at)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=application.applied_on), person=application.person)
    )
