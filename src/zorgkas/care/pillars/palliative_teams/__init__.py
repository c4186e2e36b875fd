"""Pillar 9: multidisciplinary palliative support teams (BVR art. 534/193 to 534/224)."""

from pathlib import Path

from zorgkas.care.pillar import Pillar, Said
from zorgkas.care.sectors.checking import EXTRA, checker
from zorgkas.care.sectors.kinds import MEDICAL, asking, ending
from zorgkas.care.sectors.sector import Sector
from zorgkas.care.sectors.terms import interest, pay_by
from zorgkas.law.care_in_kind.kinds import CareSector
from zorgkas.law.cumulation.kinds import Care
from zorgkas.ledger.accounts import Product

SECTOR = Sector(
    pillar="palliative_teams",
    sector=CareSector.PALLIATIVE_TEAM,
    care=Care.PALLIATIVE_TEAM,
    product=int(Product.PALLIATIVE_TEAM),
    once=True,
)

PILLAR = Pillar(
    code=SECTOR.pillar,
    title=Said("Palliatieve begeleidingsequipes", "Palliative support teams"),
    product=Product.PALLIATIVE_TEAM,
    folder=Path(__file__).parent,
    requests=(
        asking(
            SECTOR,
            "start",
            Said("Aanvraag van de tegemoetkoming voor begeleiding", "Request for the allowance for guidance"),
            (MEDICAL,),
            "BVR art. 534/215",
        ),
        ending(SECTOR, "BVR art. 534/217"),
    ),
    extra_columns=EXTRA,
    codes=("FULL", "REDUCED"),
    check=checker(SECTOR),
    pay_by=pay_by(SECTOR.sector),
    interest=interest(SECTOR.sector),
)
