"""How values are written for people, in Dutch and English, by their type and the unit in their name."""

import datetime
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from zorgkas.engine.calendar import FOREVER, NEVER
from zorgkas.engine.money import euro
from zorgkas.engine.texts import Text
from zorgkas.engine.types import Kind

LANGUAGES = ("nl", "en")
NO_TEXTS: Mapping[str, Text] = MappingProxyType({})
_MONTHS = {
    "nl": "januari,februari,maart,april,mei,juni,juli,augustus,september,oktober,november,december",
    "en": "January,February,March,April,May,June,July,August,September,October,November,December",
}
_WORDS = {
    "nl": {"yes": "ja", "no": "nee", "never": "geen", "forever": "zonder einde"},
    "en": {"yes": "yes", "no": "no", "never": "none", "forever": "without end"},
}


def written(
    kind: Kind, value: Any, language: str, *, name: str = "", unit: str = "", texts: Mapping[str, Text] = NO_TEXTS
) -> str:
    """A value as a person reads it: € 1.234,50; 1 november 2026; ja; the text of an option."""
    words = _WORDS[language]
    if kind.name == "bool":
        option = "yes" if value else "no"
        own = texts[name].options if name in texts else {}
        return own[option][language] if option in own else words[option]
    if kind.enum is not None:
        return _option(kind, value, language, name, texts)
    if kind.name in ("day", "month"):
        if value <= NEVER or value >= FOREVER:
            return words["never"] if value <= NEVER else words["forever"]
        return _day(value, language) if kind.name == "day" else _month(value, language)
    if kind.name == "cents" or unit == "cents" or name.endswith("_cents"):
        return _cents(value, language)
    if unit == "tenths" or name.endswith("_tenths"):
        if value < 0:
            return words["never"]
        return _number(Fraction(value, 10), language)
    return _number(Fraction(value), language)


def unset_option(kind: Kind, value: Any) -> str:
    """NEVER or FOREVER when a day or month is none, else nothing: a text may have a whole sentence for each of them."""
    if kind.name not in ("day", "month"):
        return ""
    return "NEVER" if value <= NEVER else "FOREVER" if value >= FOREVER else ""


def _cents(value: int | Fraction, language: str) -> str:
    exact = Fraction(value)
    return euro(int(exact), language) if exact.denominator == 1 else f"{_number(exact / 100, language)} euro"


def _day(value: int, language: str) -> str:
    if value > datetime.date.max.toordinal():
        return str(value)
    date = datetime.date.fromordinal(value)
    return f"{date.day} {_month_name(date.month, language)} {date.year}"


def _month(value: int, language: str) -> str:
    return f"{_month_name(value % 12 + 1, language)} {value // 12}"


def _month_name(number: int, language: str) -> str:
    return _MONTHS[language].split(",")[number - 1]


def _number(value: Fraction, language: str) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    places = next((n for n in range(1, 9) if value * 10**n == int(value * 10**n)), None)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(value.numerator) * 10**places // value.denominator, 10**places)
    return f"{sign}{whole}{',' if language == 'nl' else '.'}{rest:0{places}d}"


def _option(kind: Kind, value: Any, language: str, name: str, texts: Mapping[str, Text]) -> str:
    assert kind.enum is not None
    member = kind.enum(value).name
    for source in (name, kind.enum.__name__):
        if source in texts and member in texts[source].options:
            return texts[source].options[member][language]
    return member.lower().replace("_", " ")
