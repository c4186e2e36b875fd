"""The form of the what-if: only the questions that matter for the budgets that were chosen."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zorgkas.law.questions import Benefit, questions
from zorgkas.law.situation import MONTHS, Situation
from zorgkas.law.zbo.kinds import MeansKind
from zorgkas.law.zbo.means import MeansRow
from zorgkas.web.counter.rooms.whatif.fields import DayField, NumberField, fact_of, field_of

GROUPS = {
    "person": gettext_lazy("About you"),
    "need": gettext_lazy("Your care need"),
    "disability": gettext_lazy("Your disability"),
    "family": gettext_lazy("Your family"),
    "means": gettext_lazy("Income and property"),
}


@dataclass(frozen=True)
class _Means:
    """A field that becomes a row of the means test."""

    kind: MeansKind
    label: Promise
    a_month: bool = False
    of_partner: bool = False


_MEANS = {
    "pension": _Means(MeansKind.PENSION, gettext_lazy("Your net pensions a month"), a_month=True),
    "partner_pension": _Means(
        MeansKind.PENSION, gettext_lazy("Net pensions of your partner a month"), a_month=True, of_partner=True
    ),
    "income_guarantee": _Means(
        MeansKind.INCOME_GUARANTEE, gettext_lazy("Income guarantee for older people a month"), a_month=True
    ),
    "work": _Means(MeansKind.WAGE, gettext_lazy("Taxable income from work two years ago, of you both, a year")),
    "replacement": _Means(
        MeansKind.REPLACEMENT, gettext_lazy("Taxable replacement income two years ago, of you both, a year")
    ),
    "other_income": _Means(MeansKind.OTHER_INCOME, gettext_lazy("Other income of you both, a year")),
    "savings": _Means(MeansKind.CAPITAL, gettext_lazy("Savings and investments of you both")),
    "built": _Means(MeansKind.BUILT_PROPERTY, gettext_lazy("Cadastral income of your home and other buildings")),
    "unbuilt": _Means(MeansKind.UNBUILT_PROPERTY, gettext_lazy("Cadastral income of land without buildings")),
}


# The fields of one gift and of one sale, by what follows the name of its value. The law looks ten years back.
_GIFT = {"": gettext_lazy("Value of what you gave away in the last ten years"), "_on": gettext_lazy("Day of that gift")}
_SALE = {
    "": gettext_lazy("Value of what you sold in the last ten years"),
    "_on": gettext_lazy("Day of that sale"),
    "_debts": gettext_lazy("Older debts that you paid with that sale"),
    "_held": gettext_lazy("What you still have of that sale (also among savings)"),
}
MOST_TRANSFERS = 20


class WhatIfForm(forms.Form):
    """Questions about a situation; nothing must be filled in, what is missing is asked in the answer.

    Of gifts and sales there is always one empty place more than was filled in.
    """

    gifts: tuple[str, ...] = ()
    sales: tuple[str, ...] = ()

    def __init__(self, benefits: tuple[Benefit, ...], language: str, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, label_suffix="")
        self.benefits = benefits
        self.groups: dict[str, list[str]] = {}
        for name, question in questions().items():
            if set(question.benefits) & set(benefits):
                self._add(question.group, name, field_of(question, language))
        if Benefit.ZBO in benefits:
            self._add_means()
        self.fields["on"] = DayField(
            label=_("On which day do you ask this?"), required=False, initial=datetime.date.today
        )
        self.groups.setdefault("person", []).insert(0, "on")

    def _add(self, group: str, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        self.groups.setdefault(group, []).append(name)

    def _add_means(self) -> None:
        for name, asked in _MEANS.items():
            self._add("means", name, NumberField(2, "€", label=asked.label))
        self.gifts = self._transfers("gift", _GIFT)
        self.sales = self._transfers("sale", _SALE)

    def _transfers(self, kind: str, fields: Mapping[str, Promise]) -> tuple[str, ...]:
        """The fields of every gift or sale that was filled in, and of one more; the names of their values."""
        names = tuple(kind if number == 1 else f"{kind}_{number}" for number in range(1, MOST_TRANSFERS + 1))
        used = [number for number, name in enumerate(names) if any(self.data.get(f"{name}{part}") for part in fields)]
        shown = names[: min(len(names), max(used, default=-1) + 2)]
        for number, name in enumerate(shown, start=1):
            for part, label in fields.items():
                told = str(label) if number == 1 else f"{label} ({number})"
                day = part == "_on"
                field = DayField(label=told, required=False) if day else NumberField(2, "€", label=told)
                self._add("means", f"{name}{part}", field)
        return shown

    def fieldsets(self) -> Iterator[tuple[Promise, list[BoundField]]]:
        """The groups of fields with their titles, in order."""
        for group, title in GROUPS.items():
            if group in self.groups:
                yield title, [self[name] for name in self.groups[group]]

    def clean(self) -> dict[str, Any]:
        """A gift or a sale has its day; and the other way round."""
        found = super().clean() or {}
        for name in (*self.gifts, *self.sales):
            value, day = found.get(name), found.get(f"{name}_on")
            if value and not day and f"{name}_on" not in self.errors:
                self.add_error(f"{name}_on", _("Say on which day that was."))
            if day and not value and name in self.fields and name not in self.errors:
                self.add_error(name, _("Say what it was worth."))
        return found

    def situation(self) -> Situation:
        """What was filled in, as a situation."""
        found = self.cleaned_data
        facts = {
            name: fact_of(name, found[name]) for name in questions() if name in found and found[name] not in ("", None)
        }
        on = found.get("on") or datetime.date.today()
        return Situation(on, facts, tuple(self._rows()), self.benefits)

    def _rows(self) -> Iterator[MeansRow]:
        found = self.cleaned_data
        for name, asked in _MEANS.items():
            if found.get(name):
                times = MONTHS if asked.a_month else 1
                yield MeansRow(asked.kind, _cents(found[name]) * times, of_partner=asked.of_partner)
        for name in self.gifts:
            if found.get(name):
                yield MeansRow(MeansKind.GIFT, _cents(found[name]), transferred_on=found[f"{name}_on"])
        for name in self.sales:
            if found.get(name):
                yield MeansRow(
                    MeansKind.SALE,
                    _cents(found[name]),
                    transferred_on=found[f"{name}_on"],
                    debts_cents=_cents(found.get(f"{name}_debts")),
                    still_held_cents=_cents(found.get(f"{name}_held")),
                )


def _cents(euro: Decimal | None) -> int:
    return int(euro * 100) if euro else 0
