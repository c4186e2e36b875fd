"""What staff fill in about an undue budget; mistakes stand beside the field, and what was typed stays."""

from django import forms
from django.utils.translation import gettext_lazy as _

from zorgkas.recovery.models import ErrorOf, HeirRank
from zorgkas.recovery.services import Ground
from zorgkas.registry.models import PaymentToOther, Representative
from zorgkas.web.counter.rooms.recovery.fields import DayField, EuroField, LongText


class Nothing(forms.Form):
    """A step that asks nothing."""


class Decide(forms.Form):
    """Whose error it was, and how the money comes back."""

    error_of = forms.TypedChoiceField(label=_("Who caused it?"), choices=ErrorOf.choices, coerce=int)
    noticeable = forms.BooleanField(label=_("The person could notice that the amount was wrong"), required=False)
    found_on = DayField(_("The error was found on"), today=False, required=False)
    reported_on = DayField(_("The person was told on"), today=False, required=False)
    fraud = forms.BooleanField(label=_("Fraud, or false or deliberately incomplete statements"), required=False)
    monthly = EuroField(
        _("To take off each month"),
        required=False,
        help_text=_("Empty: what the fund does. Within what the law allows."),
    )
    why = LongText(_("What happened, for the letter (in Dutch)"), required=False)


class OnDay(forms.Form):
    """A step that only asks when."""

    on = DayField(_("On"))


class Sent(OnDay):
    """A registered letter that left."""

    proof = forms.CharField(label=_("Number of the registered letter"), max_length=80, required=False)


class Repaid(OnDay):
    """Money that came in."""

    euro = EuroField(_("Amount"))
    reference = forms.CharField(
        label=_("Reference of the payment"), max_length=60, help_text=_("The same reference is never booked twice.")
    )


class Plan(forms.Form):
    """A repayment plan."""

    months = forms.IntegerField(label=_("Number of instalments"), min_value=1, max_value=120)
    first_due_on = DayField(_("First instalment due on"), today=False)


class Wish(OnDay):
    """What the person asks."""

    why = LongText(_("What the person says"))


class Why(forms.Form):
    """A refusal with its reason."""

    why = LongText(_("Why, for the letter (in Dutch)"))


class Waive(forms.Form):
    """What is let go, and why."""

    ground = forms.ChoiceField(label=_("Ground"), choices=Ground.choices)
    euro = EuroField(_("Amount"), required=False, help_text=_("Empty: all that is open."))
    why = LongText(_("On what it rests, for the letter (in Dutch)"), required=False)


class Acts(forms.Form):
    """Who acts for a person (DEC art. 23 §2, 49 §3/0)."""

    kind = forms.TypedChoiceField(label=_("Capacity"), choices=Representative.Kind.choices, coerce=int)
    name = forms.CharField(label=_("Name"), max_length=140)
    insz = forms.CharField(label=_("National number"), max_length=20, required=False)
    relation = forms.CharField(label=_("Relation to the person"), max_length=60, required=False)
    street = forms.CharField(label=_("Street"), max_length=80, required=False)
    house_number = forms.CharField(label=_("House number"), max_length=12, required=False)
    postal_code = forms.CharField(label=_("Postal code"), max_length=12, required=False)
    municipality = forms.CharField(label=_("Municipality"), max_length=60, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    gets_letters = forms.BooleanField(label=_("Gets the letters"), required=False)
    proof = forms.CharField(label=_("Judgment or mandate"), max_length=120, required=False)
    valid_from = DayField(_("From"))
    valid_to = DayField(_("No longer from"), today=False, required=False)


class PaidTo(forms.Form):
    """To whom is paid instead of the person."""

    ground = forms.TypedChoiceField(
        label=_("Why"),
        choices=[one for one in PaymentToOther.Ground.choices if one[0] != PaymentToOther.Ground.AFTER_DEATH],
        coerce=int,
    )
    iban = forms.CharField(label=_("Account number (IBAN)"), max_length=42)
    holder_name = forms.CharField(label=_("In the name of"), max_length=140)
    proof = forms.CharField(label=_("Document that shows it"), max_length=120)
    valid_from = DayField(_("From"))
    valid_to = DayField(_("No longer from"), today=False, required=False)


class Heir(forms.Form):
    """Who gets what was due to a person who died (BVR art. 230)."""

    product = forms.TypedChoiceField(label=_("Budget"), coerce=int)
    rank = forms.TypedChoiceField(label=_("Relation to the deceased"), choices=HeirRank.choices, coerce=int)
    name = forms.CharField(label=_("Name"), max_length=140)
    iban = forms.CharField(label=_("Account number (IBAN)"), max_length=42)
    applied_on = DayField(_("Asked on"), today=False, required=False)
    signed = forms.BooleanField(label=_("The form of the agency is dated and signed"), required=False)
    proof = forms.CharField(
        label=_("Document that shows it"),
        max_length=120,
        required=False,
        help_text=_("Needed for every budget but that of older people: no article says who gets it."),
    )
