"""Letters about a ZBH and a ZBO: what, why, from when, what now; plain Dutch, with the way to appeal."""

import io
import re
import sys
from pathlib import Path

import pypdf
import pytest

sys.path.append(str(Path(__file__).parents[1] / "membership"))
sys.path.append(str(Path(__file__).parents[1] / "budgets"))

from budgets_helpers import day, moment
from membership_helpers import user
from test_letters_as_pdf import BANNED, LONGEST_SENTENCE, sentences
from zbo_helpers import OldVillage

from zorgkas.budgets.models import Decision, DisabilityFile, Means
from zorgkas.budgets.services import apply_zbo, grant_zbh, remind
from zorgkas.letters.models import Letter
from zorgkas.letters.services import (
    record_example_contact,
    render,
    write_decision_letter,
    write_decision_letters,
    write_question_letters,
)
from zorgkas.letters.services.rendering import prepare
from zorgkas.registry.models import CareFund

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db) -> OldVillage:
    fund = CareFund.objects.create(code="demo", name="Zorgkas Voorbeeld", enterprise_number="0200000142")
    record_example_contact(fund)
    return OldVillage(fund)


def words(letter: Letter) -> str:
    pages = pypdf.PdfReader(io.BytesIO(render(letter))).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def check_language(letter: Letter) -> None:
    prepared = prepare(letter)
    # Reasons are the law's own words, tested there.
    prepared["data"] = {**prepared["data"], "reasons": []}
    spoken = list(sentences(prepared))
    assert [one for one in spoken if len(one.split()) > LONGEST_SENTENCE] == []
    assert not {word for one in spoken for word in re.findall(r"[a-zë]+", one.lower())} & BANNED


def test_a_zbo_that_is_granted(town):
    town.granted()
    decision = Decision.objects.get()
    letter = write_decision_letter(decision)
    text = words(letter)
    for needed in ("€ 511,00 per maand", "april 2026", "zorgbudget voor ouderen", "binnen drie maanden", "artikel 88"):
        assert needed in text
    assert "De dossiertaks" not in text
    check_language(letter)
    assert write_decision_letters([decision]) == 0


def test_a_zbo_with_dated_periods_tells_each_amount(town):
    person = town.elder()
    town.screened(person, "2026-03-02")
    town.has(person, Means.Kind.PENSION, 1_500_000, end="2026-06-15")
    town.has(person, Means.Kind.PENSION, 2_200_000, start="2026-06-15", number=1)
    town.decides_zbo(town.asks_zbo(person, "2026-03-10"), "2026-08-20")
    text = words(write_decision_letter(Decision.objects.get()))
    assert "vanaf juli 2026: € 356,00 per maand" in text
    assert "in één keer" in text


def test_a_refusal_says_why_first_and_what_can_be_done(town):
    person = town.elder()
    town.screened(person, "2026-03-02")
    town.has(person, Means.Kind.PENSION, 4_000_000)
    town.decides_zbo(town.asks_zbo(person, "2026-03-10"), "2026-03-10")
    letter = write_decision_letter(Decision.objects.get())
    text = words(letter)
    assert "Uw inkomen is te hoog" in text
    assert "opnieuw een aanvraag" in text
    assert "arbeidsrechtbank" in text
    check_language(letter)


def test_a_revision_says_that_the_budget_changes_or_stops(town):
    person = town.granted()
    town.has(person, Means.Kind.PENSION, 4_000_000, start="2026-05-10", at="2026-06-01", message=False)
    town.revises("2026-06-15", since="2026-04-01")
    letter = write_decision_letter(Decision.objects.order_by("-pk")[0])
    text = words(letter)
    assert "Uw zorgbudget stopt" in text
    assert "nog tot en met juni 2026" in text
    check_language(letter)


def test_a_zbh_that_comes_by_itself(town):
    person = town.member("1980-05-05")
    values = {"group": 1, "recognised": True, "demand_end_of_2014": True, "demand_start_of_2016": True}
    town.file(person, "2016-03-01", at=moment("2026-02-03"), **values)
    grant_zbh(town.fund, moment("2026-02-01"), on=day("2026-02-10"), known_at=moment("2026-02-10"))
    letter = write_decision_letter(Decision.objects.get())
    text = words(letter)
    assert DisabilityFile.objects.count() == 1
    for needed in ("€ 300,00", "september 2016", "niet zelf vragen", "dossiertaks van € 75,00"):
        assert needed in text
    check_language(letter)


def test_questions_a_reminder_and_a_right_that_lapsed(town):
    person = town.elder()
    town.screened(person, "2026-03-02")
    town.has(person, Means.Kind.PENSION, 1_500_000)
    application = apply_zbo(person, day("2026-03-10"), answers={"work_known": True, "property_known": True})
    town.decides_zbo(application, "2026-03-10")
    assert write_question_letters(town.fund, day("2026-03-10")) == 1
    asked = Letter.objects.get()
    text = words(asked)
    assert "ten laatste op 10 april 2026" in text
    assert "Spaargeld en beleggingen" in text
    check_language(asked)
    remind(town.fund, day("2026-04-11"))
    assert write_question_letters(town.fund, day("2026-04-11")) == 1
    town.decides_zbo(application, "2026-05-12", user())
    assert write_question_letters(town.fund, day("2026-05-12")) == 1
    lapsed = Letter.objects.order_by("-pk")[0]
    assert "vervallen" in words(lapsed)
    check_language(lapsed)
    assert write_question_letters(town.fund, day("2026-05-13")) == 0
