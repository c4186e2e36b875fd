"""What staff fill in about the payment of premiums; mistakes stand beside the field, and what was typed stays."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zorgkas.collection import policy
from zorgkas.collection.models import Interruption, Relief
from zorgkas.collection.services import accepted_acts
from zorgkas.collection.services.exemptions import PROOF
from zorgkas.ledger.models import Item
from zorgkas.registry.iban import InvalidIban, validate_iban
from zorgkas.registry.models import PremiumExemption
from zorgkas.web.counter.rooms.membership.forms import PILLARS, DayField

TRANSFER, DIRECT_DEBIT = "transfer", "debit"
UNAWARE, NOT_SHOWN = "unaware", "knew"
DOCUMENT = gettext_lazy("For example the number of the letter or the form.")


class Plan(forms.Form):
    """A payment plan: one part is paying later."""

    count = forms.TypedChoiceField(
        label=gettext_lazy("Number of parts"),
        choices=[(number, number) for number in range(1, policy.PLAN_MONTHS_AT_MOST + 1)],
        coerce=int,
        help_text=gettext_lazy("One part means: everything later, at once."),
    )
    first_on = DayField(gettext_lazy("First part by"), help_text=gettext_lazy("The other parts follow each month."))
    how = forms.ChoiceField(
        label=gettext_lazy("How it is paid"),
        choices=(
            (TRANSFER, gettext_lazy("the member pays by transfer")),
            (DIRECT_DEBIT, gettext_lazy("each part is collected by direct debit")),
        ),
        required=False,
    )
    note = forms.CharField(label=gettext_lazy("Why the member asks it"), max_length=200, required=False)

    @property
    def by_direct_debit(self) -> bool:
        """Whether each part is collected on its day."""
        return bool(self.cleaned_data["how"] == DIRECT_DEBIT)


class Exemption(forms.Form):
    """A situation in which the premium is not due."""

    ground = forms.TypedChoiceField(
        label=gettext_lazy("Situation"), choices=PremiumExemption.Ground.choices, coerce=int
    )
    valid_from = DayField(gettext_lazy("Since"))
    last_day = DayField(
        gettext_lazy("Up to and including"), required=False, help_text=gettext_lazy("Leave empty while it lasts.")
    )
    proof = forms.CharField(label=gettext_lazy("Proof"), max_length=60, help_text=DOCUMENT)

    @property
    def valid_to(self) -> datetime.date | None:
        """The first day on which it no longer holds."""
        last: datetime.date | None = self.cleaned_data["last_day"]
        return last + datetime.timedelta(days=1) if last else None

    @property
    def proof_wanted(self) -> str:
        """Which document proves the chosen situation."""
        return str(PROOF[PremiumExemption.Ground(self.cleaned_data["ground"])])

    def clean(self) -> dict[str, Any]:
        """It ends after it starts, and has started."""
        found: dict[str, Any] = super().clean() or {}
        start, last = found.get("valid_from"), found.get("last_day")
        if start and start > timezone.localdate():
            self.add_error("valid_from", _("This day has not come yet."))
        if start and last and last < start:
            self.add_error("last_day", _("It ends before it starts."))
        return found


class Mandate(forms.Form):
    """A direct debit mandate on paper."""

    iban = forms.CharField(label=gettext_lazy("Account number (IBAN)"), max_length=42)
    holder_name = forms.CharField(label=gettext_lazy("Name of the holder"), max_length=70, required=False)
    signed_on = DayField(
        gettext_lazy("Signed on"),
        required=False,
        help_text=gettext_lazy("Leave empty when the form is not signed: then somebody finds out first."),
    )
    document = forms.CharField(label=gettext_lazy("Signed form"), max_length=60, required=False, help_text=DOCUMENT)

    def clean_iban(self) -> str:
        """The account as the bank writes it."""
        try:
            return validate_iban(self.cleaned_data["iban"])
        except InvalidIban as error:
            raise forms.ValidationError(str(error)) from None

    def clean_signed_on(self) -> datetime.date | None:
        """A signature lies in the past."""
        day: datetime.date | None = self.cleaned_data["signed_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class Told(forms.Form):
    """How the member told us something."""

    document = forms.CharField(
        label=gettext_lazy("How we know"), max_length=60, help_text=gettext_lazy("A call, a letter, a form.")
    )


class ReliefForm(forms.Form):
    """A request not to have to pay arrears; a field per year with what is waived of it."""

    pillar = forms.TypedChoiceField(
        label=gettext_lazy("Which care is needed"),
        choices=[*PILLARS, (0, gettext_lazy("no care of these"))],
        coerce=int,
    )
    ground = forms.ChoiceField(label=gettext_lazy("Situation"), choices=Relief.Ground.choices)
    document = forms.CharField(label=gettext_lazy("Proof"), max_length=120, required=False, help_text=DOCUMENT)
    motivation = forms.CharField(
        label=gettext_lazy("Why, in plain Dutch for the member"),
        max_length=400,
        help_text=gettext_lazy("This sentence stands in the letter."),
    )

    def __init__(self, *given: Any, claims: Sequence[Item], **more: Any) -> None:
        super().__init__(*given, **more)
        self.claims = claims
        for claim in claims:
            self.fields[f"waive_{claim.period}"] = forms.DecimalField(
                label=_("Waive of %(year)d, in euro") % {"year": claim.period},
                help_text=_("Open: %s euro. 0 waives nothing.") % f"{claim.balance_cents // 100}",
                min_value=0,
                max_digits=6,
                decimal_places=2,
                required=False,
                initial=0,
            )

    @property
    def amounts(self) -> dict[Item, int]:
        """How much is waived of each claim, in cents."""
        given = {claim: self.cleaned_data.get(f"waive_{claim.period}") or 0 for claim in self.claims}
        return {claim: int(euro * 100) for claim, euro in given.items() if euro}


class InterruptionForm(forms.Form):
    """An act that interrupts a prescription."""

    claim = forms.TypedChoiceField(label=gettext_lazy("Of what"), choices=Interruption.Claim.choices, coerce=int)
    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        min_value=2001,
        max_value=2100,
        help_text=gettext_lazy("Of the premium, of the month of the budget, or of the registered letter of the fine."),
    )
    month = forms.IntegerField(label=gettext_lazy("Month, of a budget"), min_value=1, max_value=12, required=False)
    act = forms.TypedChoiceField(label=gettext_lazy("What was done"), choices=Interruption.Act.choices, coerce=int)
    on = DayField(gettext_lazy("On"))
    document = forms.CharField(label=gettext_lazy("Proof"), max_length=60, help_text=DOCUMENT)

    @property
    def period(self) -> int:
        """The year, or of a budget the month (202611)."""
        year: int = self.cleaned_data["year"]
        of_month = self.cleaned_data["claim"] == Interruption.Claim.BENEFIT
        return year * 100 + self.cleaned_data["month"] if of_month else year

    def clean_on(self) -> datetime.date:
        """An act lies in the past."""
        day: datetime.date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        """A budget has a month, and the act is one that counts."""
        found: dict[str, Any] = super().clean() or {}
        claim, act = found.get("claim"), found.get("act")
        if claim == Interruption.Claim.BENEFIT and not found.get("month") and "month" not in self.errors:
            self.add_error("month", _("Fill in the month of the budget."))
        if claim and act and act not in accepted_acts(claim):
            self.add_error(
                "act", _("A registered letter only interrupts the prescription of a benefit (BVR art. 115).")
            )
        return found


class RefundForm(forms.Form):
    """A written request of a voluntary member to get premiums back, and what to answer (BVR art. 80)."""

    asked_on = DayField(gettext_lazy("Request received on"))
    document = forms.CharField(label=gettext_lazy("The written request"), max_length=120, help_text=DOCUMENT)
    first_year = forms.IntegerField(
        label=gettext_lazy("Premiums asked back since the year"), min_value=2019, max_value=2100
    )
    knew = forms.ChoiceField(
        label=gettext_lazy("When the premiums were paid"),
        choices=(
            (UNAWARE, gettext_lazy("the person did not know that joining was voluntary, and shows it")),
            (NOT_SHOWN, gettext_lazy("the person knew it, or does not show otherwise")),
        ),
    )
    proof = forms.CharField(label=gettext_lazy("What shows it"), max_length=200, required=False)
    motivation = forms.CharField(
        label=gettext_lazy("Why, in plain Dutch for the member"),
        max_length=400,
        help_text=gettext_lazy("This sentence stands in the letter."),
    )

    @property
    def shown(self) -> bool:
        """Whether it is shown that the person did not know."""
        return bool(self.cleaned_data["knew"] == UNAWARE)

    def clean_asked_on(self) -> datetime.date:
        """A request lies in the past."""
        day: datetime.date = self.cleaned_data["asked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        """Who did not know shows it."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("knew") == UNAWARE and not found.get("proof", "").strip():
            self.add_error("proof", _("Say what shows it."))
        return found


class Year(forms.Form):
    """The premium year that a run is for."""

    year = forms.IntegerField(label=gettext_lazy("Premium year"), min_value=2019, max_value=2100)
