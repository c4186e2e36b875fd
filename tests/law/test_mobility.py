"""The terms to renew of the law are those that annex 2 prints, code by code and column by column."""

import datetime

import pytest

from zorgkas.law import law_on
from zorgkas.law.mobility.products import products

DAY = datetime.date(2026, 6, 1)
BORN = {"below 12": "2020-01-01", "12 to 18": "2012-01-01", "18 to 65": "1990-01-01", "65 and older": "1950-01-01"}
CHAIR, CHAIR_2 = (36, 36, 48, 72), (36, 36, 72, 108)
CYCLE, FIXED_8 = (24, 48, 96, 96), (96, 96, 96, 96)
# Months per column of annex 2 as printed (in years): below 12, 12 to 18, 18 to 65, above 65. Second aids have rows too.
PRINTED = {
    **dict.fromkeys(("220013", "220035", "225716", "220057", "225753", "220079", "222975", "220337"), CHAIR),
    **dict.fromkeys(("220359", "220197", "225053", "220219", "220234", "220256"), CHAIR),
    **dict.fromkeys(("225016", "225038", "225738", "225694", "225613", "225657", "225635"), CHAIR_2),
    **dict.fromkeys(("225075", "225097"), CHAIR_2),
    "220617": (36, 36, 60, 60),
    "225119": (36, 36, 90, 90),
    "224095": (36, 36, 48, 48),
    "225679": (36, 36, 72, 72),
    **dict.fromkeys(("220094", "220116", "220138", "220278", "220293"), (36, 36, 60, 84)),
    "222813": (48, 48, 48, 72),
    **dict.fromkeys(("220153", "220175"), (72, 72, 72, 72)),
    **dict.fromkeys(("220374", "220396", "225134", "225156", "225178", "225193", "225215"), CYCLE),
    "225237": (-1, 48, 96, 96),
    **dict.fromkeys(("220418", "220433", "220455", "220477", "220499", "225259"), CHAIR),
    "220315": (120, 120, 120, 120),
    "220514": (24, 24, 24, 24),
    "220536": CHAIR,  # follows the wheelchair, here a standard one
    **dict.fromkeys(("220558", "220573"), (36, 36, 36, 36)),
    **dict.fromkeys(("220595", "220606"), (36, 36, 54, 54)),
    **dict.fromkeys(("226018", "226033", "226077", "226099", "226114", "226136"), FIXED_8),
}


def test_every_code_of_annex_2_is_known_and_no_other() -> None:
    assert set(products()) == set(PRINTED)


@pytest.mark.parametrize(("code", "months"), PRINTED.items())
def test_the_term_is_the_printed_one(code: str, months: tuple[int, ...]) -> None:
    product, law = products()[code], law_on(DAY)
    for born, expected in zip(BORN.values(), months, strict=True):
        facts = {
            "aid_previous_kind": product.kind.name,
            "aid_previous_second": product.second,
            "birth_date": born,
            "aid_applied_on": DAY,
        }
        assert law.decide(facts, "aid_renewal_months").value == expected, born
