"""The letter about a decision says what the decision says."""

import io
import sys
from pathlib import Path

import pypdf
import pytest

sys.path.append(str(Path(__file__).parents[1] / "membership"))
sys.path.append(str(Path(__file__).parents[1] / "budgets"))

from budgets_helpers import Village, moment

from zorgkas.letters.kinds import ZZZ_GRANTED, ZZZ_REFUSED
from zorgkas.letters.services import render, write_decision_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def village(fund):
    return Village(fund)


def words_of(letter):
    pages = pypdf.PdfReader(io.BytesIO(render(letter))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_grant_tells_the_amount_the_first_month_and_every_reason(village):
    person = village.member(born="1944-03-12")
    village.finding(person, "2026-03-02", "2029-03-02", at=moment("2026-03-05"))
    decision = village.decides(village.applies(person, "2026-03-10"), "2026-03-20")
    letter = write_decision_letter(decision)
    assert letter.kind == ZZZ_GRANTED.name
    assert write_decision_letter(decision) == letter
    words = words_of(letter)
    assert "€ 140,00 per maand" in words
    assert "Uw recht begon op 2 maart 2026. De eerste maand die wij betalen, is juli 2026." in words
    for reason in decision.motivation:
        assert reason["nl"] in words
    assert "Wij kennen uw rekeningnummer nog niet" in words


def test_a_refusal_tells_what_is_not_met_and_nothing_else(village):
    person = village.member(born="1944-03-12")
    village.finding(person, "2026-03-02", "2029-03-02", at=moment("2026-03-05"), total_tenths=90, iadl_adl_tenths=30)
    application = village.applies(person, "2026-03-10")
    decision = village.decides(application, "2026-03-20")
    assert decision is not None
    letter = write_decision_letter(decision)
    assert letter.kind == ZZZ_REFUSED.name
    words = words_of(letter)
    assert "Uw zorgnood is niet zwaar genoeg" in words
    for reason in decision.motivation:
        assert (reason["nl"] in words) is not reason["met"]
