"""What would somebody get? Choose budgets, answer the questions that matter, see the answer step by step."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from zorgkas.engine import Explanation, Node
from zorgkas.law.questions import Benefit
from zorgkas.law.what_if import Answer, Missing, State
from zorgkas.law.what_if import what_if as ask
from zorgkas.law.zbo.means import CountedRow
from zorgkas.web import formats
from zorgkas.web.counter.rooms.whatif.forms import WhatIfForm
from zorgkas.web.roles import Action, StaffRequest, asks

TITLES = {
    Benefit.PREMIUM: _("care premium"),
    Benefit.ZZZ: _("care budget for people with severe care needs"),
    Benefit.ZBH: _("care budget for people with a disability"),
    Benefit.ZBO: _("care budget for older people with a care need"),
}


@dataclass(frozen=True)
class _Asked:
    """Something that must be known, or that can still change the answer, with the field to fill in."""

    text: str
    field: str


@dataclass(frozen=True)
class _Row:
    """An income or asset with what is done with it."""

    kind: str
    of_partner: bool
    cents: int
    outcome: str
    tree: Node


@dataclass(frozen=True)
class _Shown:
    """An answer in words."""

    title: object
    answer: Answer
    sentence: str
    problem: str
    months: tuple[str, str]
    missing: list[_Asked]
    assumed: list[_Asked]
    rows: list[_Row]
    trees: list[Node]


@require_http_methods(["GET", "POST"])
@asks(Action.HOME)
def what_if(request: StaffRequest) -> HttpResponse:
    """Show the questions for the chosen budgets and, when they are sent, the answer above them. Nothing is kept."""
    return answered(request, "counter/base.html")


def answered(request: HttpRequest, base: str) -> HttpResponse:
    """The questions and the answers, inside the frame of the counter or of the pages of members."""
    benefits = tuple(benefit for benefit in Benefit if benefit in request.GET.getlist("voor"))
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    context: dict[str, Any] = {
        "base": base,
        "benefits": [(one, title, one in benefits) for one, title in TITLES.items()],
    }
    if not benefits:
        return render(request, "counter/whatif/what_if.html", context)
    form = WhatIfForm(benefits, language, request.POST if request.method == "POST" else None)
    context["form"] = form
    if "more" in request.POST:
        # Another gift or sale: the same questions with what was typed, and one place more.
        return render(request, "counter/whatif/what_if.html", context, status=422 if form.errors else 200)
    if form.is_bound and form.is_valid():
        context["answers"] = [_shown(answer, form, language) for answer in ask(form.situation())]
    return render(request, "counter/whatif/what_if.html", context, status=422 if form.errors else 200)


def _shown(answer: Answer, form: WhatIfForm, language: str) -> _Shown:
    explained = [decision.explain(language) for decision in answer.decisions]
    return _Shown(
        title=TITLES[answer.benefit],
        answer=answer,
        sentence=_sentence(answer, explained),
        problem=answer.problem(language),
        months=(_month(answer.first_month), _month(answer.last_month)),
        missing=[_asked(one, form, language) for one in answer.missing],
        assumed=[_asked(one, form, language) for one in answer.assumed],
        rows=[_row(row, language) for row in answer.rows],
        trees=[steps.tree() for steps in explained],
    )


def _sentence(answer: Answer, explained: list[Explanation]) -> str:
    if answer.state in (State.GRANTED, State.REFUSED):
        return explained[0].outcome.sentence
    return ""


def _asked(missing: Missing, form: WhatIfForm, language: str) -> _Asked:
    text = missing.question.text[language] if missing.question else missing.label[language]
    return _Asked(text, missing.fact if missing.fact in form.fields else "")


def _row(row: CountedRow, language: str) -> _Row:
    said = row.decision.explain(language)
    words = {step.name: step.text for step in said}
    return _Row(words["row_kind"], row.row.of_partner, row.counted_cents, words["row_outcome"], said.tree())


def _month(month: str | None) -> str:
    """A month of the law in words; empty when there is no end."""
    return formats.month(int(month.replace("-", ""))) if month and month != "forever" else ""
