"""Pillar 9: psychiatric nursing homes (BVR art. 534/139 to 534/169)."""

from pathlib import Path

from zorgkas.care.pillar import FormField, Pillar, Said
from zorgkas.care.pillars.nursing_homes.amounts import DEPENDANTS, lump_sums
from zorgkas.care.pillars.nursing_homes.leave import leave_left
from zorgkas.care.sectors.checking import EXTRA, checker
from zorgkas.care.sectors.kinds import ADMITTED, CONSENT, MEDICAL, UNTIL, asking, ending, flag, refusing_late
from zorgkas.care.sectors.sector import Sector
from zorgkas.care.sectors.terms import interest, pay_by
from zorgkas.law.care_in_kind.kinds import CareSector
from zorgkas.law.cumulation.kinds import Care
from zorgkas.ledger.accounts import Product

# The care allowance with and without an intellectual disability, the additional lump sum, days of individual leave.
CODES = ("ALLOWANCE", "ALLOWANCE_ID", "LUMP_SUM", "LEAVE", "LEAVE_ID")
SECTOR = Sector(
    pillar="nursing_homes",
    sector=CareSector.NURSING_HOME,
    care=Care.NURSING_HOME,
    product=int(Product.NURSING_HOME),
    amounts=lump_sums,
    limits=leave_left,
    day_codes=frozenset(CODES),
    kept=("admitted_minute", *DEPENDANTS, "pvt_integration_category", "pvt_invalidity"),
)
_CATEGORY = FormField(
    "pvt_integration_category",
    Said("Categorie van de integratietegemoetkoming", "Category of the integration allowance"),
    "choice",
    {str(number): Said(str(number), str(number)) for number in range(6)},
    required=False,
    help=Said("0 als er geen is.", "0 when there is none."),
)
_INVALIDITY = FormField(
    "pvt_invalidity",
    Said("Invaliditeitsuitkering", "Invalidity benefit"),
    "choice",
    {
        "0": Said("Geen", "None"),
        "1": Said("Regelmatige werknemer", "Regular worker"),
        "2": Said("Onregelmatige werknemer", "Irregular worker"),
    },
    required=False,
)
_FLAGS = (
    flag("pvt_dependants", "Personen ten laste", "Dependants"),
    flag("pvt_dependants_or_maintenance", "Personen ten laste of onderhoudsgeld", "Dependants or maintenance"),
    flag("pvt_increased_allowance", "Verhoogde tegemoetkoming", "Increased allowance"),
    flag("pvt_living_wage", "Leefloon of inkomensgarantie voor ouderen", "Living wage or income guarantee"),
)

PILLAR = Pillar(
    code=SECTOR.pillar,
    title=Said("Psychiatrische verzorgingstehuizen", "Psychiatric nursing homes"),
    product=Product.NURSING_HOME,
    folder=Path(__file__).parent,
    requests=(
        asking(
            SECTOR,
            "start",
            Said("Aanvraag van de tegemoetkoming", "Request for the allowance"),
            (UNTIL, CONSENT, MEDICAL, ADMITTED, *_FLAGS, _CATEGORY, _INVALIDITY),
            "BVR art. 534/159",
        ),
        ending(SECTOR, "BVR art. 534/156"),
        refusing_late(SECTOR, "BVR art. 534/159"),
    ),
    extra_columns=EXTRA,
    codes=CODES,
    check=checker(SECTOR),
    pay_by=pay_by(SECTOR.sector),
    interest=interest(SECTOR.sector),
)
