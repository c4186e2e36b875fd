"""Reading, writing and striking out notes."""

import datetime
from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from zorgkas.membership.models import Membership
from zorgkas.registry.models import CareFund, Person
from zorgkas.web.consultation import consults
from zorgkas.web.funds import funds_of, own
from zorgkas.web.models import Note
from zorgkas.web.roles import Action, StaffRequest, actions_of, asks

LONGEST = 1000


class NoteForm(forms.Form):
    """What to remember."""

    text = forms.CharField(
        label=_("What should a colleague know?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The person may ask to read it. Write only what is needed, and facts as facts."),
    )
    about_care = forms.BooleanField(label=_("It says something about somebody's health"), required=False)


def section(request: StaffRequest, person: Person, known_at: datetime.datetime) -> Mapping[str, object]:
    """The notes of the funds of the user; those about health only for who may see that."""
    actions = actions_of(request.user)
    found = own(Note.objects.filter(person=person, written_at__lte=known_at), request.user)
    if Action.CARE not in actions:
        found = found.filter(about_care=False)
    return {
        "person": person,
        "notes": list(found.select_related("written_by").order_by("-written_at", "-pk")),
        "form": NoteForm() if Action.NOTES in actions else None,
        "me": request.user.pk,
    }


@require_http_methods(["GET", "POST"])
@asks(Action.NOTES)
@consults("note")
def write(request: StaffRequest, person_id: int) -> HttpResponse:
    """Write a note; the same text twice within a minute is one note."""
    person = get_object_or_404(Person, pk=person_id)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fund = _fund_for(request, person)
        just_now = timezone.now() - datetime.timedelta(minutes=1)
        same = Note.objects.filter(person=person, fund=fund, written_by=request.user, written_at__gt=just_now)
        if not same.filter(text=form.cleaned_data["text"]).exists():
            Note.objects.create(
                person=person, fund=fund, written_by=request.user, written_at=timezone.now(), **form.cleaned_data
            )
        messages.success(request, _("The note is kept."))
        return redirect(f"{reverse('counter:person', args=[person_id])}#notes")
    context = {"person": person, "form": form}
    return render(request, "counter/notes/write.html", context, status=422 if form.is_bound else 200)


@require_POST
@asks(Action.NOTES)
@consults("note")
def strike(request: StaffRequest, person_id: int, note_id: int) -> HttpResponse:
    """Strike out an own note: it stays readable, and is no longer true."""
    note = get_object_or_404(Note, pk=note_id, person_id=person_id, written_by=request.user)
    Note.objects.filter(pk=note.pk, struck_at=None).update(struck_at=timezone.now())
    messages.success(request, _("The note is struck out."))
    return redirect(f"{reverse('counter:person', args=[person_id])}#notes")


def _fund_for(request: StaffRequest, person: Person) -> CareFund:
    """The fund of the user whose member the person is, or else the first of the user."""
    mine = funds_of(request.user)
    theirs = set(Membership.objects.filter(person=person, superseded_at=None).values_list("fund_id", flat=True))
    return next((fund for fund in mine if fund.pk in theirs), mine[0])
