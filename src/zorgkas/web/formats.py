"""How money, days, months and numbers are written, in the language of the page."""

import datetime

from django.utils import formats, timezone
from django.utils.translation import get_language

from zorgkas.letters.articles import in_dutch

# A space at which no line is broken, in amounts and dates.
_HARD_SPACE = "\N{NO-BREAK SPACE}"


def euro(cents: int | None) -> str:
    """€ 1.234,56 in Dutch, € 1,234.56 in English; a minus sign in front of a negative amount."""
    if cents is None:
        return ""
    whole, rest = divmod(abs(cents), 100)
    text = f"{whole:,}.{rest:02}"
    if (get_language() or "nl").startswith("nl"):
        text = text.translate(str.maketrans(",.", ".,"))
    return f"{'−' if cents < 0 else ''}€{_HARD_SPACE}{text}"


def day(value: datetime.date | None) -> str:
    """24 november 2026."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value)
    return formats.date_format(value, "j F Y").replace(" ", _HARD_SPACE)


def moment(value: datetime.datetime | None) -> str:
    """24 nov 2026, 15.04 (in Dutch; with a colon in English)."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    dutch = (get_language() or "nl").startswith("nl")
    written = formats.date_format(local, "j N Y").replace(".", "").replace(" ", _HARD_SPACE)
    return f"{written}, {local.strftime('%H.%M' if dutch else '%H:%M')}"


def month(number: int | None) -> str:
    """202611 as november 2026."""
    if not number:
        return ""
    return formats.date_format(datetime.date(number // 100, number % 100, 1), "F Y").replace(" ", _HARD_SPACE)


def period(number: int | None) -> str:
    """A premium year as it is, a budget month in words."""
    if not number:
        return ""
    return str(number) if number < 10000 else month(number)


def count(number: int | None) -> str:
    """4.331.772 in Dutch, 4,331,772 in English."""
    if number is None:
        return ""
    text = f"{number:,}"
    return text.replace(",", ".") if (get_language() or "nl").startswith("nl") else text


def article(text: str) -> str:
    """An article as the law texts of the page say it: "art. 78 and 79" is "art. 78 en 79" in Dutch."""
    return in_dutch(text) if (get_language() or "nl").startswith("nl") else text


def account(iban: str) -> str:
    """BE71 0961 2345 6769."""
    return _HARD_SPACE.join(iban[start : start + 4] for start in range(0, len(iban), 4))
