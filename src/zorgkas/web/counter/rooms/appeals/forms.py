"""What staff fill in about an appeal."""

import json
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zorgkas.appeals.services import Outcome
from zorgkas.web.counter.rooms.recovery.fields import DayField, EuroField, LongText

_POINTS = re.compile(r"(\d{1,2})(?:[.,]([05]))?")


class PointsField(forms.CharField):
    """Points that may have a half; its value is in tenths."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False, max_length=5, widget=forms.TextInput({"inputmode": "decimal"}))

    def clean(self, value: Any) -> int | None:  # type: ignore[override]  # tenths, not the text that was typed
        """Return tenths; None when nothing was filled in."""
        text = str(super().clean(value) or "")
        if not text:
            return None
        match = _POINTS.fullmatch(text)
        if match is None:
            raise ValidationError(_("Write points such as 14 or 5,5."))
        return int(match[1]) * 10 + int(match[2] or "0")


class File(forms.Form):
    """An appeal that comes in."""

    filed_on = DayField(gettext_lazy("With the agency on"))
    sent_on = DayField(gettext_lazy("The decision was sent on"), today=False)
    summary = LongText(gettext_lazy("What the person says"), required=False)
    motivated = forms.BooleanField(label=gettext_lazy("It says why"), required=False, initial=True)
    care_need_contested = forms.BooleanField(label=gettext_lazy("It is about the care need"), required=False)
    hearing_asked = forms.BooleanField(label=gettext_lazy("The person asks to be heard"), required=False)
    documents_missing = forms.CharField(
        label=gettext_lazy("Documents that are missing"), max_length=200, required=False
    )
    fee_allowance = forms.BooleanField(label=gettext_lazy("Increased allowance on the reference day"), required=False)
    fee_hardship = forms.BooleanField(label=gettext_lazy("Situation of hardship for the fee"), required=False)
    after_control = forms.BooleanField(label=gettext_lazy("The decision followed a control"), required=False)
    clause_complete = forms.BooleanField(
        label=gettext_lazy("The decision said how and on what conditions to appeal"), required=False, initial=True
    )


class Documents(forms.Form):
    """Documents that the agency asked."""

    on = DayField(gettext_lazy("Asked on"))
    what = forms.CharField(label=gettext_lazy("Which documents"), max_length=200)


class Advice(forms.Form):
    """The advice, or the new assessment that stands for it."""

    on = DayField(gettext_lazy("On"))
    result = LongText(gettext_lazy("What it says"))


class OutcomeForm(forms.Form):
    """What the agency or the court says, and which facts turn out otherwise."""

    on = DayField(gettext_lazy("Decided on"))
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), choices=Outcome.choices)
    why = LongText(gettext_lazy("Why, for the letter (in Dutch)"))


class BudgetOutcome(OutcomeForm):
    """About a budget: the scores, or any other fact of the law."""

    total = PointsField(gettext_lazy("Total points of the new assessment"))
    iadl_adl = PointsField(gettext_lazy("Points for IADL and ADL"))
    corrections = LongText(
        gettext_lazy("Other facts that turn out otherwise"),
        required=False,
        help_text=gettext_lazy("One a line, such as qualifying_years_before=5."),
    )

    def clean(self) -> dict[str, Any]:
        """Put all corrections together, by the name of the fact."""
        given = super().clean() or {}
        found: dict[str, object] = {}
        for line in str(given.get("corrections", "")).splitlines():
            name, equals, told = (part.strip() for part in line.partition("="))
            if name and not equals:
                self.add_error("corrections", _("Write each as a name, =, and a value."))
            elif name:
                found[name] = _value(told)
        if given.get("total") is not None:
            found["finding_total_tenths"] = given["total"]
        if given.get("iadl_adl") is not None:
            found["finding_iadl_adl_tenths"] = given["iadl_adl"]
        return {**given, "facts": found}


class RecoveryOutcome(OutcomeForm):
    """About a recovery: how much may still be asked back."""

    limit = EuroField(gettext_lazy("May still be asked back"), required=False)


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text
