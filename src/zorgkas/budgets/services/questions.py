"""Questions about an application: sent to who must know the answer, reminded, answered; and the term they suspend."""

import datetime
from collections.abc import Iterable, Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from zorgkas.budgets import states
from zorgkas.budgets.models import Application, DataQuestion
from zorgkas.budgets.services.applications import ask_assessment
from zorgkas.budgets.zbo.evidence import TOPICS, Lacking
from zorgkas.engine import NEVER
from zorgkas.law import law_on
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import parts, reason

LONGEST = 300


class QuestionRefused(ValueError):
    """The question cannot be answered like this."""


def send_questions(application: Application, asked: Iterable[Lacking], on: datetime.date) -> int:
    """Ask what is lacking, once each; what is no longer lacking counts as answered. Return how many are new."""
    wanted = {one.what: one for one in asked}
    open_ones = {one.what: one for one in application.questions.filter(answered_on__isnull=True)}
    for what, question in open_ones.items():
        if what not in wanted:
            question.answered_on = on
            question.save(update_fields=["answered_on"])
    new = [one for what, one in wanted.items() if what not in open_ones]
    for one in new:
        text, values = parts(one.text, LONGEST)
        DataQuestion.objects.create(
            application=application, party=one.party, what=one.what, text=text, text_values=values, sent_on=on
        )
    if wanted and application.state == states.State.RECEIVED:
        states.move(application, states.State.WAITING)
        application.save(update_fields=["state"])
    set_term(application, on)
    return len(new)


@transaction.atomic
def answer_question(
    question: DataQuestion, on: datetime.date, answers: Mapping[str, object] | None = None, user: User | None = None
) -> Application:
    """Somebody answered: facts are recorded by who received them; that a subject is fully known stands on the form."""
    if question.answered_on is not None:
        raise QuestionRefused(_("This question was answered on %s.") % question.answered_on.isoformat())
    if on < question.sent_on:
        raise QuestionRefused(_("The answer lies before the question of %s.") % question.sent_on.isoformat())
    application = Application.objects.select_for_update().get(pk=question.application_id)
    if application.state not in states.UNDECIDED:
        raise QuestionRefused(_("The application was decided already."))
    question.answered_on = on
    question.save(update_fields=["answered_on"])
    given = {question.what: True} if question.what in TOPICS else {}
    application.answers = {**application.answers, **given, **(answers or {})}
    application.save(update_fields=["answers"])
    set_term(application, on)
    return application


def set_term(application: Application, on: datetime.date) -> None:
    """The last day to decide: six months, and the days of suspension (BVR art. 217)."""
    law = law_on(on)
    suspended = 0
    for one in application.questions.all():
        answered = one.answered_on or on
        case = {
            "question_sent_on": one.sent_on,
            "question_answered_on": answered,
            "question_asks_foreign_institution": one.party == DataQuestion.Party.FOREIGN,
        }
        if one.party in (DataQuestion.Party.USER, DataQuestion.Party.FOREIGN):
            suspended = max(suspended, int(law.decide(case, "question_suspends_days").raw))
    started = {"term_started_on": application.applied_on, "suspended_days": suspended}
    application.decide_by = datetime.date.fromordinal(law.decide(started, "zbo_decide_by").raw)
    application.save(update_fields=["decide_by"])


def remind(fund: CareFund, on: datetime.date) -> tuple[int, int]:
    """Remind who did not answer within a month; hand over what stays unanswered a month after that (BVR art. 215).

    Returns how many were reminded, and how many wait for a decision on what there is.
    """
    law = law_on(on)
    reminded = handed = 0
    found = DataQuestion.objects.select_related("application", "application__fund", "application__person").filter(
        answered_on__isnull=True,
        application__fund=fund,
        application__state__in=list(states.UNDECIDED),
        party=DataQuestion.Party.USER,
    )
    for one in found.order_by("pk"):
        if one.reminded_on is None:
            if law.decide({"question_sent_on": one.sent_on}, "question_reminder_from").raw <= on.toordinal():
                one.reminded_on = on
                one.save(update_fields=["reminded_on"])
                reminded += 1
        elif may_decide_without(one, on):
            why = reason(gettext_noop("A question was not answered, and the reminder neither (BVR art. 215)"))
            ask_assessment(one.application, why, _noon(on))
            handed += 1
    return reminded, handed


def may_decide_without(question: DataQuestion, on: datetime.date) -> bool:
    """More than a month after the reminder the fund decides on what it has."""
    if question.reminded_on is None:
        return False
    day = law_on(on).decide({"reminder_sent_on": question.reminded_on}, "decide_without_answer_from").raw
    return bool(day != NEVER and day <= on.toordinal())


def _noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
