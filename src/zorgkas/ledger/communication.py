"""Structured communications (+++ddd/dddd/ddddd+++): a digit for the stream, the item, two check digits."""

import re
from enum import IntEnum

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray
from stdnum.be import ogm_vcs


class Stream(IntEnum):
    """What the money is for: the first digit."""

    PREMIUM = 1
    RECOVERY = 2
    OTHER = 9


class InvalidCommunication(ValueError):
    """A text that is no structured communication, or none of ours, and why."""


ITEM_DIGITS = 9


def communication_of(item_id: int, stream: Stream = Stream.PREMIUM) -> str:
    """Return the 12 digits that a payer quotes for this item."""
    if not 0 < item_id < 10**ITEM_DIGITS:
        raise InvalidCommunication(_("Item %d does not fit in a structured communication.") % item_id)
    base = int(stream) * 10**ITEM_DIGITS + item_id
    return f"{base}{base % 97 or 97:02d}"


def communications_of(item_ids: NDArray[np.int64], stream: Stream = Stream.PREMIUM) -> NDArray[np.int64]:
    """Return the 12 digits for many items, as whole numbers (the first digit is never 0)."""
    if len(item_ids) and (item_ids.min() <= 0 or item_ids.max() >= 10**ITEM_DIGITS):
        raise InvalidCommunication(_("An item does not fit in a structured communication."))
    base = np.int64(int(stream) * 10**ITEM_DIGITS) + item_ids
    rest = base % 97
    return base * 100 + np.where(rest == 0, 97, rest)


def parse_communication(text: str) -> str:
    """Return the 12 digits of a communication written with plus signs, asterisks, slashes, dots or spaces, or bare."""
    digits = re.sub(r"[\s+*/.\-]", "", text)
    if not re.fullmatch(r"[0-9]{12}", digits):
        raise InvalidCommunication(_("'%s' is no structured communication: it needs exactly 12 digits.") % text[:60])
    if int(digits[:10]) == 0:
        raise InvalidCommunication(_("'%s' is no structured communication: it has no number.") % text[:60])
    # ogm_vcs takes check digits 00 for a remainder of 0 too; only 97 is right.
    if not ogm_vcs.is_valid(digits) or digits[10:] == "00":
        raise InvalidCommunication(_("'%s' is mistyped: its check digits are wrong.") % text[:60])
    return digits


def format_communication(digits: str) -> str:
    """Return a communication as it is printed: +++ddd/dddd/ddddd+++."""
    plain = parse_communication(digits)
    return f"+++{plain[:3]}/{plain[3:7]}/{plain[7:]}+++"


def stream_of(communication: str) -> Stream:
    """Return what the money of this communication is for."""
    first = int(parse_communication(communication)[0])
    if first not in set(Stream):
        raise InvalidCommunication(_("'%s' is not one of ours.") % communication[:60])
    return Stream(first)


def item_of(communication: str) -> int:
    """Return the number of the item that this communication quotes."""
    stream_of(communication)
    item = int(parse_communication(communication)[1:10])
    if item == 0:
        raise InvalidCommunication(_("'%s' is not one of ours.") % communication[:60])
    return item


def find_communications(text: str) -> list[str]:
    """Return the 12 digits of each valid communication of ours in a free text."""
    found = []
    for match in re.finditer(r"(?<!\d)\d{3}[\s/.+*\-]*\d{4}[\s/.+*\-]*\d{5}(?!\d)", text):
        try:
            item_of(match.group())
        except InvalidCommunication:
            continue
        found.append(parse_communication(match.group()))
    return found
