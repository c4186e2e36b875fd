"""Codes of rights and lines: those of annex 2 for what is delivered, and ours for what has no published code.

The codes of rent, of a death before delivery and of upkeep are set by ministerial order and are in no source: ours are
marked by a word before the code of the product (`proposed`).
"""

from zorgkas.law.mobility.kinds import AidForm, AidLine, main_group
from zorgkas.law.mobility.products import Product, products

PILLAR = "mobility"
RENT, DEATH, APPROVED = "HUUR-", "OVERLIJDEN-", "OK-"
UPKEEP = "ONDERHOUD"
# The provider that stands for the list of the minister: its tariffs hold for every provider.
LIST_NUMBER = "PRESTATIELIJST"


def line_codes() -> tuple[str, ...]:
    """Every code that a line may have."""
    sold = tuple(products())
    upkeep = sorted({upkeep_code(product) for product in products().values()})
    return (*sold, *(RENT + code for code in sold), *(DEATH + code for code in sold), *upkeep)


def line_kind(code: str) -> AidLine:
    """What a line with this code is about."""
    if code.startswith(UPKEEP):
        return AidLine.UPKEEP
    if code.startswith(RENT):
        return AidLine.RENT
    return AidLine.DEATH if code.startswith(DEATH) else AidLine.SALE


def product_code(code: str) -> str:
    """The code of the product within a code of a right or line; empty for upkeep."""
    bare = code.removeprefix(APPROVED).removeprefix(RENT).removeprefix(DEATH)
    return bare if bare in products() else ""


def product_of(code: str) -> Product | None:
    """The product of a code of a right or line, if there is one."""
    return products().get(product_code(code))


def delivered_code(code: str, form: AidForm) -> str:
    """The code of the right that a delivery or a contract gives."""
    return code if form == AidForm.PURCHASE else RENT + code


def approved_code(code: str, form: AidForm) -> str:
    """The code of the right that an approval gives: to deliver within six months."""
    return APPROVED + delivered_code(code, form)


def upkeep_code(product: Product) -> str:
    """The code of the budget for upkeep: one for each main group, and one for second chairs."""
    return f"{UPKEEP}-{main_group(product.kind)}{'B' if product.second else 'A'}"
