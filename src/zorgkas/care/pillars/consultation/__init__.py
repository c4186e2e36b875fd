"""Pillar 7: multidisciplinary consultation (BVR art. 534/79 to 534/89)."""

from pathlib import Path

from zorgkas.care.pillar import Pillar, Said
from zorgkas.ledger.accounts import Product

PILLAR = Pillar(
    code="consultation",
    title=Said("Multidisciplinair overleg", "Multidisciplinary consultation"),
    product=Product.CONSULTATION,
    folder=Path(__file__).parent,
    codes=("ORGANISER", "MEDIATOR", "PROVIDER"),
)
