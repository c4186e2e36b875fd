"""Forms made of the fields that a pillar names."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zorgkas.care.pillar import FormField, RequestKind
from zorgkas.care.pillars import pillars
from zorgkas.registry.models import Provider
from zorgkas.web.counter.rooms.care.words import told
from zorgkas.web.counter.rooms.recovery.fields import DayField, EuroField


def field_of(one: FormField) -> forms.Field:
    """The field of a form for what a pillar asks."""
    common: dict[str, Any] = {"label": told(one.label), "required": one.required and one.kind != "bool"}
    if one.help is not None:
        common["help_text"] = told(one.help)
    if one.kind == "bool":
        return forms.BooleanField(**common)
    if one.kind == "number":
        return forms.IntegerField(min_value=0, max_value=1_000_000, **common)
    if one.kind == "date":
        return DayField(common.pop("label"), today=False, **common)
    if one.kind == "cents":
        return EuroField(common.pop("label"), **common)
    if one.kind == "choice":
        choices = [(code, told(label)) for code, label in one.choices.items()]
        return forms.ChoiceField(choices=choices if one.required else [("", "-"), *choices], **common)
    return forms.CharField(max_length=200, **common)


def content_of(kind: RequestKind, given: dict[str, Any]) -> dict[str, Any]:
    """What was filled in, as a request keeps it."""
    found = {one.name: given.get(one.name) for one in kind.fields}
    return {
        name: value.isoformat() if isinstance(value, datetime.date) else value
        for name, value in found.items()
        if value not in (None, "")
    }


def request_form(kind: RequestKind) -> type[forms.Form]:
    """The form of a new request of a kind."""
    return type("NewRequest", (_NewRequest,), {one.name: field_of(one) for one in kind.fields})


def content_form(kind: RequestKind) -> type[forms.Form]:
    """The form to complete a request of a kind."""
    return type("Complete", (forms.Form,), {one.name: field_of(one) for one in kind.fields})


class _NewRequest(forms.Form):
    """What every request says."""

    received_on = DayField(gettext_lazy("Received on"))
    event_on = DayField(gettext_lazy("Day of the admission, consultation or prescription"), today=False)
    provider_number = forms.CharField(label=gettext_lazy("Number of the provider"), max_length=20, required=False)

    def clean_provider_number(self) -> str:
        """The number must be of a provider that is known."""
        number = str(self.cleaned_data["provider_number"]).strip()
        if number and not Provider.objects.filter(number=number).exists():
            raise forms.ValidationError(_("There is no provider with this number. Record it first."))
        return number


class Upload(forms.Form):
    """A file of invoices."""

    pillar = forms.ChoiceField(label=gettext_lazy("Kind of care"))
    file = forms.FileField(label=gettext_lazy("File"))
    only_check = forms.BooleanField(label=gettext_lazy("Only check, keep nothing"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["pillar"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, told(one.title)) for code, one in pillars().items() if one.check is not None]
