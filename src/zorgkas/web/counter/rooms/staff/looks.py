"""The log of consultations: who looked at whom, when and why."""

import datetime

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from zorgkas.registry.insz import InvalidInsz, validate_insz
from zorgkas.registry.models import Person
from zorgkas.registry.queries import person_by_insz
from zorgkas.web.funds import fund_ids, may_see_person, sees_all
from zorgkas.web.models import Consultation
from zorgkas.web.roles import Action, StaffRequest, asks

PAGE = 100
_DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class Wanted(forms.Form):
    """Which looks to show; what is left empty leaves nothing out."""

    who = forms.CharField(label=_("Who looked (name to sign in with)"), required=False, max_length=150)
    insz = forms.CharField(label=_("At whom (national number)"), required=False, max_length=20)
    since = forms.DateField(label=_("From"), required=False, widget=_DAY)
    until = forms.DateField(label=_("Until"), required=False, widget=_DAY)

    def clean_insz(self) -> Person | None:
        """The person with this number."""
        if not (text := self.cleaned_data["insz"]):
            return None
        try:
            validate_insz(text)
        except InvalidInsz as error:
            raise ValidationError(str(error)) from error
        if (person := person_by_insz(text)) is None:
            raise ValidationError(_("Nobody is known with this number."))
        return person

    def clean_who(self) -> User | None:
        """The colleague with this name."""
        if not (name := self.cleaned_data["who"]):
            return None
        if (user := User.objects.filter(username__iexact=name).first()) is None:
            raise ValidationError(_("Nobody signs in with this name."))
        return user


@require_GET
@asks(Action.LOG)
def looks(request: StaffRequest) -> HttpResponse:
    """Show the latest looks that are wanted."""
    form = Wanted(request.GET or None)
    valid = not form.is_bound or form.is_valid()
    found = list(_wanted(request.user, form.cleaned_data if form.is_bound else {})[: PAGE + 1]) if valid else []
    context = {"form": form, "looks": found[:PAGE], "more": len(found) > PAGE, "most": PAGE}
    return render(request, "counter/staff/looks.html", context, status=200 if valid else 422)


def _wanted(user: User, wanted: dict[str, object]) -> QuerySet[Consultation]:
    found = Consultation.objects.select_related("user", "person").order_by("-at", "-pk")
    if not sees_all(user):
        found = found.filter(user__staff_funds__fund_id__in=fund_ids(user)).distinct()
    if isinstance(colleague := wanted.get("who"), User):
        found = found.filter(user=colleague)
    person = wanted.get("insz")
    if isinstance(person, Person):
        found = found.filter(person=person) if may_see_person(user, person.pk) else found.none()
    if isinstance(since := wanted.get("since"), datetime.date):
        found = found.filter(at__gte=_start_of(since))
    if isinstance(until := wanted.get("until"), datetime.date):
        found = found.filter(at__lt=_start_of(until + datetime.timedelta(days=1)))
    return found


def _start_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
