"""Twelfths of rehabilitation hospitals: once a month, differences when the budget changes."""

from datetime import UTC, date, datetime

import pytest
from tests.care.sectors.sector_helpers import START, House

from zorgkas.care.models import CareFile, Recognition
from zorgkas.care.pillars.rehabilitation_hospitals.twelfths import book_twelfths
from zorgkas.ledger.checks import check

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
BUDGET = {
    "hosp_base_cents": 1_200_000_000,
    "hosp_conditional_cents": 20_000_000,
    "hosp_recalculated_cents": 30_000_000,
    "hosp_corrective_cents": -10_000_000,
    "hosp_days_all": 60_000,
    "hosp_days_insured": 48_000,
    "hosp_days_by_fund": {"901": 12_000, "902": 6_000},
}


def told(hospital: House, **changes: int) -> None:
    values = {"pillar": hospital.pillar, "care": hospital.pillar[:20], "number": "H-1"}
    hospital.tell(Recognition, START, **values, details={**BUDGET, **changes})


def test_a_fund_pays_its_share_of_the_days_once_a_month() -> None:
    hospital = House.build("rehabilitation_hospitals")
    assert book_twelfths(hospital.fund, 202606, at=NOW) == 0  # nothing was told yet
    told(hospital)
    assert book_twelfths(hospital.fund, 202606, at=NOW) == hospital.owed(202606) == 16_666_667
    assert book_twelfths(hospital.fund, 202606, at=NOW) == 0
    assert CareFile.objects.get().pay_by == date(2026, 6, 15)
    assert [one for one in check(hospital.fund) if not one.good] == []


def test_another_budget_books_the_difference_up_or_down() -> None:
    hospital = House.build("rehabilitation_hospitals")
    told(hospital)
    book_twelfths(hospital.fund, 202606, at=NOW)
    told(hospital, hosp_corrective_cents=-70_000_000)
    assert book_twelfths(hospital.fund, 202606, at=NOW) == -1_000_000
    told(hospital, hosp_corrective_cents=50_000_000)
    assert book_twelfths(hospital.fund, 202606, at=NOW) == 2_000_000
    assert hospital.owed(202606) == 17_666_667
    assert [one for one in check(hospital.fund) if not one.good] == []
