"""Send a document or a question, or ask for an appointment with the social service."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from zorgkas.letters.models import FundContact
from zorgkas.web.portal.access import MemberRequest, member_page
from zorgkas.web.portal.models import Sent
from zorgkas.web.portal.sending import NotAccepted, send

LONGEST = 1000
# What helps in the conversation about each subject; nobody is sent away without it.
TO_BRING = (
    gettext_lazy("your identity card"),
    gettext_lazy("the last letters of the care fund"),
    gettext_lazy("papers about your care: an attest, a score, a discharge report"),
    gettext_lazy("papers about your income: your last tax assessment and pension slips"),
    gettext_lazy("your account number"),
    gettext_lazy("a mandate, if you come for somebody else"),
)


class SendForm(forms.Form):
    """A question or a document; the key makes that sending twice is sending once."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("What is it about?"), max_length=LONGEST, widget=forms.Textarea({"rows": 4})
    )
    file = forms.FileField(
        label=gettext_lazy("Document or photo (not needed for a question)"),
        required=False,
        help_text=gettext_lazy("PDF, JPEG or PNG, at most 10 megabytes."),
    )


class AppointmentForm(forms.Form):
    """When and how to meet."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("With what can we help, and when does it suit you?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
    )
    phone = forms.RegexField(
        r"^[0-9+ ./()-]{6,30}$",
        label=gettext_lazy("On which number can we call you?"),
        error_messages={"invalid": gettext_lazy("Write a telephone number with digits only.")},
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )


@require_http_methods(["GET", "POST"])
@member_page("messages")
def contact(request: MemberRequest) -> HttpResponse:
    """Send a question or a document, and see what was sent."""
    form = SendForm(request.POST or None, request.FILES or None, initial={"key": uuid.uuid4()})
    fund = request.acting.fund()
    if request.method == "POST" and form.is_valid() and fund is not None:
        given = form.cleaned_data
        kind = Sent.Kind.PROOF if given["file"] else Sent.Kind.MESSAGE
        try:
            send(
                request.acting.person,
                fund,
                kind,
                text=given["text"],
                sent_by=request.acting.insz,
                key=str(given["key"]),
                file=given["file"],
            )
        except NotAccepted as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("We have it. A colleague looks at it."))
            return redirect("portal:contact")
    context = {
        "form": form,
        "fund": fund,
        "contact": FundContact.objects.filter(fund=fund).first() if fund else None,
        "sent": Sent.objects.filter(person=request.acting.person).order_by("-sent_at"),
    }
    return render(request, "portal/contact.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@member_page("appointment")
def appointment(request: MemberRequest) -> HttpResponse:
    """Ask for an appointment with the social service, with the list of what to bring."""
    form = AppointmentForm(request.POST or None, initial={"key": uuid.uuid4()})
    fund = request.acting.fund()
    if request.method == "POST" and form.is_valid() and fund is not None:
        given = form.cleaned_data
        send(
            request.acting.person,
            fund,
            Sent.Kind.APPOINTMENT,
            text=f"{given['phone']}: {given['text']}"[:LONGEST],
            sent_by=request.acting.insz,
            key=str(given["key"]),
        )
        messages.success(request, _("We call you to agree a moment."))
        return redirect("portal:contact")
    context = {"form": form, "fund": fund, "to_bring": TO_BRING}
    return render(request, "portal/appointment.html", context, status=422 if form.is_bound else 200)
