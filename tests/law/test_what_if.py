"""What would somebody get: the same law as for a decision, and questions for what is not known."""

import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zorgkas.cli import app
from zorgkas.engine import CaseError, LawError
from zorgkas.law import book, law_on
from zorgkas.law.questions import Benefit, questions
from zorgkas.law.situation import Situation, read_situation
from zorgkas.law.what_if import Answer, State, what_if
from zorgkas.law.zbo.kinds import MeansKind
from zorgkas.law.zbo.means import MeansRow

ON = datetime.date(2026, 11, 10)
AN: dict[str, object] = {
    "birth_date": datetime.date(1944, 3, 12),
    "affiliated": True,
    "membership_kind": "COMPULSORY",
    "increased_allowance": True,
    "qualifying_years_before": 40,
    "care_form": "HOME",
    "finding_instrument": "BELRAI_ASSESSMENT",
    "finding_issued_on": datetime.date(2026, 11, 2),
    "finding_from": datetime.date(2026, 11, 2),
    "finding_to": datetime.date(2029, 11, 2),
    "finding_total_tenths": 140,
    "finding_cognition_tenths": 45,
}
PENSION = (MeansRow(MeansKind.PENSION, 1_900_000),)


def _ask(benefit: Benefit, facts: dict[str, object], means: tuple[MeansRow, ...] = ()) -> Answer:
    return what_if(Situation(ON, facts, means, (benefit,)))[0]


def test_an_answer_for_every_benefit_with_the_amounts_of_the_law() -> None:
    answers = {answer.benefit: answer for answer in what_if(Situation(ON, AN, PENSION))}
    assert list(answers) == [benefit for benefit in Benefit if benefit != Benefit.ZBH or "zbh_outcome" in book().rules]
    assert (answers[Benefit.PREMIUM].state, answers[Benefit.PREMIUM].cents) == (State.OWED, 3500)
    zzz = answers[Benefit.ZZZ]
    assert (zzz.state, zzz.cents, zzz.first_month, zzz.last_month) == (State.GRANTED, 14000, "2027-03", "forever")
    zbo = answers[Benefit.ZBO]
    assert (zbo.state, zbo.cents, zbo.first_month, zbo.last_month) == (State.GRANTED, 60200, "2026-12", "forever")


def test_the_same_law_decides() -> None:
    zbo = _ask(Benefit.ZBO, AN, PENSION)
    assert zbo.reason is not None
    assert zbo.reason.law_version == law_on("2026-12-01").version
    assert zbo.reason.value.name == "GRANTED"


def test_a_refusal_says_why() -> None:
    answer = _ask(Benefit.ZBO, {**AN, "birth_date": datetime.date(1970, 1, 1)}, PENSION)
    assert answer.state == State.REFUSED
    assert answer.reason is not None
    assert answer.reason.explain("nl").outcome.sentence == "U hebt nog geen recht: u bent nog niet oud genoeg."


def test_what_is_missing_is_asked_and_is_no_error() -> None:
    for answer in what_if(Situation(ON, {"birth_date": datetime.date(1944, 3, 12)})):
        assert answer.state == State.MISSING
        assert answer.missing
        for one in answer.missing:
            assert one.question is not None, one.fact
            assert one.question.text["nl"].endswith("?")


def test_only_what_can_still_change_the_answer_is_asked() -> None:
    assumed = {one.fact for one in _ask(Benefit.ZBO, AN, PENSION).assumed}
    assert "earlier_premiums_paid" in assumed
    assert "dependent_children" not in assumed  # below the exempt amount a child changes nothing
    rich = {one.fact for one in _ask(Benefit.ZBO, AN, (MeansRow(MeansKind.PENSION, 2_300_000),)).assumed}
    assert "dependent_children" in rich


def test_work_of_another_year_asks_for_the_reference_year() -> None:
    answer = _ask(Benefit.ZBO, AN, (MeansRow(MeansKind.WAGE, 500_000, year=2025),))
    assert answer.asks_year == 2024


def test_evidence_that_contradicts_itself_is_named() -> None:
    answer = _ask(Benefit.ZBO, {**AN, "finding_cognition_tenths": -1}, PENSION)
    assert answer.state == State.CONTRADICTION
    assert "ask the assessor" in answer.problem("nl")


def test_a_gap_is_said_as_such() -> None:
    before = Situation(datetime.date(2022, 7, 1), AN, PENSION, (Benefit.ZBO,))
    answer = what_if(before)[0]
    assert answer.state == State.GAP
    assert "25 July 2022" in answer.problem("en")
    assert "Voor 25 juli 2022" in answer.problem("nl")


def test_a_name_that_is_no_fact_is_refused_with_a_suggestion() -> None:
    with pytest.raises(CaseError, match="Did you mean birth_date"):
        what_if(Situation(ON, {"birth_dat": 1}))


def test_every_question_is_about_a_fact_and_every_needed_fact_has_a_question() -> None:
    assert set(questions()) <= set(book().facts)
    law = law_on("2026-11-01")
    filled_in = {"birth_year", "zbo_effective_month", "premium_year", "entitled_from", "due_month"}
    targets = ["premium_due_cents", "zzz_outcome", "zzz_first_month", "zbo_outcome", "zbo_first_month", "zbh_outcome"]
    for target in (target for target in targets if target in book().rules):
        needed = {fact.name for fact in law.facts_of(target) if fact.default is None}
        assert needed - filled_in <= set(questions()), target


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "situation.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_situation_in_a_file(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        """
on: 2026-11-10
benefits: [ZBO]
facts: {birth_date: 1944-03-12}
means:
  - {kind: PENSION, euro: 1450.50, a_month: true, label: pension}
  - {kind: SALE, euro: 180000, share: 1/2, transferred_on: 2022-05-17, debts_euro: 20000}
""",
    )
    situation = read_situation(path, ON)
    assert situation.benefits == (Benefit.ZBO,)
    assert situation.means[0].amount_cents == 1_740_600
    assert (situation.means[1].share, situation.means[1].debts_cents) == ((1, 2), 2_000_000)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{kind: PENSON, euro: 1}", "PENSON"),
        ("{kind: PENSION}", "euro is missing"),
        ("{kind: PENSION, euro: 1.001}", "two decimals"),
        ("{kind: PENSION, euro: much}", "not an amount"),
        ("{kind: CAPITAL, euro: 1, share: half}", "not a share"),
        ("{kind: GIFT, euro: 1, transferred_on: soon}", "not a date"),
        ("{kind: GIFT, euro: 1, wrong: 1}", "unknown key"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_number(tmp_path: Path, row: str, message: str) -> None:
    path = _file(tmp_path, f"facts: {{}}\nmeans: [{row}]\n")
    with pytest.raises((CaseError, LawError), match=message) as error:
        read_situation(path, ON)
    assert "row 1" in str(error.value)


def test_the_command_says_what_one_gets_and_asks_what_it_does_not_know(tmp_path: Path) -> None:
    path = _file(
        tmp_path, "on: 2026-11-10\nbenefits: [PREMIUM, ZZZ]\nfacts: {birth_date: 1944-03-12, affiliated: true}"
    )
    answer = CliRunner().invoke(app, ["law", "what-if", str(path), "--language", "en"])
    assert answer.exit_code == 0
    assert "Do you receive the care at home or in a facility? [care_form]" in answer.output
    wrong = CliRunner().invoke(app, ["law", "what-if", str(_file(tmp_path, "facts: {birth_dat: 1944-03-12}"))])
    assert wrong.exit_code == 1
    assert "Did you mean birth_date?" in wrong.output


def test_the_example_of_the_guide_is_answered(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "how-to" / "ask-what-somebody-would-get.md").read_text("utf-8")
    example = guide.split("```yaml\n")[1].split("```")[0]
    answers = {answer.benefit: answer for answer in what_if(read_situation(_file(tmp_path, example), ON))}
    assert answers[Benefit.ZBO].state == answers[Benefit.ZZZ].state == State.GRANTED
    assert answers[Benefit.ZBO].cents == 9200
