"""Reasons are kept once and told in the language of whoever reads them."""

import json

import pytest
from django.utils.translation import override

from zorgkas.engine import LegalGap
from zorgkas.law import law_on
from zorgkas.registry.reasons import gap_told, parts, reason, told


@pytest.fixture
def gap() -> LegalGap:
    with pytest.raises(LegalGap) as found:
        law_on("2026-05-01").decide({"due_month": "2026-05"}, "mfc_paid_from")
    return found.value


def test_what_the_law_does_not_say_is_kept_in_both_languages(gap: LegalGap) -> None:
    text, values = parts(reason("%(why)s", why=gap.reason), 100)
    kept = json.loads(json.dumps(values))
    with override("nl"):
        assert "Het artikel zegt niet welke maand" in told(text, kept)
    with override("en"):
        assert "The article does not say which month" in told(text, kept)


def test_a_page_tells_a_gap_in_its_own_language(gap: LegalGap) -> None:
    with override("nl"):
        assert gap_told(gap).startswith("Geen antwoord op 2026-05-01: mfc_paid_from: Het artikel")
    with override("en"):
        assert gap_told(gap) == str(gap)
