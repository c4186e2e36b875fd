"""The glossary and the list of readings speak of names that exist."""

import re
from pathlib import Path

from zorgkas.law import book

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"


def _names(page: str) -> set[str]:
    text = (REFERENCE / page).read_text(encoding="utf-8")
    return {name for name in re.findall(r"`([A-Za-z_]+)`", text) if not name.endswith("py")}


def test_every_name_in_the_glossary_exists_in_the_code() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py"))
    words = set(re.findall(r"\w+", source)) | set(book().parameters)
    assert sorted(_names("glossary.md") - words) == []


def test_every_reading_in_the_list_is_a_parameter_and_every_yes_or_no_parameter_stands_in_the_list() -> None:
    listed = {name for name in _names("open-readings.md") if name in book().parameters}
    switches = {name for name, found in book().parameters.items() if found.kind.name == "bool"}
    assert switches <= listed
    assert sorted(listed - switches) == ["set_off_current_year_from_month"]


def test_every_name_in_the_map_of_the_zbo_exists() -> None:
    page = (REFERENCE / "benefits-articles-zbo.md").read_text(encoding="utf-8")
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py"))
    words = set(re.findall(r"\w+", source)) | set(book().parameters)
    assert sorted(set(re.findall(r"`([a-z_0-9]+)`", page)) - words) == []


def test_every_rule_of_the_zbo_stands_in_its_map() -> None:
    named = set(re.findall(r"`(\w+)`", (REFERENCE / "benefits-articles-zbo.md").read_text(encoding="utf-8")))
    assert sorted({name for name in book().rules if book().chapter_of[name] == "zbo"} - named) == []
