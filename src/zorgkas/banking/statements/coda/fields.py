"""Values in the fixed fields of a record: amounts, dates and account zones, in both directions."""

from datetime import date

from django.utils.translation import gettext_noop as _

from zorgkas.registry.reasons import Reason, reason

AMOUNT_DIGITS = 15


class BadField(Exception):
    """A field does not hold what it must; the code is that of the error catalogue."""

    def __init__(self, code: str, why: Reason) -> None:
        self.code = code
        self.why = why
        super().__init__(str(why))


def is_digits(text: str) -> bool:
    """Say whether a field holds only the digits 0 to 9."""
    return text.isascii() and text.isdigit()


def read_number(text: str, what: str) -> int:
    """Read a field of digits."""
    if not is_digits(text):
        raise BadField("STM-002", reason(_("%(what)s is %(text)s, not a number"), what=reason(what), text=repr(text)))
    return int(text)


def read_cents(text: str, what: str) -> int:
    """Read 12 + 3 digits as cents; a third decimal would be lost, so it is refused."""
    if not is_digits(text):
        raise BadField("STM-040", reason(_("%(what)s is %(text)s, not 15 digits"), what=reason(what), text=repr(text)))
    if text[-1] != "0":
        raise BadField(
            "STM-040", reason(_("%(what)s %(text)s has a part of a cent"), what=reason(what), text=repr(text))
        )
    return int(text[:-1])


def read_signed_cents(sign: str, text: str, what: str) -> int:
    """Read a sign (0 is money in, 1 is money out) and an amount."""
    if sign not in ("0", "1"):
        raise BadField(
            "STM-040", reason(_("the sign of %(what)s is %(sign)s, not 0 or 1"), what=reason(what), sign=repr(sign))
        )
    cents = read_cents(text, what)
    return -cents if sign == "1" else cents


def read_date(text: str, what: str) -> date:
    """Read DDMMYY; the century is always 20."""
    try:
        if not is_digits(text):
            raise ValueError
        return date(2000 + int(text[4:6]), int(text[2:4]), int(text[0:2]))
    except ValueError:
        raise BadField(
            "STM-041", reason(_("%(what)s %(text)s is not a date"), what=reason(what), text=repr(text))
        ) from None


def read_account(structure: str, zone: str) -> tuple[str, str]:
    """Read an account zone of 37 characters: the number and the currency."""
    match structure:
        case "0":
            return zone[:12].strip(), zone[13:16].strip()
        case "1" | "3":
            return zone[:34].strip(), zone[34:].strip()
        case "2":
            return zone[:31].strip(), zone[34:].strip()
    raise BadField(
        "STM-020", reason(_("account structure %(structure)s is not 0, 1, 2 or 3"), structure=repr(structure))
    )


def read_counterparty(zone: str) -> str:
    """Read the account of the other party, whose structure is not told: the currency may follow the number."""
    words = zone[:34].split()
    return words[0] if words else ""


def write_cents(cents: int) -> str:
    """Write cents as 12 + 3 digits, without sign."""
    return f"{abs(cents):014d}0"


def write_sign(cents: int) -> str:
    """Write the sign of an amount: 0 is money in."""
    return "1" if cents < 0 else "0"


def write_date(day: date | None) -> str:
    """Write DDMMYY, zeros for no date."""
    return f"{day:%d%m%y}" if day else "000000"


def write_account(iban: str, currency: str) -> tuple[str, str]:
    """Write structure and zone of an account in IBAN form: 2 for Belgian, 3 for foreign."""
    if iban.startswith("BE"):
        return "2", f"{iban:<34}{currency}"
    return "3", f"{iban:<34}{currency}"
