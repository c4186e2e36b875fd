"""Account numbers (IBAN): what is refused, and what only deserves a warning."""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from stdnum import exceptions, iban, numdb
from stdnum.be import iban as belgian_iban

# The geographical scope of the SEPA schemes by IBAN country code, as public lists give it after the EPC List of SEPA
# Scheme Countries (EPC409-09, itself not read): 41 countries since Serbia came on 22 May 2025. The EU 27 (Croatia
# since 2013); Iceland, Liechtenstein and Norway; Andorra, Monaco, San Marino, Switzerland, the United Kingdom and the
# Vatican; Albania, Moldova, Montenegro, North Macedonia and Serbia. Gibraltar is a territory of that list, with a
# country code of its own in its account numbers.
SEPA_COUNTRIES = frozenset(
    {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU"}
    | {"LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"}
    | {"IS", "LI", "NO"}
    | {"AD", "CH", "GB", "GI", "MC", "SM", "VA"}
    | {"AL", "MD", "ME", "MK", "RS"}
)


class InvalidIban(ValueError):
    """The text is not an account number on which we can pay; says why."""


def validate_iban(text: str) -> str:
    """Return the number in capitals without spaces, or say why it is refused."""
    number: str = iban.compact(text)
    if number[:2] not in SEPA_COUNTRIES:
        raise InvalidIban(
            gettext("“%(text)s”: %(country)s is not a country of the European payment area (SEPA).")
            % {"text": text, "country": number[:2] or "?"}
        )
    if len(number) != (length := _length(number)):
        raise InvalidIban(
            gettext("“%(text)s” is not an IBAN: it has %(count)d characters, those of %(country)s have %(length)d.")
            % {"text": text, "count": len(number), "country": number[:2], "length": length}
        )
    try:
        iban.validate(number, check_country=False)
    except exceptions.InvalidChecksum:
        raise InvalidIban(gettext("“%(text)s” is not an IBAN: the check digits do not fit.") % {"text": text}) from None
    except exceptions.ValidationError:
        raise InvalidIban(
            gettext("“%(text)s” is not an IBAN: the characters are not those of an account in %(country)s.")
            % {"text": text, "country": number[:2]}
        ) from None
    return number


def check_iban(text: str) -> None:
    """Validator of the column of a fact: a valid number, written as the bank writes it."""
    try:
        number = validate_iban(text)
    except InvalidIban as error:
        raise ValidationError(str(error)) from None
    if number != text:
        raise ValidationError(gettext("Write the account number as %(number)s.") % {"number": number})


def wrong_ibans(column: pa.Array) -> list[tuple[int, str]]:
    """Return the rows (from 0) of a column that `check_iban` would refuse, and why; Belgian ones by the million."""
    belgian = pc.fill_null(pc.match_substring_regex(column, r"^BE\d{14}$"), False)
    numbers = pc.utf8_slice_codeunits(pc.if_else(belgian, column, "BE00000000000000"), 2)
    check = pc.cast(pc.utf8_slice_codeunits(numbers, 0, 2), pa.int64()).to_numpy(zero_copy_only=False)
    account = pc.cast(pc.utf8_slice_codeunits(numbers, 2), pa.int64()).to_numpy(zero_copy_only=False)
    fits = np.asarray(belgian) & ((account * 1_000_000 + 111_400 + check) % 97 == 1)  # B is 11, E is 14
    found = []
    for row in np.flatnonzero(~fits & np.asarray(pc.is_valid(column))):
        try:
            check_iban(column[int(row)].as_py())
        except ValidationError as error:
            found.append((int(row), error.messages[0]))
    return found


def iban_warning(number: str) -> str | None:
    """Return a doubt about a valid Belgian number that a person may overrule, if there is one."""
    if not number.startswith("BE"):
        return None
    try:
        belgian_iban.validate(number)
    except exceptions.InvalidChecksum:
        return gettext("The Belgian check digits (the last two) do not fit.")
    except exceptions.ValidationError:
        return gettext("No bank is known with code %(code)s.") % {"code": number[4:7]}
    return None


def format_iban(number: str) -> str:
    """Write a number in groups of four."""
    return str(iban.format(number))


def _length(number: str) -> int:
    """The length that numbers of the country have, from the structure in the IBAN registry (3!n7!n2!n)."""
    structure = numdb.get("iban").info(number)[0][1].get("bban", "")
    return 4 + sum(int(part) for part in re.findall(r"(\d+)!", structure))
