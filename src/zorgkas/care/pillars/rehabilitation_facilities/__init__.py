"""Pillar 8: rehabilitation facilities, part one and two (BVR art. 534/89/1 to 534/138)."""

from pathlib import Path

from zorgkas.care.pillar import FormField, Pillar, Said
from zorgkas.care.pillars.rehabilitation_facilities.shares import shares
from zorgkas.care.sectors.checking import EXTRA, checker
from zorgkas.care.sectors.facts import STAYS
from zorgkas.care.sectors.kinds import (
    ADMITTED,
    CONSENT,
    FAVOURABLE,
    MEDICAL,
    SHARE,
    TO_COMMISSION,
    UNTIL,
    asking,
    ending,
    refusing_late,
)
from zorgkas.care.sectors.sector import Sector
from zorgkas.care.sectors.terms import interest, pay_by
from zorgkas.law import book
from zorgkas.law.care_in_kind.kinds import CareSector
from zorgkas.law.cumulation.kinds import Care
from zorgkas.law.rehabilitation_facilities.kinds import ServiceClass
from zorgkas.ledger.accounts import Product

SECTOR = Sector(
    pillar="rehabilitation_facilities",
    sector=CareSector.REHAB_FACILITY,
    care=Care.REHAB_USE,
    product=int(Product.REHABILITATION_FACILITY),
    shares=shares,
    day_codes=frozenset(STAYS),
    most_units=400,
    right_by_code=True,
    kept=(
        *("service", "number", "sessions", "admitted_minute", "reha_pays_in_hospital"),
        *("share_child_or_unemployed", "share_increased_allowance", "share_ceiling_reached"),
        *("left_hospital_on", "left_psychiatric_hospital_on"),
    ),
)


def _choices(name: str) -> dict[str, Said]:
    return {code: Said(text["nl"], text["en"]) for code, text in book().texts[name].options.items()}


SERVICE = FormField("service", Said("Verstrekking", "Service"), "choice", _choices("reha_service"))
NUMBER = FormField(
    "number", Said("Erkenningsnummer begint met", "Recognition number begins with"), "choice", _choices("reha_number")
)
SESSIONS = FormField("sessions", Said("Hoogste aantal verstrekkingen", "Most services"), "number", required=False)
IN_HOSPITAL = FormField(
    "reha_pays_in_hospital",
    Said("Betaalt al een persoonlijk aandeel in een ziekenhuis", "Pays a personal share in a hospital already"),
    "bool",
    required=False,
)

PILLAR = Pillar(
    code=SECTOR.pillar,
    title=Said("Revalidatievoorzieningen", "Rehabilitation facilities"),
    product=Product.REHABILITATION_FACILITY,
    folder=Path(__file__).parent,
    requests=(
        asking(
            SECTOR,
            "start",
            Said("Aanvraag van verstrekkingen", "Request for services"),
            (
                *(SERVICE, NUMBER, UNTIL, SESSIONS, CONSENT, MEDICAL, ADMITTED),
                *(TO_COMMISSION, FAVOURABLE, IN_HOSPITAL, *SHARE),
            ),
            "BVR art. 534/114, 534/115",
        ),
        ending(SECTOR, "BVR art. 534/117"),
        refusing_late(SECTOR, "BVR art. 534/114"),
    ),
    extra_columns=EXTRA,
    codes=tuple(service.name for service in ServiceClass),
    check=checker(SECTOR),
    pay_by=pay_by(SECTOR.sector),
    interest=interest(SECTOR.sector),
)
