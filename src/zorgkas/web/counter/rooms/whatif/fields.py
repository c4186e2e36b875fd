"""The fields of the what-if: one for each question, by the kind of its fact; an empty one means: not known."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zorgkas.engine.declare import Fact
from zorgkas.law import book
from zorgkas.law.questions import Question

_TENTHS = "_tenths"


class DayField(forms.DateField):
    """A day, chosen or typed."""

    widget = forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d")


class NumberField(forms.DecimalField):
    """A number with a comma or a point."""

    def __init__(self, places: int, unit: str = "", **kwargs: object) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "form-control", "autocomplete": "off"})
        settings = {"min_value": 0, "max_digits": 12, "required": False, "widget": widget, **kwargs}
        super().__init__(decimal_places=places, **settings)  # type: ignore[arg-type]
        self.unit = unit

    def clean(self, value: Any) -> Any:
        """Read 1450,50 and 1450.50 alike, whatever the language; of both signs the last one is the decimal one."""
        if isinstance(value, str):
            plain = value.replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
            if "," in plain and "." in plain:
                plain = plain.replace("." if plain.rfind(",") > plain.rfind(".") else ",", "")
            value = plain.replace(",", ".")
        return super().clean(value)


def field_of(question: Question, language: str) -> forms.Field:
    """A field for the fact behind a question."""
    fact = book().facts[question.fact]
    label = question.text[language]
    if fact.kind.name == "day":
        return DayField(label=label, required=False)
    if fact.kind.name == "bool" or fact.kind.enum is not None:
        select = forms.Select(attrs={"class": "form-select"})
        return forms.ChoiceField(label=label, required=False, choices=_choices(fact, language), widget=select)
    places = 1 if question.fact.endswith(_TENTHS) else 0
    most = Decimal(fact.kind.high) if places == 0 else Decimal(fact.kind.high) / 10
    return NumberField(places, label=label, max_value=most)


def fact_of(name: str, given: object) -> object:
    """What somebody filled in as the law takes it."""
    kind = book().facts[name].kind
    if kind.name == "bool":
        return given == "yes"
    if isinstance(given, Decimal):
        return int(given * 10) if name.endswith(_TENTHS) else int(given)
    return given


def _choices(fact: Fact, language: str) -> list[tuple[str, object]]:
    if fact.kind.enum is None:
        return [("", "–"), ("yes", _("yes")), ("no", _("no"))]
    options = book().texts[fact.name].options
    return [("", "–"), *((member.name, options[member.name][language]) for member in fact.kind.enum)]
