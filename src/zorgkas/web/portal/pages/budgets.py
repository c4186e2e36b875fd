"""Care budgets: how much, why, since when, what is paid; applications and decisions, and how to appeal."""

import datetime

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from zorgkas.appeals.models import Appeal
from zorgkas.appeals.queries import appeals_of
from zorgkas.appeals.terms import day
from zorgkas.banking.queries import lines_of
from zorgkas.budgets import services
from zorgkas.budgets.models import Application, CareForm, Decision, Entitlement
from zorgkas.budgets.queries import (
    Budget,
    applications_of,
    budget_months_of,
    budgets_of,
    decisions_of,
    due_explained,
    explain_decision,
)
from zorgkas.engine import LegalGap
from zorgkas.ledger.accounts import Product
from zorgkas.letters.models import FundContact, Letter
from zorgkas.membership.models import Membership
from zorgkas.registry.queries import known
from zorgkas.registry.reasons import gap_told
from zorgkas.web import formats
from zorgkas.web.counter.reading.money import budget_years
from zorgkas.web.portal.access import MemberRequest, member_page
from zorgkas.web.portal.pages.explaining import explained

PRODUCTS = frozenset({Product.ZZZ, Product.ZBH, Product.ZBO})


class ApplyForm(forms.Form):
    """The only questions that no fact answers: where the person lives with the need, and whether in hospital today."""

    care_form = forms.TypedChoiceField(
        label=gettext_lazy("Where do you get the care?"), choices=CareForm.choices, coerce=int, widget=forms.RadioSelect
    )
    in_hospital = forms.TypedChoiceField(
        label=gettext_lazy("Are you in a hospital today?"),
        choices=[("no", gettext_lazy("no")), ("yes", gettext_lazy("yes"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


@require_GET
@member_page("budgets")
def budgets(request: MemberRequest) -> HttpResponse:
    """Show the budgets of now with amount and reason, the payments, and what was asked and decided."""
    person = request.acting.person
    running: list[tuple[Budget, datetime.date | None]] = []
    gap = ""
    try:
        running = [(one, _last_day(one.entitlement)) for one in budgets_of(person)]
    except LegalGap as found:
        gap = gap_told(found)
    context = {
        "running": running,
        "gap": gap,
        "years": budget_years(budget_months_of(person)),
        "payments": list(lines_of(person.pk).filter(batch__exported_at__isnull=False)),
        "applications": list(applications_of(person)),
        "decisions": list(decisions_of(person)),
        "appeals": list(appeals_of(person)),
        "today": timezone.localdate(),
    }
    return render(request, "portal/budgets.html", context)


@require_GET
@member_page("budget explained")
def why(request: MemberRequest, product: int, month: int) -> HttpResponse:
    """Explain the amount of a month."""
    if product not in PRODUCTS or not 1 <= month % 100 <= 12 or not 2001 <= month // 100 <= 9998:
        raise Http404
    title = _("Why this budget for %s?") % formats.month(month)
    try:
        found = due_explained(request.acting.person, month, product)
    except LegalGap as gap:
        return explained(request, title, gap=gap_told(gap))
    return explained(request, title, found)


@require_GET
@member_page("decision explained")
def decision(request: MemberRequest, decision_id: int) -> HttpResponse:
    """Explain a decision, and say until when and how an appeal is possible."""
    taken = get_object_or_404(_decisions(request), pk=decision_id)
    title = _("Decision of %(day)s: %(outcome)s") % {
        "day": formats.day(taken.decided_on),
        "outcome": taken.get_outcome_display(),
    }
    sent_on, until = appeal_term(taken)
    return explained(
        request,
        title,
        *explain_decision(taken),
        taken=taken,
        sent_on=sent_on,
        until=until,
        in_time=until is not None and until >= timezone.localdate(),
    )


@require_GET
@member_page("appeal")
def appeal(request: MemberRequest, decision_id: int) -> HttpResponse:
    """Help to appeal: the agency judges it, by letter within the term (BVR art. 143); the letter is ready to print."""
    taken = get_object_or_404(_decisions(request), pk=decision_id)
    sent_on, until = appeal_term(taken)
    if sent_on is None:
        raise Http404
    today = timezone.localdate()
    context = {
        "taken": taken,
        "sent_on": sent_on,
        "until": until,
        "in_time": until is None or until >= today,
        "contact": FundContact.objects.filter(fund=taken.application.fund).first(),
        "running": Appeal.objects.filter(decision=taken).exclude(state=Appeal.State.CLOSED).first(),
        "today": today,
    }
    return render(request, "portal/appeal.html", context)


@require_http_methods(["GET", "POST"])
@member_page("apply")
def apply(request: MemberRequest) -> HttpResponse:
    """Apply for the budget for severe care needs; asking twice on one day is one application.

    Who is no member today chooses a fund first, or is too young to need one (BVR art. 113 §1): a fund helps with that.
    """
    if request.acting.fund() is None:
        return _no_member(request)
    form = ApplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.apply(
                request.acting.person,
                CareForm(given["care_form"]),
                timezone.localdate(),
                Application.Channel.FORM,
                answers={"in_hospital_on_application": given["in_hospital"]},
            )
        except services.ApplicationRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("We have your application. You can follow it here."))
            return redirect("portal:budgets")
    return render(request, "portal/apply.html", {"form": form}, status=422 if form.is_bound else 200)


def _no_member(request: MemberRequest) -> HttpResponse:
    """Say why there is nothing to fill in, and which fund to call: that of a membership to come, or any of here."""
    person, today = request.acting.person, timezone.localdate()
    coming = known(Membership).filter(person=person, valid_from__gt=today).order_by("valid_from").first()
    contacts = FundContact.objects.select_related("fund").order_by("fund__name")
    if coming is not None:
        contacts = contacts.filter(fund=coming.fund)
    context = {"coming": coming, "contacts": contacts}
    return render(request, "portal/apply_no_member.html", context, status=403 if request.method == "POST" else 200)


def _last_day(right: Entitlement) -> datetime.date | None:
    return right.valid_to - datetime.timedelta(days=1) if right.valid_to else None


def appeal_term(taken: Decision) -> tuple[datetime.date | None, datetime.date | None]:
    """The day on which the decision was sent, and the last day for an appeal; None as long as it was not sent."""
    letter = Letter.objects.filter(reference=f"decision {taken.pk}", sent_at__isnull=False).order_by("pk").first()
    if letter is None or letter.sent_at is None:
        return None, None
    sent_on = timezone.localdate(letter.sent_at)
    asked = Appeal(
        person_id=taken.person_id,
        decision=taken,
        subject=taken.application.product,
        sent_on=sent_on,
        filed_on=sent_on,
    )
    return sent_on, day(asked, "appeal_until", sent_on)


def _decisions(request: MemberRequest) -> QuerySet[Decision]:
    return Decision.objects.filter(person=request.acting.person).select_related("application", "application__fund")
