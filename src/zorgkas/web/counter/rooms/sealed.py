"""A form about one person, then what will happen, then the button that does exactly that, once."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zorgkas.engine import LegalGap
from zorgkas.registry.models import Person
from zorgkas.registry.reasons import gap_told
from zorgkas.web.roles import StaffRequest


@dataclass(frozen=True)
class Table:
    """A table of a preview: its heads and its rows."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Preview:
    """What a button will do; with `refusal` it cannot be done."""

    lines: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    warning: str = ""
    refusal: str = ""
    why: tuple[tuple[str, str], ...] = field(default=())

    @property
    def seal(self) -> str:
        """The preview as a short text: who confirms sends it back, so that nothing else happens than was seen."""
        return hashlib.sha256(repr((self.lines, self.tables, self.refusal)).encode()).hexdigest()[:16]


def given(request: StaffRequest) -> Any:
    """What was filled in, if anything was."""
    return request.POST if request.method == "POST" else None


def sealed_page(
    request: StaffRequest,
    person: Person,
    form: forms.Form,
    show: Callable[[Any], Preview],
    act: Callable[[Any], str],
    title: str,
    refused: tuple[type[Exception], ...],
) -> HttpResponse:
    """Ask; show what will happen; do it when that is what was seen, once. `refused` are what the services raise."""
    preview, mistake = None, ""
    if form.is_bound and form.is_valid():
        try:
            preview = show(form)
            seal = request.POST.get("seal", "")
            if seal == preview.seal and not preview.refusal:
                with transaction.atomic():
                    done = act(form)
                messages.success(request, done)
                return redirect("counter:person", person.pk)
            if seal:
                mistake = _("Something changed in the meantime: look at what will happen now.")
        except LegalGap as gap:
            mistake = gap_told(gap)
        except refused as why:
            mistake, preview = str(why), None
    context = {"person": person, "form": form, "preview": preview, "title": title, "mistake": mistake}
    wrong = bool(mistake or form.errors or (preview and preview.refusal))
    return render(request, "counter/collection/change.html", context, status=422 if wrong else 200)
