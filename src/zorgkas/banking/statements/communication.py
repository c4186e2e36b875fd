"""Belgian structured communications (+++123/4567/89012+++) inside bank movements."""

# Only these types of a CODA communication hold one: given by the payer, put together by the bank, and with costs.
_TYPES = {"101": (3, 15), "102": (3, 15), "105": (48, 60)}


def is_valid(digits: str) -> bool:
    """Say whether 12 digits are a structured communication: the last two are the rest modulo 97 (97 for 0)."""
    if len(digits) != 12 or not (digits.isascii() and digits.isdigit()) or int(digits[:10]) == 0:
        return False
    return (int(digits[:10]) % 97 or 97) == int(digits[10:])


def structured_digits(communication: str) -> str:
    """Return the 12 digits that a structured CODA communication holds, or nothing."""
    place = _TYPES.get(communication[:3])
    if place is None:
        return ""
    digits = communication[place[0] : place[1]]
    return digits if digits.strip() else ""
