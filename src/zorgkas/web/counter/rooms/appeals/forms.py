"""What staff fill in about an appeal."""

import json
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zorgkas.appeals.models import Appeal
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


class StraightToCourt(forms.Form):
    """To the labour court without an appeal to the agency."""

    received_on = DayField(gettext_lazy("The person received the decision on"), today=False)
    on = DayField(gettext_lazy("Before the court on"))


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


class OlderOutcome(BudgetOutcome):
    """About a ZBO: the scores of the new assessment, and the incomes that turn out otherwise."""

    hierarchical = PointsField(gettext_lazy("Points on the hierarchical scale"))
    cognition = PointsField(gettext_lazy("Points for cognition and behaviour"))
    pensions = EuroField(gettext_lazy("Pensions a year"), required=False)
    income_guarantee = EuroField(gettext_lazy("Income guarantee a year"), required=False)
    work = EuroField(gettext_lazy("Income from work a year"), required=False)
    replacement = EuroField(gettext_lazy("Replacement income a year"), required=False)
    capital = EuroField(gettext_lazy("Savings and investments"), required=False)
    known_now = forms.BooleanField(
        label=gettext_lazy("Decide with what is known now"),
        required=False,
        help_text=gettext_lazy("First enter the incomes, goods, gifts or findings that turned out otherwise."),
    )
    field_order = ("on", "outcome", "why", "known_now", "total", "hierarchical", "cognition")

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        del self.fields["iadl_adl"]

    def clean(self) -> dict[str, Any]:
        """Add the points and the amounts, each by the name of its fact."""
        given = super().clean()
        for name, fact in _OF_OLDER.items():
            if given.get(name) is not None:
                given["facts"][fact] = given[name]
        return given


_OF_OLDER = {
    "hierarchical": "finding_hierarchical_tenths",
    "cognition": "finding_cognition_tenths",
    "pensions": "means_pensions_cents",
    "income_guarantee": "means_income_guarantee_cents",
    "work": "means_work_cents",
    "replacement": "means_replacement_cents",
    "capital": "means_capital_cents",
}


class RecoveryOutcome(OutcomeForm):
    """About a recovery: how much may still be asked back."""

    limit = EuroField(gettext_lazy("May still be asked back"), required=False)


def outcome_form(appeal: Appeal) -> type[OutcomeForm]:
    """The form of the outcome follows what is contested."""
    if appeal.recovery_id:
        return RecoveryOutcome
    return OlderOutcome if appeal.subject == Appeal.Subject.ZBO else BudgetOutcome


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text
