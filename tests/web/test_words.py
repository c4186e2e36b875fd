"""The words of the law in plain language: whole, short, and where people need them."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation

import zorgkas
from zorgkas.web.roles import Role
from zorgkas.web.words import words

TEMPLATES = Path(zorgkas.__file__).parent / "web" / "templates"
LONGEST_SENTENCE = 22


@pytest.mark.parametrize("word", words().values(), ids=lambda word: word.key)
def test_a_word_is_told_in_short_sentences_in_both_languages(word):
    for text in (word.means_nl, word.means_en):
        assert text.endswith(".")
        for sentence in re.split(r"[.?]\s", text):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


def test_every_word_that_a_page_explains_exists():
    used = {key for path in TEMPLATES.rglob("*.html") for key in re.findall(r'{% word "(\w+)" %}', path.read_text())}
    assert used
    assert used <= set(words())


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_help_shows_the_words_and_only_what_the_role_may_do(role, client, staff, fund):
    client.force_login(staff[role])
    for language in ("nl", "en"):
        with translation.override(language):
            page = client.get(reverse("counter:help"), headers={"Accept-Language": language})
        assert page.status_code == 200
        assert len(page.context["words"]) == len(words())
        for task in page.context["tasks"]:
            assert client.get(reverse(task["page"])).status_code == 200, task
