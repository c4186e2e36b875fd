"""A day or month that is none is told in a sentence of its own: nobody reads that he died on none."""

from datetime import date

import pytest

from zorgkas.engine import FOREVER, NEVER
from zorgkas.engine.explanation import _step
from zorgkas.law import book, law_on

WRITTEN = sorted(
    (name, option)
    for name, text in book().texts.items()
    for option in ("NEVER", "FOREVER")
    if option in text.options and name in {**law_on(date(2026, 11, 24)).page.facts}
)


@pytest.mark.parametrize(("name", "option"), WRITTEN)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_fact_that_is_none_has_a_sentence(name: str, option: str, language: str) -> None:
    value = NEVER if option == "NEVER" else FOREVER
    step = _step(law_on(date(2026, 11, 24)), name, value, {name: "?"}, language)
    assert step.sentence == book().texts[name].options[option][language]
    assert step.sentence.endswith(".")
    assert "{" not in step.sentence


def test_the_facts_that_are_often_none_are_among_them() -> None:
    assert {("died_on", "NEVER"), ("detained_from", "NEVER"), ("entitled_to", "FOREVER")} <= set(WRITTEN)
