"""Wheelchair advice teams: an amount for each report (BVR art. 534/225 to 534/247)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from zorgkas.care.pillar import FormField, Pillar, Said
from zorgkas.care.sectors.checking import EXTRA, checker
from zorgkas.care.sectors.kinds import ACCEPTED, CONSENT, asking
from zorgkas.care.sectors.sector import Columns, Int64s, Sector
from zorgkas.care.sectors.terms import pay_by
from zorgkas.engine import Law
from zorgkas.law.care_in_kind.kinds import CareSector
from zorgkas.law.cumulation.kinds import Care
from zorgkas.ledger.accounts import Product


def _amounts(law: Law, columns: Columns, details: Sequence[Mapping[str, Any]]) -> Int64s:
    """The amount of a report, by the law."""
    return np.full(len(columns["first"]), int(law.parameters["rat_report_cents"]), np.int64)


SECTOR = Sector(
    pillar="wheelchair_teams",
    sector=CareSector.WHEELCHAIR_TEAM,
    care=Care.WHEELCHAIR_REPORT,
    product=int(Product.WHEELCHAIR_TEAM),
    amounts=_amounts,
    kept=("accident",),
)
_FIELDS = (
    CONSENT,
    FormField("accident", Said("Door een ongeval", "Because of an accident"), "bool", required=False),
    FormField("lateness", Said("Reden van een late aanvraag", "Reason of a late request"), required=False),
    ACCEPTED,
)

PILLAR = Pillar(
    code=SECTOR.pillar,
    title=Said("Rolstoeladviesteams", "Wheelchair advice teams"),
    product=Product.WHEELCHAIR_TEAM,
    folder=Path(__file__).parent,
    requests=(
        asking(
            SECTOR,
            "report",
            Said("Aanvraag voor een rolstoeladviesrapport", "Request for a wheelchair advice report"),
            _FIELDS,
            "BVR art. 534/239",
        ),
    ),
    extra_columns=EXTRA,
    codes=("REPORT",),
    check=checker(SECTOR),
    pay_by=pay_by(SECTOR.sector),
)
