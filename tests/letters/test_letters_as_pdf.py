"""What every letter must be: plain Dutch, complete in law, and a PDF that a screen reader can read."""

import io
import json
import re

import pypdf
import pytest
from letter_samples import FUND, granted, invitation, refused
from membership_letter_samples import MEMBERSHIPS

from zorgkas.law.zzz.kinds import ZzzOutcome
from zorgkas.letters import typesetting
from zorgkas.letters.qr import payment_payload
from zorgkas.letters.refusals import REFUSALS

INVITATIONS = {
    "plain": invitation(),
    "reduced": invitation(reduced=True, earlier=False),
    "direct debit": invitation(direct_debit=True),
    "voluntary, late": invitation(voluntary=True, late=True),
}
DECISIONS = {
    "granted": granted(),
    "granted by itself, in a facility": granted(automatic=True, residential=True, last_month=None, account=""),
    **{outcome.name: refused(outcome) for outcome in REFUSALS},
}
EVERY = {**INVITATIONS, **DECISIONS, **MEMBERSHIPS}
every_letter = pytest.mark.parametrize("letter", EVERY.values(), ids=EVERY.keys())

# Words of officials, of the list that the Flemish administration itself advises against.
BANNED = {
    "aangaande",
    "betreffende",
    "betreft",
    "dienen",
    "dient",
    "inzake",
    "indien",
    "teneinde",
    "reeds",
    "slechts",
    "middels",
    "derhalve",
    "alsmede",
    "hieromtrent",
    "desgevallend",
    "conform",
    "navolgend",
    "thans",
    "gelieve",
    "gelet",
    "heden",
    "bijgevolg",
    "omtrent",
    "ingevolge",
    "krachtens",
    "voornoemde",
}
LONGEST_SENTENCE = 20


def pdf_of(letter, **how):
    return typesetting.typeset([letter], fund=FUND, title="Brief", sent_on="2026-11-24", **how)


def words_of(pdf):
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def passages(letter):
    """The paragraphs and bullets of a letter, as the typesetter sees them."""
    typesetting.typeset([letter], fund=FUND, title="Brief", sent_on="2026-11-24")
    paragraphs, lists = (json.loads(typesetting._compiler().query(what)) for what in ("par", "list"))
    found = [element["body"] for element in paragraphs] + [item["body"] for part in lists for item in part["children"]]
    return [text for body in found if (text := re.sub(r"\s+", " ", flatten(body)).strip())]


def flatten(content):
    if isinstance(content, list):
        return "".join(map(flatten, content))
    if not isinstance(content, dict):
        return ""
    if content.get("func") in ("space", "parbreak", "linebreak"):
        return " "
    inner = content.get("text") or content.get("children") or content.get("body") or content.get("child") or ""
    return inner if isinstance(inner, str) else flatten(inner)


def sentences(letter):
    for passage in passages(letter):
        yield from (s for s in re.split(r"(?<=[.?!:])\s+(?=[A-Z0-9])", passage) if s)


@every_letter
def test_sentences_are_short_and_words_are_everyday(letter):
    spoken = list(sentences(letter))
    assert len(spoken) > 15
    too_long = [s for s in spoken if len(s.split()) > LONGEST_SENTENCE]
    assert not too_long
    used = {word for s in spoken for word in re.findall(r"[a-zë]+", s.lower())}
    assert not used.intersection(BANNED)


def test_the_check_of_the_language_can_fail():
    letter = refused(ZzzOutcome.WAITING_TIME)
    letter["data"]["next_steps"] = ["Gelieve ons " + "heel " * 30 + "snel te bellen."]
    with pytest.raises(AssertionError):
        test_sentences_are_short_and_words_are_everyday(letter)


@every_letter
def test_every_letter_tells_how_to_complain_and_who_guards_the_data(letter):
    words = words_of(pdf_of(letter))
    assert FUND["complaints"] in words  # BVR art. 42
    assert FUND["data_protection"] in words  # DEC art. 49 §6
    assert FUND["phone"] in words
    assert "Z000000123" in words


@pytest.mark.parametrize("letter", DECISIONS.values(), ids=DECISIONS.keys())
def test_every_decision_states_appeal_and_its_conditions(letter):
    """Without both the term of appeal does not start (DEC art. 24)."""
    words = words_of(pdf_of(letter))
    for needed in (
        "binnen 3 maanden",
        "de dag waarop wij deze brief versturen: 24 november 2026",
        FUND["agency_address"],
        "Leg uit waarom",
        "alle documenten",
        "Vraag dat dan in uw beroep",
        "€ 75,00",
        "€ 30,00",
        "arbeidsrechtbank",
        "BVR art. 153",
    ):
        assert needed in words


@every_letter
@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_the_pdf_is_tagged_and_names_its_language_and_title(letter, large):
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(letter, large=large)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "nl-BE"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata.title == "Brief"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()  # says that it is PDF/UA


def test_large_print_is_large():
    def sizes(pdf):
        found = []
        page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
        page.extract_text(visitor_text=lambda text, _cm, tm, _font, size: found.append(size) if text.strip() else None)
        return sorted(found)

    normal, large = (sizes(pdf_of(granted(), large=large)) for large in (False, True))
    assert large[len(large) // 2] >= 1.4 * normal[len(normal) // 2]


def test_the_invitation_says_how_much_by_when_and_how():
    words = words_of(pdf_of(INVITATIONS["plain"]))
    for needed in ("€ 100,00 ten laatste op 30 april 2026", "BE71 0961 2345 6769", "+++100/0000/12345+++", "€ 64,00"):
        assert needed in words


def test_who_has_a_direct_debit_is_not_asked_to_pay():
    words = words_of(pdf_of(INVITATIONS["direct debit"]))
    assert "U hoeft niets te doen" in words
    assert "QR-code" not in words


def test_a_draft_says_that_it_is_one():
    pdf = typesetting.typeset([granted()], fund=FUND, title="Brief")
    assert "nog niet verstuurd" in words_of(pdf)


def test_the_payment_code_follows_the_standard():
    lines = payment_payload(name="Zorgkas", iban="BE71096123456769", amount_cents=10005, text="+++1+++").split("\n")
    assert lines == ["BCD", "002", "1", "SCT", "", "Zorgkas", "BE71096123456769", "EUR100.05", "", "", "+++1+++"]


def test_letters_in_one_file_know_their_pages():
    letters = [granted(), invitation(direct_debit=True, earlier=False), refused(ZzzOutcome.NOT_SEVERE_ENOUGH)] * 3
    sheaf = typesetting.typeset_sheaf(letters, fund=FUND, title="Brieven", sent_on="2026-11-24")
    pages = pypdf.PdfReader(io.BytesIO(sheaf.pdf)).pages
    assert len(pages) == sheaf.page_count
    starts = tuple(number for number, page in enumerate(pages, 1) if "Uw dossiernummer" in page.extract_text())
    assert sheaf.first_pages == starts
    assert len(starts) == len(letters)
