"""What is kept on disk is what would be made anew, and another source never finds it."""

from dataclasses import replace
from pathlib import Path

import pytest

from zorgkas.engine import shelf
from zorgkas.law import law_on


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(shelf, "cache_folder", lambda: tmp_path)
    return tmp_path


def test_a_thing_is_made_once_per_source(folder):
    made = []

    def make():
        made.append(1)
        return {"a": [1, "twee", None]}

    assert shelf.keep("thing", "x", make) == shelf.keep("thing", "x", make) == make()
    assert len(made) == 2, "once by the shelf, once by this test"
    shelf.keep("thing", "y", make)
    assert len(made) == 3


def test_what_json_cannot_say_is_made_every_time(folder):
    assert shelf.keep("thing", "x", lambda: {1, 2}) == {1, 2}
    assert not list(folder.iterdir())


def test_a_file_that_was_cut_off_is_made_anew(folder):
    (folder / "thing-x.json").write_text('{"a": [1, ')
    assert shelf.keep("thing", "x", lambda: "whole") == "whole"
    assert shelf.keep("thing", "x", lambda: "other") == "whole"


def test_what_fails_is_not_kept(folder):
    with pytest.raises(ValueError, match="wrong"):
        shelf.keep("thing", "x", lambda: (_ for _ in ()).throw(ValueError("wrong")))
    assert shelf.keep("thing", "x", lambda: "right") == "right"


def test_the_hash_of_files_changes_with_name_and_content(tmp_path):
    one = tmp_path / "a.yaml"
    one.write_text("x: 1\n")
    before = shelf.digest_of([one])
    one.write_text("x: 2\n")
    assert shelf.digest_of([one]) != before
    other = one.rename(tmp_path / "b.yaml")
    other.write_text("x: 1\n")
    assert shelf.digest_of([other]) != before


@pytest.mark.parametrize("date", ["2016-07-01", "2026-07-01"])
def test_the_version_that_was_kept_is_that_of_the_rules_and_amounts_in_force(date):
    page = law_on(date).page
    assert page.sources
    assert page.version == replace(page, sources="").version


def test_a_reform_has_a_version_of_its_own():
    law = law_on("2026-07-01")
    name, value = next((name, value) for name, value in law.parameters.items() if isinstance(value, int))
    assert law.reform({name: int(value) + 1}).version != law.version
