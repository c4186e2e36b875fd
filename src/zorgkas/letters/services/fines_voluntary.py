"""Letters to voluntary members who lost their membership, and on their objection (BVR art. 77)."""

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from zorgkas.fines.models import VoluntaryEnd
from zorgkas.letters.kinds import OBJECTION_DECIDED, VOLUNTARY_ENDED, LetterKind
from zorgkas.letters.models import Letter
from zorgkas.letters.services.addresses import addressees
from zorgkas.registry.models import CareFund

State = VoluntaryEnd.State


@transaction.atomic
def write_voluntary_letters(fund: CareFund) -> int:
    """Write the letters about ended voluntary memberships and decided objections that are not written yet."""
    every = VoluntaryEnd.objects.filter(fund=fund).order_by("pk")
    written = _write(VOLUNTARY_ENDED, list(every))
    return written + _write(OBJECTION_DECIDED, list(every.filter(state__in=(State.UPHELD, State.RESTORED))))


def _write(kind: LetterKind, endings: list[VoluntaryEnd]) -> int:
    known = set(Letter.objects.filter(kind=kind.name).values_list("reference", flat=True))
    todo = [one for one in endings if _reference(one) not in known]
    names = addressees([one.person_id for one in todo])
    letters = [
        Letter(
            person_id=one.person_id,
            fund_id=one.fund_id,
            kind=kind.name,
            reference=_reference(one),
            data={
                "addressee": asdict(names[one.person_id]),
                "handled_by": None,
                "content": _ended(one) if kind is VOLUNTARY_ENDED else _decided(one),
            },
            created_at=timezone.now(),
        )
        for one in todo
    ]
    Letter.objects.bulk_create(letters, batch_size=1000)
    return len(letters)


def _reference(ending: VoluntaryEnd) -> str:
    return f"voluntary {ending.pk}"


def _ended(ending: VoluntaryEnd) -> dict[str, Any]:
    return {
        "first_free_day": ending.first_free_day.isoformat(),
        "years": [int(year) for year in ending.missed_years.split()],
        "missed_cents": ending.missed_cents,
        "last_paid_year": ending.last_paid_year,
        "ended_on": ending.ended_on.isoformat(),
    }


def _decided(ending: VoluntaryEnd) -> dict[str, Any]:
    assert ending.decided_on is not None
    assert ending.objected_on is not None
    return {
        "restored": ending.state == State.RESTORED,
        "objected_on": ending.objected_on.isoformat(),
        "decided_on": ending.decided_on.isoformat(),
        "first_free_day": ending.first_free_day.isoformat(),
        "years": [int(year) for year in ending.missed_years.split()],
        "motivation": ending.motivation,
    }
