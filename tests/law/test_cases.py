"""Every legal case of the repository comes out as its source says, and every rule has one."""

from pathlib import Path

import pytest

from zorgkas.engine.cases import Case, read_cases, run_case
from zorgkas.law import book

CASES = read_cases(Path(__file__).parents[1] / "cases")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{Path(case.where.split(':')[0]).stem}: {case.name}")
def test_the_law_decides_as_the_source_says(case: Case) -> None:
    assert run_case(book(), case).problems == ()


def test_every_case_asks_something() -> None:
    assert [case.where for case in CASES if not case.targets] == []


def test_no_two_cases_of_a_file_have_the_same_name() -> None:
    names = [(case.where.split(":")[0], case.name) for case in CASES]
    assert len(names) == len(set(names))


def test_every_rule_is_asked_for_by_name_in_a_case() -> None:
    asked = {target for case in CASES for target in case.targets}
    assert sorted(set(book().rules) - asked) == []


def test_every_version_of_a_rule_is_asked_for_on_a_date_on_which_it_holds() -> None:
    used = set()
    for case in CASES:
        page = case.law(book()).page
        for target in case.targets:
            used |= {page.rules[name].where for name in page.needs(target) if name in page.rules}
    versions = {rule.where for found in book().rules.values() for rule in found}
    assert sorted(versions - used) == []


def test_every_yes_or_no_rule_has_a_case_for_yes_and_one_for_no() -> None:
    """Also the refusal has a case, not only the grant."""
    seen: dict[str, set[bool]] = {}
    for case in CASES:
        for target, expected in case.expect.items():
            if isinstance(expected, bool):
                seen.setdefault(target, set()).add(expected)
    gaps = {name for name, found in book().rules.items() if all(rule.gap for rule in found)}
    rules = {name for name, found in book().rules.items() if found[0].kind.name == "bool"} - gaps
    assert {name: seen.get(name, set()) for name in rules if len(seen.get(name, set())) < 2} == {}


CHOICES = (
    *("membership_duty", "premium_rate", "zzz_outcome", "zbo_outcome", "row_outcome", "zbo_replaced_by"),
    *("aid_outcome", "aid_line_outcome"),
)


def test_every_outcome_of_a_choice_is_reached_by_a_case() -> None:
    reached: dict[str, set[str]] = {}
    for case in CASES:
        for target, expected in case.expect.items():
            reached.setdefault(target, set()).add(str(expected))
    missing = {
        name: sorted(set(found[0].kind.enum.__members__) - reached.get(name, set()))
        for name, found in book().rules.items()
        if found[0].kind.enum is not None and name in CHOICES
    }
    assert {name: members for name, members in missing.items() if members} == {}
