"""Letters about decisions on care in kind: one for all pillars, with the words and articles of the pillar."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from zorgkas.care.models import CareDecision, CareLine
from zorgkas.care.pillar import Why
from zorgkas.care.pillars import pillar_of
from zorgkas.law import law_on
from zorgkas.letters.articles import in_dutch
from zorgkas.letters.content import Reason
from zorgkas.letters.kinds import CARE_DECISION
from zorgkas.letters.models import Letter
from zorgkas.letters.services.addresses import addressees
from zorgkas.registry.models import CareFund


@dataclass(frozen=True)
class CareTold:
    """What the letter tells: about what, the answer, why, what now, who is paid how much, and how to appeal."""

    pillar: str
    request: str
    provider: str
    received_on: str
    event_on: str
    decided_on: str
    outcome: str
    reasons: tuple[Reason, ...]
    next_steps: tuple[str, ...]
    paid: tuple[tuple[str, int], ...]
    court_months: int


@transaction.atomic
def write_care_letters(fund: CareFund) -> int:
    """Write every letter about decisions on care in kind of a fund that is not written yet; return how many."""
    known = Letter.objects.filter(fund=fund, kind=CARE_DECISION.name).values("reference")
    todo = [
        decision
        for decision in CareDecision.objects.filter(request__fund=fund)
        .select_related("request", "request__person", "request__provider", "decided_by")
        .order_by("pk")
        if reference_of(decision) not in {row["reference"] for row in known}
    ]
    names = addressees([decision.request.person_id for decision in todo])
    letters = [
        Letter(
            person_id=decision.request.person_id,
            fund=fund,
            kind=CARE_DECISION.name,
            reference=reference_of(decision),
            data={
                "addressee": asdict(names[decision.request.person_id]),
                "handled_by": (decision.decided_by.get_full_name() or decision.decided_by.get_username())
                if decision.decided_by
                else None,
                "content": asdict(_told(decision)),
            },
            created_at=timezone.now(),
        )
        for decision in todo
    ]
    Letter.objects.bulk_create(letters, batch_size=1000)
    return len(letters)


def reference_of(decision: CareDecision) -> str:
    """What the letter about a decision is known by."""
    return f"care decision {decision.pk}"


def _told(decision: CareDecision) -> CareTold:
    request = decision.request
    pillar = pillar_of(request.pillar)
    whys = [why for code in decision.reasons if (why := pillar.reasons.get(code))] or [_plain(decision)]
    lines = CareLine.objects.filter(decision=decision).select_related("provider").order_by("number")
    return CareTold(
        pillar=pillar.title.nl,
        request=pillar.kind(request.kind).title.nl,
        provider=request.provider.name if request.provider else "",
        received_on=request.received_on.isoformat(),
        event_on=request.event_on.isoformat(),
        decided_on=decision.decided_on.isoformat(),
        outcome=decision.outcome,
        reasons=tuple(Reason(why.text.nl, in_dutch(why.article)) for why in whys),
        next_steps=tuple(why.remedy.nl for why in whys),
        paid=tuple((line.provider.name, line.accepted_cents) for line in lines),
        court_months=int(law_on(decision.decided_on).parameters["tribunal_months"]),
    )


def _plain(decision: CareDecision) -> Why:
    """What is said of a decision without a code: by silence, or all as it was asked."""
    from zorgkas.care.pillar import Said

    pillar = pillar_of(decision.request.pillar)
    silent = decision.outcome == CareDecision.Outcome.SILENCE
    return Why(
        "",
        pillar.kind(decision.request.kind).article,
        Said(
            "De termijn om te beslissen is voorbij. Daarom is de aanvraag aanvaard."
            if silent
            else "De aanvraag voldoet aan de voorwaarden.",
            "",
        ),
        Said("U hoeft niets te doen.", ""),
    )
