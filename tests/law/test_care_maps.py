"""The maps of the articles of six sectors: every name exists, every rule stands in one, no article is left out."""

import re
from pathlib import Path

from zorgkas.law import book

ROOT = Path(__file__).parents[2]
PAGES = ("care-articles-rehabilitation.md", "care-articles-nursing-homes.md", "care-articles-living-and-teams.md")
TEXT = "\n".join((ROOT / "docs" / "reference" / page).read_text(encoding="utf-8") for page in PAGES)
CHAPTERS = (
    *("care_in_kind", "rehabilitation_hospitals", "rehabilitation_facilities"),
    *("nursing_homes", "sheltered_living", "palliative_teams", "wheelchair_teams"),
)


def test_every_name_in_the_maps_exists() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py"))
    words = set(re.findall(r"\w+", source)) | set(book().parameters)
    assert sorted(set(re.findall(r"`([a-z]\w+)`", TEXT)) - words) == []


def test_every_rule_stands_in_a_map() -> None:
    named = set(re.findall(r"`(\w+)`", TEXT))
    assert sorted(name for name in book().rules if book().chapter_of[name] in CHAPTERS and name not in named) == []


def test_no_article_of_the_six_books_is_left_out() -> None:
    """Whole numbers from 534/13 to 534/247: each is named, or lies in a range that is."""
    covered: set[int] = set()
    for cell in re.findall(r"^\| ([^|]*\d[^|]*) \|", TEXT, re.MULTILINE):
        for first, last in re.findall(r"534/(\d+)(?:/\d+)?(?:-(\d+))?", cell):
            covered |= {int(first), *range(int(first), int(last or first) + 1)}
    missing = set(range(13, 248)) - covered
    assert missing <= {*range(79, 90), 118}  # 534/79 to 89 is pillar 7; 534/118 is empty
