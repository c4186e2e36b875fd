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


class WhatIfForm(forms.Form):
    """Questions about a situation; nothing must be filled in, what is missing is asked in the answer."""

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
        self._add("means", "gift", NumberField(2, "€", label=_("Value of what you gave away in the last ten years")))
        self._add("means", "gift_on", DayField(label=_("Day of that gift"), required=False))
        self._add("means", "sale", NumberField(2, "€", label=_("Value of what you sold in the last ten years")))
        self._add("means", "sale_on", DayField(label=_("Day of that sale"), required=False))
        self._add("means", "sale_debts", NumberField(2, "€", label=_("Older debts that you paid with that sale")))
        self._add(
            "means", "sale_held", NumberField(2, "€", label=_("What you still have of that sale (also among savings)"))
        )

    def fieldsets(self) -> Iterator[tuple[Promise, list[BoundField]]]:
        """The groups of fields with their titles, in order."""
        for group, title in GROUPS.items():
            if group in self.groups:
                yield title, [self[name] for name in self.groups[group]]

    def clean(self) -> dict[str, Any]:
        """A gift or a sale has its day; and the other way round."""
        found = super().clean() or {}
        for name in ("gift", "sale"):
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
        if found.get("gift"):
            yield MeansRow(MeansKind.GIFT, _cents(found["gift"]), transferred_on=found["gift_on"])
        if found.get("sale"):
            yield MeansRow(
                MeansKind.SALE,
                _cents(found["sale"]),
                transferred_on=found["sale_on"],
                debts_cents=_cents(found.get("sale_debts")),
                still_held_cents=_cents(found.get("sale_held")),
            )


def _cents(euro: Decimal | None) -> int:
    return int(euro * 100) if euro else 0
