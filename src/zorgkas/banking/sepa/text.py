"""Text as SEPA messages may carry it: Latin letters, digits and a few signs."""

import re
import unicodedata

_ALLOWED = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]+")
_REFUSED = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]+")
_CLEAN = re.compile(r"[A-Za-z0-9\-?:().,'+]+( [A-Za-z0-9\-?:().,'+]+)*")
# Letters that Unicode does not take apart into a base letter and an accent, and signs with a customary stand-in.
_STAND_INS = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
        "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ł": "l", "Ł": "L", "ı": "i", "ŋ": "n", "ħ": "h",
        "&": "+", "_": "-", "–": "-", "—": "-", "’": "'", "‘": "'", "`": "'", '"': "'", ";": ",", "@": "(at)",
    }
)  # fmt: skip
FALLBACK = "NOTPROVIDED"


def sepa_text(text: str, longest: int) -> str:
    """Return the text with only characters that SEPA allows, at most so long, and never empty.

    A reference may not begin or end with a slash nor hold two in a row, so no text of ours does.
    """
    if len(text) <= longest and _CLEAN.fullmatch(text):
        return text
    bare = unicodedata.normalize("NFKD", text.translate(_STAND_INS)).translate(_STAND_INS)
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    bare = re.sub(r"/+", "/", _REFUSED.sub(" ", bare))
    bare = re.sub(r" +", " ", bare).strip(" /")[:longest].strip(" /")
    return bare or FALLBACK[:longest]


def is_sepa_text(text: str) -> bool:
    """Say whether every character is allowed in a SEPA message."""
    return _ALLOWED.fullmatch(text) is not None
