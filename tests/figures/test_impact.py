"""What other amounts would change, before anything is run."""

import datetime
import json
import re
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from typer.testing import CliRunner

sys.path.append(str(Path(__file__).parents[1] / "membership"))
sys.path.append(str(Path(__file__).parents[1] / "budgets"))

from budgets_helpers import Village, moment

from zorgkas.budgets.models import Entitlement
from zorgkas.cli import app
from zorgkas.engine import CaseError, LawError
from zorgkas.figures.impact import Impact, Reform, impact, read_reform
from zorgkas.ledger.accounts import Product
from zorgkas.ledger.models import Entry
from zorgkas.registry.models import CareFund

pytestmark = pytest.mark.django_db

NOVEMBER = datetime.date(2026, 11, 1)


@pytest.fixture
def village(db: None) -> Village:
    fund = CareFund.objects.create(code="demo", name="Zorgkas", enterprise_number="0200000142")
    return Village(fund)


def _zbo(village: Village, year_cents: int, level: int = 29) -> None:
    """A running ZBO that was granted here."""
    person = village.member(born="1940-05-05")
    values = {
        "product": int(Product.ZBO),
        "care_form": 1,
        "given_monthly_cents": None,
        "decision_id": None,
        "granted_year_cents": year_cents,
        "granted_index_level": level,
        "category": 4,
    }
    village.learn(Entitlement, person, "2026-03-01", None, values, at=moment("2026-03-01"))


def _lines(village: Village, date: datetime.date, **parameters: object) -> dict[str, Impact]:
    found = impact(date, Reform("test", parameters), village.fund, known_at=moment("2026-10-20"))
    return {line.product: line for line in found}


def test_a_higher_zzz_counts_people_and_euro(village: Village) -> None:
    for _ in range(3):
        village.right(village.member(born="1944-03-12"), "2026-01-01")
    line = _lines(village, NOVEMBER, zzz_home_cents=14500)["ZZZ"]
    assert (line.period, line.people, line.gain, line.lose) == (202611, 3, 3, 0)
    assert (line.before_cents, line.after_cents, line.difference_cents) == (42000, 43500, 1500)


def test_a_change_that_touches_nobody_changes_nothing(village: Village) -> None:
    village.right(village.member(born="1944-03-12"), "2026-01-01")
    line = _lines(village, NOVEMBER, zzz_residential_cents=20000)["ZZZ"]
    assert (line.people, line.changed, line.difference_cents) == (1, 0, 0)


def test_the_premium_is_that_of_the_first_year_from_the_day_on(village: Village) -> None:
    village.member(born="1960-03-12")
    lines = _lines(village, datetime.date(2026, 1, 1), premium_full_cents=10500)
    assert lines["PREMIUM"].period == 2026
    assert (lines["PREMIUM"].gain, lines["PREMIUM"].difference_cents) == (1, 500)


def test_where_the_law_has_a_gap_the_line_says_so(village: Village) -> None:
    village.member(born="1960-03-12")
    line = _lines(village, NOVEMBER, premium_full_cents=10500)["PREMIUM"]
    assert line.period == 2027
    assert "DEC art. 45" in line.gap


def test_a_next_step_of_the_index_raises_what_runs_and_what_would_be_decided(village: Village) -> None:
    _zbo(village, 480_000)
    _zbo(village, 240_000)
    lines = _lines(village, NOVEMBER, zbo_index_level=30)
    running = lines["ZBO"]
    assert (running.gain, running.before_cents, running.after_cents) == (2, 60_000, 61_200)
    anew = lines["ZBO, zbo_month_cents"]
    assert (anew.people, anew.before_cents, anew.after_cents) == (2, 2 * 60_200, 2 * 61_400)


def test_other_maxima_touch_no_running_budget_but_a_new_decision(village: Village) -> None:
    _zbo(village, 480_000)
    lines = _lines(village, NOVEMBER, maximum_table_4_cents=600_000)
    assert lines["ZBO"].changed == 0
    assert lines["ZBO, zbo_month_cents"].gain == 1


def test_chunks_add_up(village: Village) -> None:
    for _ in range(5):
        village.right(village.member(born="1944-03-12"), "2026-01-01")
    reform = Reform("test", {"zzz_home_cents": 14500})
    known = moment("2026-10-20")
    whole = impact(NOVEMBER, reform, village.fund, known_at=known)
    parts = impact(NOVEMBER, reform, village.fund, known_at=known, chunk_size=2)
    assert whole == parts


def test_nothing_is_written(village: Village) -> None:
    village.right(village.member(born="1944-03-12"), "2026-01-01")
    before = Entry.objects.count()
    with CaptureQueriesContext(connection) as queries:
        _lines(village, NOVEMBER, zzz_home_cents=14500)
    writes = ("INSERT", "UPDATE", "DELETE", "CREATE", "COPY")
    assert [query["sql"] for query in queries if query["sql"].lstrip().upper().startswith(writes)] == []
    assert Entry.objects.count() == before


def test_a_day_within_a_month_starts_with_the_next_month(village: Village) -> None:
    village.right(village.member(born="1944-03-12"), "2026-01-01")
    assert _lines(village, datetime.date(2026, 12, 2), zzz_home_cents=14500)["ZZZ"].period == 202701


def test_a_reform_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "reform.yaml"
    path.write_text("name: Index\nparameters: {zbo_index_level: 30}\n")
    assert read_reform(path) == Reform("Index", {"zbo_index_level": 30})
    path.write_text("parameters: {zbo_index_levl: 30}\n")
    with pytest.raises(CaseError, match="no parameter"):
        read_reform(path)
    path.write_text("parameters: {}\n")
    with pytest.raises(LawError, match="at least one"):
        read_reform(path)


def test_the_command_prints_people_and_euro(village: Village, tmp_path: Path) -> None:
    village.right(village.member(born="1944-03-12"), "2026-01-01")
    path = tmp_path / "reform.yaml"
    path.write_text("name: Higher\nparameters: {zzz_home_cents: 14500}\n")
    asked = ["law", "impact", "--from", "2026-11-01", "--file", str(path)]
    found = json.loads(CliRunner().invoke(app, [*asked, "--json"]).stdout)
    line = next(one for one in found["impact"] if one["product"] == "ZZZ")
    assert (line["people"], line["gain"], line["difference_cents"]) == (1, 1, 500)
    assert re.search(r"ZZZ .*140[.,]00 .*145[.,]00", CliRunner().invoke(app, asked).output)
    path.write_text("parameters: {zzz_home_cents: veel}\n")
    wrong = CliRunner().invoke(app, asked)
    assert wrong.exit_code == 1
    assert "zzz_home_cents" in wrong.output
