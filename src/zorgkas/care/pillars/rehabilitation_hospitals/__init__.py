"""Pillar 6: rehabilitation hospitals (BVR art. 534/13 to 534/78)."""

from pathlib import Path

from zorgkas.care.pillar import FormField, Pillar, Said
from zorgkas.care.pillars.rehabilitation_hospitals.admission import noticing
from zorgkas.care.pillars.rehabilitation_hospitals.shares import shares
from zorgkas.care.sectors.checking import EXTRA, checker
from zorgkas.care.sectors.kinds import ADMITTED, MEDICAL, SHARE, UNTIL, ending
from zorgkas.care.sectors.sector import Sector
from zorgkas.care.sectors.terms import interest, pay_by
from zorgkas.law.care_in_kind.kinds import CareSector
from zorgkas.law.cumulation.kinds import Care
from zorgkas.ledger.accounts import Product

SECTOR = Sector(
    pillar="rehabilitation_hospitals",
    sector=CareSector.REHAB_HOSPITAL,
    care=Care.REHAB_HOSPITAL,
    product=int(Product.REHABILITATION_HOSPITAL),
    shares=shares,
    day_codes=frozenset({"DAY"}),
    kept=(
        *("admitted_minute", "share_child_or_unemployed", "share_increased_allowance", "share_ceiling_reached"),
        *("left_hospital_on", "left_psychiatric_hospital_on", "left_rehab_hospital_on", "left_residential_rehab_on"),
    ),
)
_LATER = FormField(
    "left_rehab_hospital_on", Said("Uit revalidatie op", "Left rehabilitation on"), "date", required=False
)

PILLAR = Pillar(
    code=SECTOR.pillar,
    title=Said("Revalidatieziekenhuizen", "Rehabilitation hospitals"),
    product=Product.REHABILITATION_HOSPITAL,
    folder=Path(__file__).parent,
    requests=(
        noticing(SECTOR, (ADMITTED, MEDICAL, *SHARE, _LATER)),
        noticing(SECTOR, (UNTIL, MEDICAL), extends=True),
        ending(SECTOR, "BVR art. 534/65"),
    ),
    extra_columns=EXTRA,
    codes=("DAY",),
    check=checker(SECTOR),
    pay_by=pay_by(SECTOR.sector),
    interest=interest(SECTOR.sector),
)
