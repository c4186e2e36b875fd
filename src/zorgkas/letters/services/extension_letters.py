"""Letters before a decision on care at home ends, and when no new proof came after its end (BVR art. 169, 172)."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from zorgkas.budgets.ending import Ending, ending_soon, missing_proof
from zorgkas.letters.budgets_content import ExtensionLetter
from zorgkas.letters.content import Reason
from zorgkas.letters.kinds import EXTENSION
from zorgkas.letters.models import Letter
from zorgkas.letters.services.addresses import addressees
from zorgkas.registry.models import CareFund

ARTICLES = {"ending": ("BVR art. 169", "BVR art. 170"), "missing": ("BVR art. 172",)}


@transaction.atomic
def write_extension_letters(fund: CareFund, on: datetime.date) -> int:
    """Write to everybody whose decision ends soon, or ended without a new proof; each once. Return how many."""
    return _write(fund, "ending", ending_soon(fund, on)) + _write(fund, "missing", missing_proof(fund, on))


def _write(fund: CareFund, step: str, endings: Sequence[Ending]) -> int:
    references = {f"{step} {one.person_id} {one.last_month}": one for one in endings}
    known = Letter.objects.filter(kind=EXTENSION.name, reference__in=list(references))
    written = set(known.values_list("reference", flat=True))
    todo = {reference: one for reference, one in references.items() if reference not in written}
    names = addressees([one.person_id for one in todo.values()])
    letters = [
        Letter(
            person_id=one.person_id,
            fund=fund,
            kind=EXTENSION.name,
            reference=reference,
            data={
                "addressee": asdict(names[one.person_id]),
                "handled_by": None,
                "content": asdict(_content(step, one)),
            },
            created_at=timezone.now(),
        )
        for reference, one in todo.items()
    ]
    Letter.objects.bulk_create(letters, batch_size=1000)
    return len(letters)


def _content(step: str, one: Ending) -> ExtensionLetter:
    return ExtensionLetter(
        step=step,
        last_month=one.last_month,
        on_assessment=bool(one.on_assessment),
        received_by=one.received_by.isoformat() if one.received_by else None,
        reasons=tuple(Reason("", article) for article in ARTICLES[step]),
    )
