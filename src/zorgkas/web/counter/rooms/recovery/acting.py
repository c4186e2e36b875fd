"""A step on a file: a form, then what will happen, then the button that does exactly that, once."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zorgkas.engine import CaseError, LegalGap
from zorgkas.registry.reasons import gap_told
from zorgkas.web.roles import StaffRequest

SEEN = "seen"
# What a step may refuse: each says why, and beside which field.
REFUSALS = (ValueError, CaseError, LegalGap)


@dataclass(frozen=True)
class Step:
    """One thing that can be done: its form, what it would do in words, and the doing."""

    title: Promise
    form: type[forms.Form]
    # Says in sentences what will happen; raises a refusal when it cannot be done. Changes nothing.
    plan: Callable[[Any, dict[str, Any]], Sequence[str]]
    do: Callable[[Any, dict[str, Any], StaffRequest], object]
    possible: Callable[[Any], bool] = lambda about: True
    # A short explanation above the form.
    lead: Promise | str = ""
    danger: bool = False


def act(
    request: StaffRequest,
    about: Any,
    step: Step,
    back: str,
    stamp: object,
    context: dict[str, Any],
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the form, what will happen, or do it. `stamp` is the state in which it was looked at: when that changed in
    the meantime, what will happen is shown again."""
    given = request.POST if request.method == "POST" else request.GET
    bound = given if given else None
    form = step.form(bound, **(more or {}))
    plan: Sequence[str] | None = None
    mistake = ""
    nothing_asked = not form.fields
    if (form.is_bound and form.is_valid()) or nothing_asked:
        values = form.cleaned_data if form.is_bound else {}
        try:
            plan = step.plan(about, values)
            seen = _seal(stamp, plan, values)
            if request.method == "POST" and given.get(SEEN) == seen:
                step.do(about, values, request)
                messages.success(request, _("Done: %s.") % step.title)
                return redirect(back)
            if request.method == "POST":
                mistake = _("Something changed in the meantime: look at what will happen now.")
        except REFUSALS as refused:
            plan, field = None, getattr(refused, "field", "")
            why = gap_told(refused) if isinstance(refused, LegalGap) else str(refused)
            if field in form.fields:
                form.add_error(field, why)
            else:
                mistake = why
    seen = _seal(stamp, plan, form.cleaned_data if form.is_bound else {}) if plan is not None else ""
    shown = {
        **context,
        "step": step,
        "form": form,
        "plan": plan,
        "seen": seen,
        "seen_name": SEEN,
        "mistake": mistake,
        "back": back,
    }
    wrong = bool(mistake) or (form.is_bound and bool(form.errors))
    return render(request, "counter/recovery/step.html", shown, status=422 if wrong else 200)


def _seal(stamp: object, plan: Sequence[str] | None, values: dict[str, Any]) -> str:
    told = json.dumps([stamp, [str(line) for line in plan or ()], values], default=str, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:20]
