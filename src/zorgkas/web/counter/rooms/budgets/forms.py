"""The application for a ZBO as it was filled in (BVR art. 211)."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zorgkas.budgets.zbo.evidence import TOPICS
from zorgkas.law import law_on
from zorgkas.membership.queries import fund_of
from zorgkas.registry.models import CareFund, Person

LABELS = {
    "pensions_known": _("All pensions are known, or there are none"),
    "work_known": _("Work and replacement income of the second year before are known, or there is none"),
    "property_known": _("All real estate is known, or there is none"),
    "capital_known": _("Savings and investments are known, or there are none"),
    "transfers_known": _("Gifts and sales of the last ten years are known, or there are none"),
    "household_known": _("Who lives at the same address is known, and which children depend"),
}


class NewZbo(forms.Form):
    """When it was asked, and of which subjects the person says that all is known."""

    applied_on = forms.DateField(label=_("Applied on"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, person: Person, funds: Sequence[CareFund], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.funds = person, funds
        self.fund: CareFund | None = None
        self.fields["applied_on"].widget.input_type = "date"  # type: ignore[attr-defined]
        for name in TOPICS:
            self.fields[name] = forms.BooleanField(label=LABELS[name], required=False)

    def clean_applied_on(self) -> datetime.date:
        """No application of tomorrow, and only of a member of a fund of the user."""
        day: datetime.date = self.cleaned_data["applied_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        self.fund = fund_of(self.person, day)
        if self.fund is None or self.fund not in self.funds:
            raise forms.ValidationError(_("On this day the person was no member of your care fund."))
        return day

    @property
    def answers(self) -> dict[str, object]:
        """What the form says, as the services take it."""
        return {name: True for name in TOPICS if self.cleaned_data[name]}

    @property
    def first_month(self) -> int:
        """The month (202611) from which a right would work (DEC art. 87 §4)."""
        day = self.cleaned_data["applied_on"]
        month = int(law_on(day).decide({"applied_on": day}, "zbo_first_month").raw)
        return month // 12 * 100 + month % 12 + 1
