"""What is refused when chapters are put together, with a message that says where and why."""

import datetime
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from zorgkas.engine import Book, Chapter, Day, LawError
from zorgkas.engine.declare import Fact, Rule, _read
from zorgkas.engine.parameters import read_parameters
from zorgkas.engine.texts import read_texts
from zorgkas.engine.types import INT


def a_rule(function: Callable[..., Any], since: str = "2020-01-01", until: str | None = None, **more: Any) -> Rule:
    return _read(function, "art. 1", since, until, more.get("name"), None, derived=more.get("derived", False))


def book_of(*rules: Rule, parameters: Path | None = None, texts: Path | None = None) -> Book:
    facts = (Fact("weight", INT, "here"),)
    found = tuple(read_parameters(parameters)) if parameters else ()
    return Book.of([Chapter("test", rules, facts, found, tuple(read_texts(texts)) if texts else ())])


def heavy(weight: int) -> bool:
    return weight > 10


def heavy_later(weight: int) -> bool:
    return weight > 12


def one_way(other_way: bool) -> bool:
    return other_way


def other_way(one_way: bool) -> bool:
    return one_way


def test_a_rule_with_an_unknown_input_is_refused_with_a_suggestion() -> None:
    def misspelt(wieght: int) -> bool:
        return wieght > 1

    with pytest.raises(LawError, match=r"wieght is no rule, parameter or fact. Did you mean weight\?"):
        book_of(a_rule(misspelt))


def test_overlapping_versions_are_refused_and_adjoining_ones_are_not() -> None:
    later = a_rule(heavy_later, "2021-01-01", name="heavy")
    with pytest.raises(LawError, match="two versions hold at the same time"):
        book_of(a_rule(heavy), later)
    book = book_of(a_rule(heavy, until="2021-01-01"), later)
    assert book.on(datetime.date(2020, 12, 31)).decide({"weight": 11}, "heavy").value is True
    assert book.on(datetime.date(2021, 1, 1)).decide({"weight": 11}, "heavy").value is False


def test_a_name_cannot_be_both_rule_and_fact_or_parameter(tmp_path: Path) -> None:
    file = tmp_path / "parameters.yaml"
    file.write_text("heavy: {label: {nl: a, en: b}, unit: kg, values: [{from: 2020-01-01, value: 1, source: x}]}")
    with pytest.raises(LawError, match="heavy is declared twice"):
        book_of(a_rule(heavy), parameters=file)


def test_rules_that_need_each_other_are_refused_with_the_circle() -> None:
    with pytest.raises(LawError, match=r"in a circle: (one_way|other_way) -> \w+ -> (one_way|other_way)"):
        book_of(a_rule(one_way), a_rule(other_way))


def test_a_circle_of_rules_that_never_hold_together_is_no_circle() -> None:
    def start(weight: int) -> bool:
        return weight > 1

    ended = a_rule(one_way, until="2021-01-01")
    begun = a_rule(start, "2021-01-01", name="one_way")
    book_of(ended, begun, a_rule(other_way, "2021-01-01"), a_rule(start, "2020-01-01", "2021-01-01", name="other_way"))


def test_types_must_agree_between_a_rule_and_its_inputs() -> None:
    def as_day(weight: Day) -> bool:
        return weight > 1

    def halves(weight: int) -> Fraction:
        return Fraction(weight, 2)

    with pytest.raises(LawError, match="takes weight as day, but it is int"):
        book_of(a_rule(as_day))
    with pytest.raises(LawError, match="a rule cannot give a fraction"):
        book_of(a_rule(halves))
    with pytest.raises(LawError, match="takes parameters only"):
        book_of(a_rule(halves, derived=True))


def test_a_reversed_period_and_a_missing_type_are_refused() -> None:
    def untyped(weight) -> bool:  # type: ignore[no-untyped-def]
        return bool(weight)

    with pytest.raises(LawError, match=r"until \(2020-01-01\) must come after since"):
        a_rule(heavy, "2020-01-01", "2020-01-01")
    with pytest.raises(LawError, match="weight has no type"):
        a_rule(untyped)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: {label: {nl: x, en: x}, unit: cents}", "a: values is missing"),
        ("a: {lable: {nl: x, en: x}, unit: cents, values: []}", "unknown key 'lable'. Did you mean label?"),
        ("a: {label: {nl: x}, unit: c, values: [{from: 2020-01-01, value: 1, source: s}]}", "label: en is missing"),
        ("a: {label: {nl: x, en: x}, unit: c, values: [{from: 2020-13-01, value: 1, source: s}]}", "month must be in"),
        ("a: {label: {nl: x, en: x}, unit: c, values: [{from: soon, value: 1, source: s}]}", "'soon' is not a date"),
        ("a: {label: {nl: x, en: x}, unit: c, values: [{from: 2020-01-01, value: 1}]}", "source: expected a text"),
        ("a: {label: {nl: x, en: x}, unit: c, values: [{from: 2020-01-01}]}", "either value or unknown"),
        (
            "a: {label: {nl: x, en: x}, unit: cents, values: [{from: 2020-01-01, value: 1.5, source: s}]}",
            "whole number",
        ),
        (
            "a: {label: {nl: x, en: x}, unit: c, values: [{from: 2020-01-01, value: 1, source: s}, "
            "{from: 2019-01-01, value: 1, source: s}]}",
            "must come after",
        ),
        (
            "a: {label: {nl: x, en: x}, unit: c, values: [{from: 2020-01-01, until: 2020-01-01, value: 1, source: s}]}",
            "must come after from",
        ),
        ("a: 1\na: 2", "line 2: a stands here twice"),
        ("a: [", ": not valid YAML"),
    ],
)
def test_a_parameter_file_that_is_wrong_is_refused_with_file_key_and_reason(
    tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "parameters.yaml"
    file.write_text(text)
    with pytest.raises(LawError) as error:
        read_parameters(file)
    assert str(file) in str(error.value)
    assert message in str(error.value)


def test_numbers_in_parameter_files_are_exact(tmp_path: Path) -> None:
    file = tmp_path / "parameters.yaml"
    file.write_text(
        "a: {label: {nl: x, en: x}, unit: index, values: [{from: 2020-01-01, value: 118.26, source: s}, "
        "{from: 2021-01-01, value: 1/3, source: s}]}"
    )
    assert [value.value for value in read_parameters(file)[0].values] == [Fraction(11826, 100), Fraction(1, 3)]


def test_a_text_that_speaks_of_something_that_is_no_input_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "texts.yaml"
    file.write_text("heavy: {label: {nl: x, en: x}, sentence: {nl: '{wieght}', en: '{value}'}}")
    with pytest.raises(LawError, match=r"speaks of \{wieght\}.*Did you mean weight"):
        book_of(a_rule(heavy), texts=file)
