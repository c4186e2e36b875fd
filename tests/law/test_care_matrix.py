"""The matrix of care in kind: its page is that of the law, and no order of the two changes the answer."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgkas.law import book, law_on
from zorgkas.law.cumulation.kinds import Care

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cumulation-care.md"
LAW = law_on("2026-07-01")


def table() -> list[str]:
    """The rows of the table, as the law gives them."""
    texts = book().texts
    named = {care: texts["care_one"].options[care.name]["en"] for care in Care}
    rows = [f"| beside | {' | '.join(named.values())} |"]
    for one in Care:
        cells = [texts["care_together"].options[_together(one, two)]["en"] for two in Care]
        rows.append(f"| {named[one]} | {' | '.join(cells)} |")
    return rows


def _together(one: Care, two: Care) -> str:
    return str(LAW.decide({"care_one": one.name, "care_two": two.name}, "care_together").value.name)


def test_the_page_shows_what_the_law_says() -> None:
    shown = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert shown == table()


@pytest.mark.parametrize(("one", "two"), [*product(Care, Care)])
def test_the_order_of_two_kinds_of_care_does_not_matter(one: Care, two: Care) -> None:
    assert _together(one, two) == _together(two, one)


@given(one=st.sampled_from(Care), two=st.sampled_from(Care), first=st.integers(1, 28), second=st.integers(1, 28))
def test_exactly_one_of_two_that_exclude_each_other_yields(one: Care, two: Care, first: int, second: int) -> None:
    days = {"care_one_requested_on": f"2026-03-{first:02}", "care_two_requested_on": f"2026-03-{second:02}"}
    back = {"care_one_requested_on": f"2026-03-{second:02}", "care_two_requested_on": f"2026-03-{first:02}"}
    ahead = LAW.decide({"care_one": one.name, "care_two": two.name, **days}, "care_two_yields").value
    turned = LAW.decide({"care_one": two.name, "care_two": one.name, **back}, "care_two_yields").value
    if _together(one, two) == "BOTH":
        assert (ahead, turned) == (False, False)
    else:
        assert ahead or turned
        assert first == second or ahead != turned
