"""Pillar 9: sheltered living (BVR art. 534/170 to 534/192)."""

from pathlib import Path

from zorgkas.care.pillar import Pillar, Said
from zorgkas.care.sectors.checking import EXTRA, checker
from zorgkas.care.sectors.kinds import ADMITTED, CONSENT, MEDICAL, UNTIL, asking, ending, refusing_late
from zorgkas.care.sectors.sector import Sector
from zorgkas.care.sectors.terms import interest, pay_by
from zorgkas.law.care_in_kind.kinds import CareSector
from zorgkas.law.cumulation.kinds import Care
from zorgkas.ledger.accounts import Product

SECTOR = Sector(
    pillar="sheltered_living",
    sector=CareSector.SHELTERED_LIVING,
    care=Care.SHELTERED_LIVING,
    product=int(Product.SHELTERED_LIVING),
    day_codes=frozenset({"DAY"}),
    kept=("admitted_minute",),
)

PILLAR = Pillar(
    code=SECTOR.pillar,
    title=Said("Beschut wonen", "Sheltered living"),
    product=Product.SHELTERED_LIVING,
    folder=Path(__file__).parent,
    requests=(
        asking(
            SECTOR,
            "start",
            Said("Aanvraag van de tegemoetkoming", "Request for the allowance"),
            (UNTIL, CONSENT, MEDICAL, ADMITTED),
            "BVR art. 534/182",
        ),
        ending(SECTOR, "BVR art. 534/179"),
        refusing_late(SECTOR, "BVR art. 534/182 al. 4"),
    ),
    extra_columns=EXTRA,
    codes=("DAY",),
    check=checker(SECTOR),
    pay_by=pay_by(SECTOR.sector),
    interest=interest(SECTOR.sector),
)
