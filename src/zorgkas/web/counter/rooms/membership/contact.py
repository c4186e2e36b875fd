"""The pages about where letters go: to another address than the main residence, and back (BVR art. 92)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zorgkas.membership import services
from zorgkas.registry.models import Person
from zorgkas.web.consultation import consults
from zorgkas.web.counter.rooms.membership import forms
from zorgkas.web.counter.rooms.sealed import Preview, given, sealed_page
from zorgkas.web.roles import Action, StaffRequest, asks

REFUSED = (services.ContactRefused,)


@require_http_methods(["GET", "POST"])
@asks(Action.MEMBERSHIP)
@consults("contact address")
def contact(request: StaffRequest, person_id: int) -> HttpResponse:
    """Let letters go to another address."""
    person = get_object_or_404(Person, pk=person_id)

    def show(form: Any) -> Preview:
        data, home = form.cleaned_data, form.address
        if why := services.refusal_of(person, data["ground"], timezone.localdate()):
            return Preview(refusal=why)
        street = f"{home['street']} {home['house_number']}".strip()
        where = f"{street}, {home['postal_code']} {home['municipality']} ({home['country']})"
        at = _("%(address)s, at the place of %(who)s") % {"address": where, "who": home["care_of"]}
        return Preview(
            lines=(
                _("From today on every letter goes to: %s.") % (at if home["care_of"] else where),
                _("Who acts for the person and gets the letters still gets them."),
                _("The main residence of the National Register stays as it is."),
            )
        )

    def act(form: Any) -> str:
        data = form.cleaned_data
        services.register_contact_address(
            person, data["ground"], form.address, document=data["document"], user=request.user
        )
        return _("Letters go to that address from today on.")

    title = _("Send letters to another address")
    return sealed_page(request, person, forms.Contact(given(request)), show, act, title, REFUSED)


@require_http_methods(["GET", "POST"])
@asks(Action.MEMBERSHIP)
@consults("contact address")
def home(request: StaffRequest, person_id: int) -> HttpResponse:
    """Let letters go to the main residence again."""
    person = get_object_or_404(Person, pk=person_id)

    def show(form: Any) -> Preview:
        if services.contact_of(person) is None:
            return Preview(refusal=_("Letters go to the main residence already."))
        return Preview(lines=(_("From today on every letter goes to the main residence again."),))

    def act(form: Any) -> str:
        services.end_contact_address(person, user=request.user)
        return _("Letters go to the main residence again.")

    title = _("Send letters to the main residence again")
    return sealed_page(request, person, forms.NoContact(given(request)), show, act, title, REFUSED)
