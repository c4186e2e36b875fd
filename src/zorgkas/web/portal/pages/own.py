"""My data: what the fund knows and since when, who looked at it, and another account number."""

import datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from zorgkas.registry.iban import InvalidIban, iban_warning, validate_iban
from zorgkas.registry.models import BankAccount
from zorgkas.registry.queries import known
from zorgkas.registry.services import FactRefused
from zorgkas.web.counter.reading.facts import facts_of
from zorgkas.web.models import Consultation
from zorgkas.web.portal.access import MemberRequest, member_page
from zorgkas.web.portal.accounts import change_account, paying_fund
from zorgkas.web.portal.models import Look
from zorgkas.web.portal.names import page_name

LATEST_LOOKS = 100


class AccountForm(forms.Form):
    """Another account number; it must be an account of the person. A number that looks wrong is asked about once."""

    iban = forms.CharField(label=gettext_lazy("New account number"), max_length=42)
    # Asked only about a number that looks wrong; `doubted` is that number, so that no other one slips through.
    sure = forms.BooleanField(label=gettext_lazy("The number is right: I checked it"), required=False)
    doubted = forms.CharField(required=False, widget=forms.HiddenInput)
    own = forms.BooleanField(
        label=gettext_lazy("This account is in my name"),
        error_messages={"required": gettext_lazy("We only pay on an account in your name.")},
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        if not self.is_bound:
            self._ask_nothing_more()

    def clean_iban(self) -> str:
        """A valid number on which we can pay."""
        try:
            return validate_iban(self.cleaned_data["iban"])
        except InvalidIban as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> None:
        """Ask about a doubtful number, unless the member already said that this very number is right."""
        number = self.cleaned_data.get("iban", "")
        doubt = iban_warning(number)
        if doubt is None:
            self._ask_nothing_more()
            self.cleaned_data["doubted"] = ""
        elif not (self.cleaned_data["sure"] and self.cleaned_data["doubted"] == number):
            self.add_error(
                "sure", _("%(doubt)s Look at your bank card. Is it right? Then tick this.") % {"doubt": doubt}
            )
            # The page that follows asks about this number, and has no answer yet.
            sent = {name: self.data[name] for name in self.data}
            self.data = {**sent, "doubted": number, "sure": ""}

    def _ask_nothing_more(self) -> None:
        del self.fields["sure"], self.fields["doubted"]


@require_GET
@member_page("data")
def data(request: MemberRequest) -> HttpResponse:
    """Show the facts, as they are known now, and every look at the file."""
    person = request.acting.person
    # Colleagues are not named: the member learns that and why the fund looked, and can ask more (GDPR art. 15).
    by_staff = Consultation.objects.filter(person=person).exclude(action="refused").order_by("-at")[:LATEST_LOOKS]
    by_members = Look.objects.filter(person=person).order_by("-at")[:LATEST_LOOKS]
    looks = [(one.at, "", one.reason) for one in by_staff]
    looks += [(one.at, one.capacity or _("yourself"), page_name(one.page)) for one in by_members]
    context = {
        "facts": facts_of(person.pk, timezone.now(), with_health=True),
        "looks": sorted(looks, key=lambda look: look[0], reverse=True)[:LATEST_LOOKS],
        "account": _account(person.pk),
    }
    return render(request, "portal/data.html", context)


@require_http_methods(["GET", "POST"])
@member_page("account")
def account(request: MemberRequest) -> HttpResponse:
    """Change the account number: it counts after some days, in which the person can still stop it."""
    person, today = request.acting.person, timezone.localdate()
    if not request.acting.is_self:
        return render(request, "portal/problem.html", {"message": _ONLY_SELF}, status=403)
    if (fund := paying_fund(person)) is None:
        return render(request, "portal/problem.html", {"message": _NO_FUND}, status=403)
    starts = today + datetime.timedelta(days=settings.PORTAL_ACCOUNT_DAYS)
    form = AccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            change_account(person, fund, given["iban"], starts, doubted=bool(given["doubted"]))
        except FactRefused as refused:
            form.add_error("iban", str(refused))
        else:
            messages.success(request, _("We pay on the new account after these days. You also get a letter."))
            return redirect("portal:data")
    context = {"form": form, "account": _account(person.pk), "starts": starts, "days": settings.PORTAL_ACCOUNT_DAYS}
    return render(request, "portal/account.html", context, status=422 if form.is_bound else 200)


_ONLY_SELF = gettext_lazy(
    "Only the person can change the account number here. Do you act for somebody? Bring your proof to the care fund."
)
_NO_FUND = gettext_lazy("You are not a member of a care fund, so no fund pays you. Call your care fund.")


def _account(person_id: int) -> list[BankAccount]:
    """The account of now, and one that starts later."""
    running = known(BankAccount).filter(person_id=person_id).order_by("valid_from")
    today = timezone.localdate()
    return [one for one in running if one.valid_to is None or one.valid_to > today]
