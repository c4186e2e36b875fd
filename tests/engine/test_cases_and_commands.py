"""Legal cases in YAML and the commands of `zorgkas law`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import zorgkas.law
from zorgkas.cli.law import app
from zorgkas.engine import Book, LawError
from zorgkas.engine.cases import read_cases, run_case

CASES = Path(__file__).parent / "fictional" / "cases"


@pytest.fixture
def run(book: Book, monkeypatch: pytest.MonkeyPatch):
    """Run a command on the law of Landvast."""
    monkeypatch.setattr(zorgkas.law, "book", lambda: book)
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_cases_of_landvast_pass(book: Book) -> None:
    cases = read_cases(CASES)
    assert len(cases) == 5
    assert [run_case(book, case).problems for case in cases] == [()] * 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {name: a, on: 2024-01-01, expect: {x: 1}}", "case 1 (a): source is missing"),
        ("- {name: a, source: ' ', on: 2024-01-01}", "source must be a text that is not empty"),
        ("- {name: a, source: s, on: 2024-1}", "'2024-1' is not a date"),
        ("\n- {name: a, source: s, on: 2024-13-01}", "line 2: 2024-13-01 is not a date"),
        ("- {name: a, source: s, on: 2024-01-01, facts: {stay_from: 2024-03-01, stay_to: 2024-02-01}}", "is reversed"),
        ("- {name: a, source: s, on: 2024-01-01, facs: {}}", "unknown key 'facs'. Did you mean facts?"),
        ("- {name: a, source: s, on: 2024-01-01, facts: [1]}", "facts must be a mapping"),
        ("nothing", "expected a list of cases"),
        ("- {name: [", "not valid YAML"),
    ],
)
def test_a_case_file_that_is_wrong_is_refused(tmp_path: Path, run, text: str, message: str) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(text)
    with pytest.raises(LawError) as error:
        read_cases(file)
    assert message in str(error.value)
    outcome = run("cases", file)
    assert outcome.exit_code == 1
    assert message in outcome.output
    assert "Traceback" not in outcome.output


def test_cases_prints_a_table_and_fails_with_the_difference(tmp_path: Path, run) -> None:
    outcome = run("cases", CASES)
    assert outcome.exit_code == 0, outcome.output
    assert "5       0" in outcome.output
    file = tmp_path / "one.yaml"
    file.write_text((CASES / "toll.yaml").read_text().replace("toll_due_cents: 8250", "toll_due_cents: 8251"))
    outcome = run("cases", file)
    assert outcome.exit_code == 1
    assert "expected 8251, but the law gives 8250" in outcome.output
    assert "source: Bridge Act art. 2, 6 and 7" in outcome.output
    assert run("cases", tmp_path / "none").exit_code == 1


def test_explain_shows_the_tree_or_json(run) -> None:
    text = run("explain", CASES, "--case", "young", "--target", "toll_due_cents").output
    assert "40 overtochten van € 2,75, min € 0,00: € 82,50.  [Bridge Act art. 7]" in text
    answer = json.loads(run("explain", CASES, "--case", "lighthouse crosses", "--json", "--language", "en").output)
    assert {one["target"]: one["outcome"] for one in answer} == {"toll_rate": "NONE", "toll_due_cents": 0}
    assert run("explain", CASES, "--case", "nobody").exit_code == 1
    assert "choose nl or en" in run("explain", CASES, "--language", "fr").output
    assert "bulletin of 2025" in run("explain", CASES, "--case", "index").output


def test_show_gives_history_inputs_and_users(run) -> None:
    text = run("show", "toll_rate", "--on", "2024-05-01").output
    assert "2010-01-01 to 2020-01-01: Bridge Act art. 2" in text
    assert "takes household (Household)" in text
    assert "Used by on 2024-05-01: toll_per_crossing_cents" in text
    assert "450" not in run("show", "toll_base_cents", "--on", "2015-01-01").output.split("History")[0]
    assert "When not given: geen" in run("show", "died_on").output
    outcome = run("show", "tol_rate")
    assert outcome.exit_code == 1
    assert "Did you mean toll_rate?" in outcome.output


def test_gaps_lists_unknown_values_gap_rules_and_holes(run) -> None:
    text = run("gaps", "--language", "en").output
    assert "2025-01-01 - …  price_index: the bulletin of 2025 has not appeared" in text
    assert "needed for toll_due_cents" in text
    assert "2015-01-01 - 2018-01-01  ferry_due_cents: the decree was never published" in text
    assert "2018-01-01 - 2019-01-01  ferry_due_cents: no version of this rule is in force" in text
    assert "2023-01-01 - 2024-01-01  ferry_cents: no value is in force" in text
    assert "price_index" not in run("gaps", "--on", "2016-01-01").output
    assert "ferry_cents: er is geen waarde van kracht" in run("gaps").output


def test_changes_lists_every_date_with_what_changes(run, book: Book) -> None:
    text = run("changes").output
    assert [line for line in text.splitlines() if not line.startswith(" ")] == [str(date) for date in book.changes]
    assert "parameter young_age is 21 (Bridge Act art. 2 as amended in 2022)" in text
    outcome = run("changes", "--from", "2020-01-01", "--to", "2019-01-01")
    assert outcome.exit_code == 1
    assert "must come after" in outcome.output
