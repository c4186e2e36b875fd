"""The care premium: what is due and paid, pay by code or transfer, or in parts."""

import base64
import datetime

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from zorgkas.banking.models import FundAccount
from zorgkas.collection.models import PaymentPlan
from zorgkas.collection.services import PlanRefused, agree_plan, equal_parts, preview_plan, preview_total
from zorgkas.collection.services.plans import RUNNING, PlanPreview
from zorgkas.engine import LegalGap
from zorgkas.ledger.communication import format_communication
from zorgkas.letters.qr import payment_qr
from zorgkas.membership.queries import NotAMember, PremiumYear, explain_premium, premiums_of
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import gap_told
from zorgkas.web.portal.access import MemberRequest, member_page
from zorgkas.web.portal.pages.explaining import explained

# Whoever agrees a plan in the portal is this user in the tables of staff; nobody can sign in with it.
PORTAL_USER = "mijn-zorgkas"


class PlanForm(forms.Form):
    """In how many parts, and when the first one is paid."""

    parts = forms.TypedChoiceField(
        label=gettext_lazy("In how many parts?"),
        choices=[(str(number), str(number)) for number in (2, 3, 4, 6)],
        coerce=int,
    )
    first_on = forms.DateField(
        label=gettext_lazy("When do you pay the first part?"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


@require_GET
@member_page("premium")
def premium(request: MemberRequest) -> HttpResponse:
    """Show every year with what is paid, and how to pay what is open."""
    years = premiums_of(request.acting.person)
    plan = PaymentPlan.objects.filter(person=request.acting.person, state__in=RUNNING).order_by("-pk").first()
    to_pay = [_to_pay(one) for one in years if one.open_cents > 0]
    context = {"years": years, "to_pay": to_pay, "plan": plan, "parts": plan.instalments.all() if plan else []}
    return render(request, "portal/premium.html", context)


@require_GET
@member_page("premium explained")
def why(request: MemberRequest, year: int) -> HttpResponse:
    """Explain the premium of a year as the law gives it."""
    title = _("Why this premium for %d?") % year
    try:
        found = explain_premium(request.acting.person, year)
    except NotAMember as error:
        raise Http404(str(error)) from error
    except LegalGap as gap:
        return explained(request, title, gap=gap_told(gap))
    return explained(request, title, found)


@require_http_methods(["GET", "POST"])
@member_page("payment plan")
def plan(request: MemberRequest) -> HttpResponse:
    """Pay in parts: first the parts are shown, then the member agrees."""
    person, fund, today = request.acting.person, request.acting.fund(), timezone.localdate()
    if fund is None:
        raise Http404
    given = request.POST if request.method == "POST" else request.GET if "parts" in request.GET else None
    form = PlanForm(given, initial={"first_on": today + datetime.timedelta(days=14)})
    preview = _preview(request, form, fund, today)
    if preview is not None and request.method == "POST":
        try:
            agree_plan(person, fund, preview.parts, user=portal_user(), on=today, note=_("agreed by the member"))
        except PlanRefused as refused:
            form.add_error(None, str(refused))
            preview = None
        else:
            messages.success(request, _("We agreed. You get a letter with the days and the amounts."))
            return redirect("portal:premium")
    context = {"form": form, "preview": preview, "total_cents": preview_total(person, fund)}
    bad = form.is_bound and preview is None
    return render(request, "portal/plan.html", context, status=422 if bad else 200)


def portal_user() -> User:
    """The user that stands for the portal in tables that ask for one: without roles and without a password."""
    user, made = User.objects.get_or_create(username=PORTAL_USER, defaults={"is_active": False})
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def _preview(request: MemberRequest, form: PlanForm, fund: CareFund, today: datetime.date) -> PlanPreview | None:
    if not (form.is_bound and form.is_valid()):
        return None
    person, found = request.acting.person, form.cleaned_data
    try:
        parts = equal_parts(preview_total(person, fund), found["parts"], found["first_on"])
        return preview_plan(person, fund, parts, on=today)
    except PlanRefused as refused:
        form.add_error("first_on" if found["first_on"] <= today else None, str(refused))
        return None


def _to_pay(year: PremiumYear) -> dict[str, object]:
    """One open year with the account, the communication and the code to scan."""
    account = FundAccount.objects.filter(fund=year.fund, purpose=FundAccount.Purpose.PREMIUMS).first()
    code = ""
    if account is not None:
        image = payment_qr(
            name=year.fund.name,
            iban=account.iban,
            amount_cents=year.open_cents,
            text=format_communication(year.communication),
        )
        code = "data:image/svg+xml;base64," + base64.b64encode(image.encode()).decode()
    return {"year": year, "account": account, "code": code}
