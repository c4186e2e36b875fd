"""What staff fill in about a membership; mistakes stand beside the field, and what was typed stays."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zorgkas.law.premium.kinds import CarePlace
from zorgkas.membership.models import ContactAddress
from zorgkas.registry.insz import InvalidInsz, validate_insz
from zorgkas.registry.models import CareFund, Person, Residence
from zorgkas.registry.queries import person_by_insz

PILLARS = (
    (4, gettext_lazy("residential care for older people")),
    (5, gettext_lazy("mental health care")),
    (6, gettext_lazy("rehabilitation")),
    (7, gettext_lazy("home care")),
    (8, gettext_lazy("transmural care")),
    (9, gettext_lazy("mobility aids")),
    (10, gettext_lazy("multidisciplinary consultation")),
)
PLACES = (
    (int(CarePlace.FLANDERS), gettext_lazy("in Flanders")),
    (
        int(CarePlace.BRUSSELS_RECOGNISED),
        gettext_lazy("in Brussels, in a facility that the Flemish Community recognised"),
    ),
    (int(CarePlace.OTHER), gettext_lazy("elsewhere")),
)


class DayField(forms.DateField):
    """A day in the date field of the browser."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more)


class Asked(forms.Form):
    """The start of every form: for which fund, and on which day it was asked."""

    asked_on = DayField(gettext_lazy("Asked on"))

    def __init__(self, *given: Any, funds: Sequence[CareFund], **more: Any) -> None:
        super().__init__(*given, **more)
        self.funds = funds
        self.fields["asked_on"].initial = timezone.localdate
        if len(funds) > 1:
            choices = [(fund.code, fund.name) for fund in funds]
            self.fields["fund"] = forms.ChoiceField(label=_("Care fund"), choices=choices)

    @property
    def fund(self) -> CareFund:
        """The fund that acts: the one chosen, or the only one of the user."""
        code = self.cleaned_data.get("fund")
        return next(fund for fund in self.funds if code in (None, fund.code))

    def clean_asked_on(self) -> datetime.date:
        """Nothing is asked in the future."""
        day: datetime.date = self.cleaned_data["asked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        if day.year < 2019:
            raise forms.ValidationError(_("The rules before 2019 are not handled here."))
        return day


class Start(Asked):
    """A membership that starts."""

    paid_on = DayField(
        gettext_lazy("First premium paid on"),
        required=False,
        help_text=gettext_lazy("Leave empty when it is not paid yet: then the day of asking counts."),
    )


class Care(Asked):
    """An affiliation for care only."""

    pillar = forms.TypedChoiceField(label=gettext_lazy("Which care"), choices=PILLARS, coerce=int)
    place = forms.TypedChoiceField(label=gettext_lazy("Where"), choices=PLACES, coerce=int)
    starts_on = DayField(gettext_lazy("The care starts on"))
    proves_actual_stay = forms.BooleanField(
        label=gettext_lazy("Proves by documents to stay here (only asked of who was struck off or is stateless)"),
        required=False,
    )


class Stop(Asked):
    """A membership that stops on request."""


class Switch(Asked):
    """A form of change that this fund received."""

    other_sickness_fund = forms.BooleanField(
        label=gettext_lazy("Is a member of a sickness fund that does not go with the present care fund"), required=False
    )
    signed = forms.BooleanField(
        label=gettext_lazy("The form is signed"),
        error_messages={"required": gettext_lazy("Without a signature the form does not count: send it back.")},
    )


class SwitchByNumber(Switch):
    """The same, of somebody whose file this fund may not open yet."""

    field_order = ("insz",)
    insz = forms.CharField(label=gettext_lazy("National number on the form"), max_length=20)

    def clean_insz(self) -> Person:
        """The person with this number."""
        try:
            found = person_by_insz(validate_insz(self.cleaned_data["insz"]))
        except InvalidInsz as error:
            raise forms.ValidationError(str(error)) from None
        if found is None:
            raise forms.ValidationError(_("Nobody is known with this number."))
        return found


class Contact(forms.Form):
    """An address to which letters go instead of to the main residence (BVR art. 92)."""

    ground = forms.TypedChoiceField(
        label=gettext_lazy("Why"),
        choices=ContactAddress.Ground.choices,
        coerce=int,
        initial=int(ContactAddress.Ground.REQUEST),
    )
    document = forms.CharField(label=gettext_lazy("Written request, or how the address is known"), max_length=80)
    care_of = forms.CharField(label=gettext_lazy("At whose place (may be empty)"), max_length=80, required=False)
    street = forms.CharField(label=gettext_lazy("Street"), max_length=80)
    house_number = forms.CharField(label=gettext_lazy("Number"), max_length=12, required=False)
    postal_code = forms.CharField(label=gettext_lazy("Postal code"), max_length=12, required=False)
    municipality = forms.CharField(label=gettext_lazy("Town"), max_length=60)
    country = forms.CharField(
        label=gettext_lazy("Country"),
        max_length=2,
        initial="BE",
        help_text=gettext_lazy("Two letters: BE, NL, FR, DE…"),
    )

    def clean_country(self) -> str:
        """Two letters."""
        country = str(self.cleaned_data["country"]).upper()
        if len(country) != 2 or not country.isascii() or not country.isalpha():
            raise forms.ValidationError(_("Two letters: BE, NL, FR, DE…"))
        return country

    @property
    def address(self) -> dict[str, str]:
        """The address as a fact."""
        given = self.cleaned_data
        return {name: given[name] for name in ContactAddress.value_fields if name not in ("ground", "document")}


class NoContact(forms.Form):
    """Letters go to the main residence again: nothing is to be filled in."""


class Address(Asked):
    """A new address, told at the counter."""

    field_order = ("asked_on", "region", "street", "house_number", "postal_code", "municipality", "country")
    region = forms.TypedChoiceField(label=gettext_lazy("Region"), choices=Residence.Region.choices, coerce=int)
    street = forms.CharField(label=gettext_lazy("Street"), max_length=80, required=False)
    house_number = forms.CharField(label=gettext_lazy("Number"), max_length=12, required=False)
    postal_code = forms.CharField(label=gettext_lazy("Postal code"), max_length=12, required=False)
    municipality = forms.CharField(label=gettext_lazy("Town"), max_length=60)
    country = forms.CharField(
        label=gettext_lazy("Country"),
        max_length=2,
        initial="BE",
        help_text=gettext_lazy("Two letters: BE, NL, FR, DE…"),
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["asked_on"].label = _("Lives there since")

    def clean(self) -> dict[str, Any]:
        """Abroad is another country, and a region of Belgium is in Belgium."""
        found: dict[str, Any] = super().clean() or {}
        country = str(found.get("country", "")).upper()
        abroad = found.get("region") == Residence.Region.ABROAD
        if len(country) != 2 or not country.isalpha() or (country == "BE") == abroad:
            self.add_error("country", _("This country does not fit the region."))
        return {**found, "country": country}

    @property
    def home(self) -> dict[str, object]:
        """The address as a fact."""
        return {name: self.cleaned_data[name] for name in Residence.value_fields}
