"""Amounts in whole cents: exact rounding and how an amount is written.

Nothing rounds by itself. A rule that rounds calls one of these functions and carries the article that prescribes it.
`round_*` take an exact fraction and belong in `@derived`; `divide_*` take integers and also run inside kernels.
`unit` is what to round to: 1 is a cent, 100 a euro.
"""

from fractions import Fraction


def round_down(amount: Fraction | int, unit: int = 1) -> int:
    """The largest multiple of the unit that is not above the amount."""
    return (Fraction(amount) / unit).__floor__() * unit


def round_up(amount: Fraction | int, unit: int = 1) -> int:
    """The smallest multiple of the unit that is not below the amount."""
    return (Fraction(amount) / unit).__ceil__() * unit


def round_half_up(amount: Fraction | int, unit: int = 1) -> int:
    """The nearest multiple of the unit; exactly between two it is the higher one."""
    return (Fraction(amount) / unit + Fraction(1, 2)).__floor__() * unit


def round_half_even(amount: Fraction | int, unit: int = 1) -> int:
    """The nearest multiple of the unit; exactly between two it is the even one."""
    return round(Fraction(amount) / unit) * unit


def divide_down(amount: int, divisor: int, unit: int = 1) -> int:
    """`amount / divisor`, rounded down to a multiple of the unit. The divisor is above zero."""
    return amount // (divisor * unit) * unit


def divide_up(amount: int, divisor: int, unit: int = 1) -> int:
    """`amount / divisor`, rounded up to a multiple of the unit. The divisor is above zero."""
    return -(-amount // (divisor * unit)) * unit


def divide_half_up(amount: int, divisor: int, unit: int = 1) -> int:
    """`amount / divisor`, rounded to the nearest multiple of the unit; exactly between two it is the higher one."""
    return (2 * amount + divisor * unit) // (2 * divisor * unit) * unit


def euro(cents: int, language: str = "nl") -> str:
    """An amount for people: "€ 1.234,50" in Dutch, "€ 1,234.50" in English."""
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    if language == "nl":
        return f"{sign}€ {whole:,}".replace(",", ".") + f",{rest:02d}"
    return f"{sign}€ {whole:,}.{rest:02d}"
