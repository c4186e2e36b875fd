"""The page of the articles speaks of rules, services and tables that exist."""

import re
from pathlib import Path

from zorgkas.law import book

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "benefits-articles-common.md"


def test_every_name_on_the_page_exists() -> None:
    text = PAGE.read_text(encoding="utf-8")
    names = {name.rstrip("*") for name in re.findall(r"`([A-Za-z_*]{4,})`", text)}
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py"))
    words = set(re.findall(r"\w+", source)) | set(book().parameters) | set(book().rules)
    assert sorted(name for name in names if not any(word.startswith(name) for word in words)) == []


def test_every_rule_of_the_two_chapters_stands_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    helpers = {
        "recovery_prescription",
        "error_reported_in_time",
        "set_off_base_monthly_cents",
        "set_off_months",
        "recovery_way",
        "recovery_waits_for_premiums",
        "documents_complete",
        "tribunal_in_time",
        "replacement_ground",
    }
    chapters = book().chapter_of
    mine = {name for name in book().rules if chapters[name] in ("recovery", "appeals")}
    assert sorted(name for name in mine - helpers if name not in text) == []
