"""Pillar 5: residential elderly care (BVR art. 415/1 to 534): care centres, short stay, day care."""

from pathlib import Path

import pyarrow as pa

from zorgkas.care.pillar import Pillar, RequestKind, Said
from zorgkas.care.pillars.residential import words
from zorgkas.care.pillars.residential.check import check
from zorgkas.care.pillars.residential.deciding import decide_absence, decide_admission, decide_category, decide_end
from zorgkas.care.pillars.residential.files import CODES
from zorgkas.care.pillars.residential.terms import answer_until, interest, pay_by
from zorgkas.ledger.accounts import Product

PILLAR = Pillar(
    code="residential",
    title=Said("Residentiële ouderenzorg", "Residential elderly care"),
    product=Product.RESIDENTIAL,
    folder=Path(__file__).parent,
    requests=(
        RequestKind(
            "admission",
            Said("Aanmelding van een opname", "Notification of an admission"),
            words.ADMISSION,
            decide_admission,
            answer_until,
            "BVR art. 435-439",
        ),
        RequestKind(
            "category",
            Said("Andere afhankelijkheidscategorie", "Another dependency category"),
            words.CATEGORY,
            decide_category,
            article="BVR art. 440-442",
        ),
        RequestKind(
            "absence",
            Said("Afwezigheid", "Absence"),
            words.ABSENCE,
            decide_absence,
            article="BVR art. 464-465",
        ),
        RequestKind(
            "end",
            Said("Einde van een verblijf", "End of a stay"),
            words.END,
            decide_end,
            article="BVR art. 443, 448",
        ),
    ),
    extra_columns={"unit": pa.string(), "hundredth_km": pa.int32()},
    codes=tuple(CODES),
    check=check,
    refuses_doubles=False,
    pay_by=pay_by,
    interest=interest,
)
