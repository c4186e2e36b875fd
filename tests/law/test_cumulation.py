"""The matrix of the three budgets in the documentation is that of the law, cell by cell."""

from pathlib import Path

from zorgkas.law import book, law_on
from zorgkas.law.cumulation.kinds import Beside

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cumulation.md"
TARGETS = ("zzz_together_with", "zbh_together_with", "zbo_together_with")


def table() -> list[str]:
    """The rows of the table, as the law of June 2026 gives them."""
    law, texts = law_on("2026-06-01"), book().texts
    rows = []
    for beside in Beside:
        cells = [
            texts[target].options[law.decide({"beside": beside.name}, target).value.name]["en"] for target in TARGETS
        ]
        rows.append(f"| {texts['beside'].options[beside.name]['en']} | {' | '.join(cells)} |")
    return rows


def test_the_page_shows_what_the_law_says() -> None:
    shown = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert shown[1:] == table()


def test_the_three_budgets_go_together_in_both_directions() -> None:
    law = law_on("2026-06-01")
    for one, other in (("ZBH", "zzz"), ("ZBO", "zzz"), ("ZZZ", "zbh"), ("ZBO", "zbh"), ("ZZZ", "zbo"), ("ZBH", "zbo")):
        assert law.decide({"beside": one}, f"{other}_together_with").value.name == "BOTH"
