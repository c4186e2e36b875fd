"""Registering a situation that protects from a fine, or a year that does not count, with its proof."""

import datetime
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from zorgkas.fines import services
from zorgkas.fines.models import FineFile, FineProtection, UncountedYear
from zorgkas.fines.states import PENDING
from zorgkas.letters.services import write_fine_letters
from zorgkas.registry.models import Person
from zorgkas.web.consultation import consults
from zorgkas.web.funds import own
from zorgkas.web.roles import Action, StaffRequest, asks

CONFIRMED = "confirmed"


class DayField(forms.DateField):
    """A day in the date field of the browser."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more)


class Protection(forms.Form):
    """A situation with its days and its proof."""

    ground = forms.TypedChoiceField(label=gettext_lazy("Situation"), choices=FineProtection.Ground.choices, coerce=int)
    valid_from = DayField(gettext_lazy("Since"))
    last_day = DayField(gettext_lazy("Last day (empty: no end is known)"), required=False)
    proof = forms.TypedChoiceField(label=gettext_lazy("Proof"), choices=FineProtection.Proof.choices, coerce=int)
    reference = forms.CharField(label=gettext_lazy("Number or date of the document"), max_length=80)

    def clean(self) -> dict[str, Any]:
        """The proof is the one that the law asks for the situation."""
        given = super().clean() or {}
        if "ground" in given and "proof" in given:
            accepted = services.accepted_proofs(given["ground"], timezone.localdate())
            if given["proof"] not in accepted:
                asked = " / ".join(str(one.label) for one in accepted)
                self.add_error("proof", _("For this situation the law asks: %s.") % asked)
        start, end = given.get("valid_from"), given.get("last_day")
        if start and end and end < start:
            self.add_error("last_day", _("The situation ends before it begins."))
        return given


class Uncounted(forms.Form):
    """A premium year that does not count, with what shows it."""

    premium_year = forms.IntegerField(label=gettext_lazy("Premium year"), min_value=2001, max_value=2100)
    ground = forms.TypedChoiceField(label=gettext_lazy("Why"), choices=UncountedYear.Ground.choices, coerce=int)
    reference = forms.CharField(label=gettext_lazy("Number or date of the document"), max_length=80)


@require_http_methods(["GET", "POST"])
@asks(Action.FINES)
@consults("fine proof")
def protection(request: StaffRequest, person_id: int) -> HttpResponse:
    """Register a situation that protects from a fine."""

    def keep(person: Person, given: dict[str, Any]) -> list[FineFile]:
        last: datetime.date | None = given["last_day"]
        return services.register_protection(
            person,
            given["ground"],
            given["valid_from"],
            last + datetime.timedelta(days=1) if last else None,
            given["proof"],
            given["reference"],
            by=request.user,
        )

    return _page(request, person_id, Protection, keep, _("Register a situation that protects from a fine"))


@require_http_methods(["GET", "POST"])
@asks(Action.FINES)
@consults("fine proof")
def uncounted(request: StaffRequest, person_id: int) -> HttpResponse:
    """Register that a premium year does not count."""

    def keep(person: Person, given: dict[str, Any]) -> list[FineFile]:
        return services.take_out_year(
            person, given["premium_year"], given["ground"], given["reference"], by=request.user
        )

    return _page(request, person_id, Uncounted, keep, _("Register a year that does not count for a fine"))


def _page(
    request: StaffRequest,
    person_id: int,
    kind: type[forms.Form],
    keep: Callable[[Person, dict[str, Any]], list[FineFile]],
    title: str,
) -> HttpResponse:
    person = get_object_or_404(Person, pk=person_id)
    form = kind(request.POST if request.method == "POST" else None)
    good = form.is_bound and form.is_valid()
    if good and CONFIRMED in request.POST:
        try:
            ended = keep(person, form.cleaned_data)
        except services.ProofRefused as refused:
            form.add_error(None, str(refused))
            good = False
        else:
            _tell(request, ended)
            return redirect("counter:person", person.pk)
    open_files = FineFile.objects.filter(person=person, state__in=PENDING).select_related("fund").order_by("year")
    context = {
        "person": person,
        "form": form,
        "title": title,
        "shown": good,
        "open_files": own(open_files, request.user) if good else [],
        "confirmed": CONFIRMED,
    }
    return render(request, "counter/fines/proof.html", context, status=422 if form.is_bound and not good else 200)


def _tell(request: StaffRequest, ended: list[FineFile]) -> None:
    for file in ended:
        write_fine_letters(file.fund, file.year)
        messages.success(request, _("The fine file of %d ended without a fine. The letter is ready.") % file.year)
    if not ended:
        messages.success(request, _("It is recorded."))
