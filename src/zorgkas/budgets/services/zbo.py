"""The ZBO: enter an application or a request for revision, decide on it, let it lapse (BVR art. 211 to 223)."""

import datetime
from collections.abc import Mapping

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from zorgkas.budgets import states
from zorgkas.budgets.models import Application, CareForm, Decision
from zorgkas.budgets.rulings import Ruling
from zorgkas.budgets.services.applications import ApplicationRefused, ask_assessment, close_assessment
from zorgkas.budgets.services.decisions import gap_found, not_known, stop
from zorgkas.budgets.services.interest import note_interest
from zorgkas.budgets.services.questions import may_decide_without, send_questions, set_term
from zorgkas.budgets.services.ruled import grant, taken
from zorgkas.budgets.zbo.cases import ZboAsked, ZboQuestion, ask
from zorgkas.budgets.zbo.evidence import TOPICS
from zorgkas.budgets.zbo.periods import periods
from zorgkas.budgets.zbo.running import Running, running_on
from zorgkas.engine import LegalGap
from zorgkas.engine.errors import CaseError
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Product
from zorgkas.membership.queries import fund_of
from zorgkas.registry import services as registry
from zorgkas.registry.models import CareFund, Person, Source
from zorgkas.registry.reasons import reason

# Facts of the law that the form may tell; subjects of the means test that are said to be fully known.
ANSWERS = frozenset(
    {
        *TOPICS,
        "in_hospital_on_application",
        "in_hospital_at_assessment",
        "moved_in_with_equivalent_on",
        "need_situation",
        "old_right_of_2016",
        "provisional_elements",
        "qualifying_years_before",
        "revision_event_on",
        "revision_learned_on",
        "uninterrupted_since",
        "need_unchanged",
    }
)
# Answers that are about the request and not about the right.
_OF_THE_REQUEST = frozenset(
    {"revision_event_on", "revision_learned_on", "need_unchanged", "moved_in_with_equivalent_on"}
)


def apply_zbo(
    person: Person,
    applied_on: datetime.date,
    *,
    user: User | None = None,
    fund: CareFund | None = None,
    answers: Mapping[str, object] | None = None,
    reference: str = "",
) -> Application:
    """Enter an application for a ZBO, or while one runs a request for revision; the same reference is the same one."""
    given = dict(answers or {})
    if unknown := sorted(set(given) - ANSWERS):
        raise ApplicationRefused(
            gettext("Unknown answer %(unknown)s on the form; possible are: %(known)s.")
            % {"unknown": ", ".join(unknown), "known": ", ".join(sorted(ANSWERS))}
        )
    chosen = fund or fund_of(person, applied_on)
    if chosen is None:
        raise ApplicationRefused(
            gettext("%(person)s is not a member of a fund on %(day)s: say which fund was chosen.")
            % {"person": person, "day": applied_on.isoformat()}
        )
    application, created = Application.objects.get_or_create(
        reference=reference or f"zbo:{person.pk}:{applied_on.isoformat()}",
        defaults={
            "person": person,
            "fund": chosen,
            "product": Product.ZBO,
            "care_form": CareForm.HOME,
            "channel": Application.Channel.FORM,
            "applied_on": applied_on,
            "entered_by": user,
            "answers": given,
        },
    )
    if application.person_id != person.pk:
        raise ApplicationRefused(gettext("Reference %s already belongs to somebody else's application.") % reference)
    if created:
        set_term(application, applied_on)
    return application


def look_at(application: Application, on: datetime.date, moment: datetime.datetime | None = None) -> ZboAsked:
    """What is known, what is lacking and what the law would say now; nothing is written."""
    at = moment or timezone.now()
    return ask(_question(application, on, running_on(application.person_id, on, at)), on, at)


def decide_zbo(
    application: Application, user: User | None, on: datetime.date, moment: datetime.datetime
) -> Decision | None:
    """Decide on a locked application.

    What is lacking is asked of who must know it. Somebody of the fund decides without an answer only after the
    reminder and its month; when what there is does not allow a decision, the right lapses.
    """
    running = running_on(application.person_id, on, moment)
    try:
        asked = ask(_question(application, on, running), on, moment)
        if asked.missing:
            ask_assessment(application, not_known(asked.missing), moment)
            return None
        if not asked.settled:
            return _without_all(application, asked, user, on, moment)
        rulings = [asked.ruling(on)]
        if rulings[0].granted:
            rulings = periods(asked, on, moment)
    except LegalGap as gap:
        ask_assessment(application, gap_found(gap), moment)
        return None
    except CaseError as error:
        ask_assessment(application, reason(_("The facts contradict each other: %(why)s"), why=str(error)), moment)
        return None
    send_questions(application, (), on)
    return record_zbo(application, rulings, user, on, moment, running)


def record_zbo(
    application: Application,
    rulings: list[Ruling],
    user: User | None,
    on: datetime.date,
    moment: datetime.datetime,
    running: Running | None = None,
) -> Decision:
    """Keep one decision with its dated periods; a refusal ends the right that runs."""
    decision = taken(application, rulings[0], user, on, moment)
    if len(rulings) > 1:
        decision.receipt["periods"] = [one.receipt() for one in rulings[1:]]
    decision.save()
    application.save(update_fields=["state"])
    told = registry.source(Source.Kind.SYSTEM, f"decision {decision.pk}", moment)
    for one in rulings:
        grant([(decision, one)], Product.ZBO, told, moment)
        if not one.granted and (running or one is not rulings[0]):
            stop(application.person_id, Product.ZBO, one.valid_from, told, moment)
    note_interest(decision, on)
    close_assessment(application, user, moment)
    return decision


def lapse(application: Application, user: User, on: datetime.date, moment: datetime.datetime) -> None:
    """The questions stayed unanswered and what there is does not allow a decision: the right lapses (BVR art. 215)."""
    if not all(may_decide_without(one, on) for one in application.questions.filter(answered_on__isnull=True)):
        raise states.TransitionRefused(gettext("A question may still be answered: the right does not lapse yet."))
    states.move(application, states.State.LAPSED)
    application.save(update_fields=["state"])
    close_assessment(application, user, moment)


def _without_all(
    application: Application, asked: ZboAsked, user: User | None, on: datetime.date, moment: datetime.datetime
) -> Decision | None:
    send_questions(application, asked.lacking, on)
    waiting = [one for one in application.questions.filter(answered_on__isnull=True) if not may_decide_without(one, on)]
    if user is not None and not waiting:
        lapse(application, user, on, moment)
        return None
    what = [one.text for one in asked.lacking]
    ask_assessment(application, reason(_("Asked, and not yet known: %(what)s"), what=what), moment)
    return None


def _question(application: Application, on: datetime.date, running: Running | None) -> ZboQuestion:
    """From which month the answer works: the month after the application, or that of a request for revision."""
    answers = application.answers
    law = law_on(application.applied_on)
    case: dict[str, object] = {"applied_on": application.applied_on}
    case |= {name: answers[name] for name in _OF_THE_REQUEST & answers.keys() if name != "need_unchanged"}
    kept = {name: value for name, value in answers.items() if name not in _OF_THE_REQUEST}
    if "moved_in_with_equivalent_on" in answers:
        kept["moved_in_with_equivalent_on"] = answers["moved_in_with_equivalent_on"]
    if running is None:
        month = int(law.decide(case, "zbo_first_month").raw)
        return ZboQuestion(application.person_id, month, application.applied_on, application.applied_on, kept)
    case["changed_first_month"] = running.first_month
    month = int(law.decide(case, "zbo_request_first_month").raw)
    kept["is_revision_or_change"] = True
    unchanged = bool(answers.get("need_unchanged"))
    return ZboQuestion(
        application.person_id,
        month,
        application.applied_on,
        application.applied_on,
        kept,
        need_unchanged=unchanged,
        changed_last_month=running.last_month if unchanged else None,
    )
