"""The steps of an appeal, each with what it would do in words."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from zorgkas.appeals import services, terms
from zorgkas.appeals.events import Kind
from zorgkas.appeals.models import Appeal
from zorgkas.appeals.services import Outcome, Said
from zorgkas.budgets.rulings import Ruling
from zorgkas.law.appeals.kinds import Admissibility
from zorgkas.letters.services import write_appeal_letters, write_recovery_letters
from zorgkas.recovery.services import still_open
from zorgkas.web import formats
from zorgkas.web.counter.rooms.appeals import forms
from zorgkas.web.counter.rooms.recovery.acting import Step
from zorgkas.web.counter.rooms.recovery.forms import Nothing, OnDay
from zorgkas.web.roles import StaffRequest

Given = dict[str, Any]
State = Appeal.State


def _has(*kinds: str) -> Callable[[Appeal], bool]:
    return lambda appeal: appeal.events.filter(kind__in=kinds).exists()


def _in(*states: str) -> Callable[[Appeal], bool]:
    return lambda appeal: appeal.state in states


def said(given: Given) -> Said:
    """What the form about an outcome says."""
    return Said(
        Outcome(given["outcome"]),
        given["why"],
        given.get("facts"),
        given.get("limit"),
        known_now=bool(given.get("known_now")),
    )


def outcome_plan(appeal: Appeal, given: Given) -> list[str]:
    """What an outcome would change, in sentences."""
    told = said(given)
    services.check_outcome(appeal, told, given["on"])
    if appeal.recovery is not None:
        left = still_open(appeal.recovery)
        keeps = left if told.outcome == Outcome.UNFOUNDED else min(left, told.limit_cents or 0)
        return [
            _("%(euro)s is not asked back; %(left)s stays open and the recovery goes on.")
            % {"euro": formats.euro(left - keeps), "left": formats.euro(keeps)},
            _("A letter is written."),
        ]
    rulings = services.plan_outcome(appeal, told)
    if not rulings:
        return [_("The decision stays as it is."), _("A letter is written.")]
    lines = [_("A new decision grants the budget from %s on.") % formats.day(rulings[0].valid_from)]
    lines += [_year(one) for one in rulings if appeal.subject == Appeal.Subject.ZBO]
    if rulings[-1].valid_to and rulings[-1].granted:
        lines.append(_("It ends before %s.") % formats.day(rulings[-1].valid_to))
    lines.append(_("The next payment run pays the difference since then."))
    return [*lines, _("A letter is written.")]


def _year(ruling: Ruling) -> str:
    """What one period of a ZBO gives."""
    day = formats.day(ruling.valid_from)
    if not ruling.granted:
        return _("From %s on there is no right.") % day
    euro = formats.euro(int(str(ruling.values["granted_year_cents"])))
    return _("From %(day)s on: category %(category)s, %(euro)s a year.") % {
        "day": day,
        "category": ruling.values["category"],
        "euro": euro,
    }


def _then_letters(do: Callable[[Appeal, Given, StaffRequest], object]) -> Callable[[Appeal, Given, StaffRequest], None]:
    def both(appeal: Appeal, given: Given, request: StaffRequest) -> None:
        do(appeal, given, request)
        write_appeal_letters(appeal.fund)
        write_recovery_letters(appeal.fund)

    return both


def _judge_plan(appeal: Appeal, given: Given) -> list[str]:
    decision = terms.ask(appeal, "appeal_admissibility", timezone.localdate())
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    return [decision.explain(language)[-1].sentence]


def _noted(*lines: Any) -> Callable[[Appeal, Given], list[str]]:
    return lambda appeal, given: [str(line) for line in lines]


def steps_of(appeal: Appeal) -> dict[str, Step]:
    """The steps of an appeal; the form of the outcome follows what is contested."""
    outcome = forms.outcome_form(appeal)
    return {
        "taks-betaald": Step(
            gettext_lazy("The file fee is paid"),
            OnDay,
            _noted(gettext_lazy("The payment is kept on the file; then the appeal can be handled.")),
            lambda one, given, request: services.pay_fee(one, given["on"], request.user),
            lambda one: _in(State.RECEIVED)(one) and not _has(Kind.FEE_PAID)(one),
        ),
        "stukken-gevraagd": Step(
            gettext_lazy("The agency asks for documents"),
            forms.Documents,
            _noted(gettext_lazy("The person has one month, and one more when that is asked in time.")),
            lambda one, given, request: services.ask_documents(one, given["on"], given["what"], request.user),
            lambda one: _in(State.RECEIVED)(one) and not _has(Kind.DOCUMENTS_ASKED)(one),
        ),
        "uitstel": Step(
            gettext_lazy("More time for documents is asked"),
            OnDay,
            _noted(gettext_lazy("Asked within the first month, it gives one month more.")),
            lambda one, given, request: services.extend(one, given["on"], request.user),
            lambda one: _in(State.RECEIVED)(one) and _has(Kind.DOCUMENTS_ASKED)(one) and not _has(Kind.EXTENDED)(one),
        ),
        "stukken-ontvangen": Step(
            gettext_lazy("The documents came"),
            OnDay,
            _noted(gettext_lazy("The day is kept on the file.")),
            lambda one, given, request: services.receive_documents(one, given["on"], request.user),
            lambda one: (
                _in(State.RECEIVED)(one) and bool(one.documents_missing) and not _has(Kind.DOCUMENTS_RECEIVED)(one)
            ),
        ),
        "ontvankelijk": Step(
            gettext_lazy("Judge whether it is admissible"),
            Nothing,
            _judge_plan,
            lambda one, given, request: services.judge(one, request.user),
            _in(State.RECEIVED),
        ),
        "commissie": Step(
            gettext_lazy("It is with the appeals commission"),
            OnDay,
            _noted(gettext_lazy("From that day the term of the advice runs.")),
            lambda one, given, request: services.to_commission(one, given["on"], request.user),
            lambda one: _in(State.HANDLED)(one) and not _has(Kind.TO_COMMISSION)(one),
        ),
        "advies": Step(
            gettext_lazy("The advice came"),
            forms.Advice,
            _noted(gettext_lazy("From that day the agency has one month to decide.")),
            lambda one, given, request: services.note_advice(one, given["on"], request.user, result=given["result"]),
            lambda one: _in(State.HANDLED)(one) and not _has(Kind.ADVICE)(one),
        ),
        "uitkomst": Step(
            gettext_lazy("Register the outcome and carry it out"),
            outcome,
            outcome_plan,
            _then_letters(
                lambda one, given, request: services.decide_appeal(one, said(given), given["on"], request.user)
            ),
            _in(State.RECEIVED, State.HANDLED),
        ),
        "ontvangen": Step(
            gettext_lazy("The person received the decision"),
            OnDay,
            _noted(gettext_lazy("From that day three months run to go to the labour court.")),
            lambda one, given, request: services.note_received(one, given["on"], request.user),
            lambda one: _in(State.DECIDED)(one) and not _has(Kind.RECEIVED_BY_PERSON)(one),
        ),
        "rechtbank": Step(
            gettext_lazy("The person goes to the labour court"),
            OnDay,
            _noted(gettext_lazy("In time, it suspends a recovery again until the judgment is final.")),
            lambda one, given, request: services.go_to_court(one, given["on"], request.user),
            lambda one: _in(State.DECIDED)(one) and _has(Kind.RECEIVED_BY_PERSON)(one),
        ),
        "meteen-rechtbank": Step(
            gettext_lazy("The person goes straight to the labour court"),
            forms.StraightToCourt,
            _noted(gettext_lazy("No appeal to the agency exists against this decision; the judgment is awaited.")),
            lambda one, given, request: services.go_to_court(
                one, given["on"], request.user, received_on=given["received_on"]
            ),
            lambda one: _in(State.RECEIVED)(one) and services.admissibility(one) == Admissibility.LABOUR_COURT,
        ),
        "vonnis": Step(
            gettext_lazy("Register the final judgment and carry it out"),
            outcome,
            outcome_plan,
            _then_letters(
                lambda one, given, request: services.register_judgment(one, said(given), given["on"], request.user)
            ),
            _in(State.IN_COURT),
        ),
        "intrekken": Step(
            gettext_lazy("The person takes the appeal back"),
            OnDay,
            _noted(gettext_lazy("The decision stays; a recovery goes on.")),
            lambda one, given, request: services.withdraw(one, given["on"], request.user),
            _in(State.RECEIVED, State.HANDLED),
            danger=True,
        ),
        "afsluiten": Step(
            gettext_lazy("Close: nobody went to court in time"),
            OnDay,
            _noted(gettext_lazy("The decision is final.")),
            lambda one, given, request: services.close(one, given["on"], request.user),
            _in(State.DECIDED),
        ),
    }
