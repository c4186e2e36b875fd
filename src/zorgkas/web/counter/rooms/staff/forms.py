"""What a manager fills in about a colleague."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import CareFund
from zorgkas.web.funds import funds_of, sees_all
from zorgkas.web.roles import ROLE_LABELS, Role

ALL_FUNDS = "all"


class Password(forms.Form):
    """A first or a new password, which the colleague changes for an own one."""

    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        max_length=128,
        help_text=_("At least 12 signs. Give it to the colleague in person."),
    )


class Colleague(forms.Form):
    """The name, roles and funds of a colleague; offers only what the manager may give."""

    first_name = forms.CharField(label=_("First name"), max_length=60)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=[(str(role), label) for role, label in ROLE_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    funds = forms.MultipleChoiceField(label=_("Works for"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, manager: User, **more: Any) -> None:
        super().__init__(*args, **more)
        every = [(ALL_FUNDS, _("every fund (for auditors and the agency)"))] if sees_all(manager) else []
        self._mine = {fund.code: fund for fund in funds_of(manager)}
        chosen = self.fields["funds"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = [*((fund.code, fund.name) for fund in self._mine.values()), *every]

    def clean_funds(self) -> list[str]:
        """All funds or some, not both."""
        chosen: list[str] = self.cleaned_data["funds"]
        if ALL_FUNDS in chosen and len(chosen) > 1:
            raise ValidationError(_("Choose funds, or every fund."))
        return chosen

    @property
    def chosen_roles(self) -> list[Role]:
        """The roles that were chosen."""
        return [Role(name) for name in self.cleaned_data["roles"]]

    @property
    def chosen_funds(self) -> list[CareFund]:
        """The funds that were chosen; none when it is every fund."""
        return [self._mine[code] for code in self.cleaned_data["funds"] if code != ALL_FUNDS]

    @property
    def all_funds(self) -> bool:
        """Whether every fund was chosen."""
        return ALL_FUNDS in self.cleaned_data["funds"]


class NewColleague(Colleague):
    """A colleague who does not sign in yet."""

    name = forms.CharField(label=_("Name to sign in with"), max_length=150)
    password = Password.base_fields["password"]

    field_order = ("name", "password", "first_name", "last_name", "roles", "funds")

    def clean_name(self) -> str:
        """A name is somebody else's or new."""
        name: str = self.cleaned_data["name"]
        if User.objects.filter(username__iexact=name).exists():
            raise ValidationError(_("Somebody signs in with this name already."))
        return name


class ChangedColleague(Colleague):
    """A colleague who works here: roles, funds, and whether signing in is still allowed."""

    active = forms.BooleanField(label=_("May sign in"), required=False)
