"""Fields that the forms of recovery and appeals share: a day, an amount in euro."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

_EURO = re.compile(r"(\d{1,7})(?:[.,](\d{1,2}))?")
_MOST_CENTS = 100_000_000


class DayField(forms.DateField):
    """A day in the date field of the browser; today unless something else is asked."""

    def __init__(self, label: Any, *, today: bool = True, **more: Any) -> None:
        super().__init__(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more)
        if today:
            self.initial = timezone.localdate


class EuroField(forms.CharField):
    """An amount in euro, with a comma or a point; its value is in cents."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label=label, max_length=12, widget=forms.TextInput({"inputmode": "decimal"}), **more)

    def clean(self, value: Any) -> int | None:  # type: ignore[override]  # cents, not the text that was typed
        """Return cents; None when nothing was filled in and nothing must be."""
        text = str(super().clean(value) or "").replace("€", "").replace(" ", "")
        if not text:
            return None
        match = _EURO.fullmatch(text)
        if match is None:
            raise ValidationError(_("Write an amount such as 12,50."))
        cents = int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))
        if cents > _MOST_CENTS:
            raise ValidationError(_("That amount is too large."))
        return cents


class LongText(forms.CharField):
    """A few sentences."""

    def __init__(self, label: Any, *, most: int = 400, **more: Any) -> None:
        super().__init__(label=label, max_length=most, widget=forms.Textarea({"rows": 3}), **more)
