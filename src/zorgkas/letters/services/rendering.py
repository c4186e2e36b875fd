"""A letter as PDF: a draft is set from its data, a sent letter comes back as it went out."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from zorgkas.ledger.communication import communication_of, format_communication
from zorgkas.letters import typesetting
from zorgkas.letters.contacts import letterhead
from zorgkas.letters.kinds import KINDS
from zorgkas.letters.models import Letter
from zorgkas.letters.qr import payment_qr


class LetterChanged(Exception):
    """The file of a sent letter is gone or no longer what was sent."""


def render(letter: Letter, *, large: bool = False) -> bytes:
    """Return the PDF. In large print it is set again from the same data, with the date on which it was sent."""
    if letter.sent_at and not large:
        return _as_sent(letter)
    sent_on = letter.sent_at.date().isoformat() if letter.sent_at else None
    return typesetting.typeset(
        [prepare(letter)], fund=letterhead(letter.fund), title=title_of(letter.kind), sent_on=sent_on, large=large
    )


def title_of(kind: str) -> str:
    """The title of the document, in the language of the letters."""
    return KINDS[kind].title


def prepare(letter: Letter) -> dict[str, object]:
    """Return what the templates take: the data of the letter, with communications and the payment code worked out."""
    content = _with_communications(letter.data["content"])
    for_code = KINDS[letter.kind].asks_money and not content.get("direct_debit") and content.get("asks", True)
    return {
        "kind": letter.kind,
        "number": letter.number,
        **letter.data["addressee"],
        "handled_by": letter.data.get("handled_by"),
        "data": content,
        "qr": _qr(letter.fund.name, content) if for_code else None,
    }


def _with_communications(content: Mapping[str, Any]) -> dict[str, Any]:
    whole = dict(content)
    if "item_id" in whole:
        whole["communication"] = communication_of(whole["item_id"])
        whole["earlier"] = [
            claim | {"communication": communication_of(claim["item_id"])} for claim in whole.get("earlier", [])
        ]
    return whole


def _qr(name: str, content: Mapping[str, Any]) -> str:
    text = format_communication(content["communication"])
    return payment_qr(name=name, iban=content["iban"], amount_cents=content["open_cents"], text=text)


def _as_sent(letter: Letter) -> bytes:
    file = settings.OUTBOX_DIR / letter.path
    pdf = file.read_bytes() if file.is_file() else b""
    if hashlib.sha256(pdf).hexdigest() != letter.sha256:
        raise LetterChanged(
            _("Letter %(number)s cannot be shown: %(path)s is gone or is not what was sent. Restore it from a backup.")
            % {"number": letter.number, "path": letter.path}
        )
    assert letter.first_page is not None
    assert letter.last_page is not None
    return typesetting.cut(
        file, root=settings.OUTBOX_DIR, pages=(letter.first_page, letter.last_page), title=title_of(letter.kind)
    )
