"""`zorgkas membership`, as somebody at a terminal uses it."""

import pytest
from membership_helpers import Town, arrives, day, moment
from typer.testing import CliRunner

from zorgkas.cli import app
from zorgkas.letters.models import Letter
from zorgkas.membership.models import Membership
from zorgkas.membership.queries import membership_of
from zorgkas.registry.models import CareFund, Residence
from zorgkas.web.users import add_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_demo(town: Town) -> None:
    """A fund of its own, as commands move the clock of a demo."""
    town.fund.code = "cm"
    town.fund.save()


def run(*words: str) -> str:
    result = CliRunner().invoke(app, ["membership", *words])
    assert result.exit_code == 0, result.output
    return result.output


def test_affiliate_follow_and_letters(town: Town, vzk: CareFund) -> None:
    young, gone = arrives(town, "2000-12-31", "2000-12-31"), town.member()
    town.learn(Residence, gone, "2025-06-01", None, {"region": 3}, at=moment("2025-06-02"))
    run("affiliate", "2026", "--on", "2026-07-01", "--letters")
    run("follow", "2026", "--fund", "cm", "--on", "2026-01-05")
    assert membership_of(young, day("2026-06-01")) is not None
    assert membership_of(gone, day("2026-06-01")) is None
    run("letters", "--fund", "cm")
    assert set(Letter.objects.values_list("fund__code", "kind")) == {
        ("vzk", "membership_automatic"),
        ("cm", "membership_ended"),
    }
    assert vzk.name in run("show", young.insz)


def test_forms_from_a_file(town: Town, vzk: CareFund, tmp_path) -> None:
    person = town.member()
    file = tmp_path / "forms.csv"
    file.write_text(f"insz,received_on,other_sickness_fund\n{person.insz},2026-11-03,0\n")
    for _ in range(2):
        run("forms", str(file), "--fund", "vzk")
    later = membership_of(person, day("2027-01-01"))
    assert later is not None
    assert later.fund == vzk
    assert Membership.objects.filter(person=person).count() == 3


@pytest.mark.parametrize("line", ["00000000000,2026-11-03", "{insz},3 november"])
def test_a_wrong_line_is_named_and_nothing_is_done(town: Town, vzk: CareFund, tmp_path, line: str) -> None:
    person = town.member()
    file = tmp_path / "forms.csv"
    file.write_text(f"insz,received_on\n{person.insz},2026-11-03\n{line.format(insz=person.insz)}\n")
    result = CliRunner().invoke(app, ["membership", "forms", str(file), "--fund", "vzk"])
    assert result.exit_code == 1
    assert "3" in result.output
    assert membership_of(person, day("2027-01-01")).fund == town.fund


def test_without_a_fund_for_who_chose_none_it_says_so(town: Town) -> None:
    result = CliRunner().invoke(app, ["membership", "affiliate", "2026"])
    assert result.exit_code == 1
    assert "vzk" in result.output


def test_a_report_of_another_fund_and_ceding(town: Town, vzk: CareFund) -> None:
    person = town.member()
    assert vzk.name in run("report", person.insz, "2026", "--other", "vzk", "--on", "2015-01-01")
    later = membership_of(person, day("2026-06-01"))
    assert later is not None
    assert later.fund == vzk
    add_user("an", "een-lang-wachtwoord", ["case_worker"], funds=[vzk])
    run("cede", person.insz, "2026", "--to", "cm", "--user", "an")
    back = membership_of(person, day("2026-06-01"))
    assert back is not None
    assert back.fund == town.fund
    result = CliRunner().invoke(app, ["membership", "cede", person.insz, "2026", "--to", "vzk", "--user", "an"])
    assert result.exit_code == 1
