"""Acts that interrupt a prescription, with the document that shows them (DEC art. 47 §5, 62; BVR art. 115)."""

import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import gettext as _

from zorgkas.collection.models import Interruption
from zorgkas.engine import NEVER
from zorgkas.law import law_on
from zorgkas.registry.models import Person, Source
from zorgkas.registry.queries import known
from zorgkas.registry.services import record_fact, source

Claim, Act = Interruption.Claim, Interruption.Act


class InterruptionRefused(ValueError):
    """The act cannot be registered like this; says why."""


def accepted_acts(claim: int) -> list[Interruption.Act]:
    """What interrupts: acts of old Civil Code art. 2244-2250, and for benefits a registered letter (BVR art. 115)."""
    return [act for act in Act if act != Act.REGISTERED_LETTER or claim == Claim.BENEFIT]


def interrupted_on(person_id: int, claim: int, period: int, on: datetime.date | None = None) -> int:
    """The last act about a claim up to a day, as the law counts days; NEVER when there was none."""
    found = known(Interruption).filter(person_id=person_id, claim=claim, period=period)
    last = found.filter(valid_from__lte=on or timezone.localdate()).order_by("valid_from").last()
    return last.valid_from.toordinal() if last else NEVER


def prescribed_from(
    claim: int, period: int, interrupted: int, on: datetime.date, *, arose: int = NEVER
) -> datetime.date:
    """The last day on which a claim can be asked; `arose` is the day of a fine, or the day a budget was booked."""
    facts: dict[str, object] = {"prescription_interrupted_on": interrupted}
    if claim == Claim.PREMIUM:
        target, facts["asked_premium_year"] = "premium_prescribed_from", period
    elif claim == Claim.FINE:
        target, facts["fine_arose_on"] = "fine_prescribed_from", arose
    else:
        target, facts["due_month"] = "benefit_prescribed_from", period // 100 * 12 + period % 100 - 1
        facts["benefit_booked_on"] = arose
    return datetime.date.fromordinal(law_on(on).decide(facts, target).raw)


def register_interruption(
    person: Person,
    claim: int,
    period: int,
    on: datetime.date,
    act: int,
    document: str,
    *,
    by: AbstractBaseUser | None = None,
    at: datetime.datetime | None = None,
) -> None:
    """Register that an act of a day interrupts the prescription of a claim; it begins again on that day.

    What was prescribed already before the act does not come back to life, and is refused.
    """
    now = at or timezone.now()
    if on > timezone.localdate(now):
        raise InterruptionRefused(_("This day has not come yet."))
    if not document.strip():
        raise InterruptionRefused(_("Say which document shows it."))
    if act not in accepted_acts(claim):
        raise InterruptionRefused(
            _("A registered letter only interrupts the prescription of a benefit (BVR art. 115).")
        )
    if claim == Claim.PREMIUM:
        last = prescribed_from(claim, period, interrupted_on(person.pk, claim, period, on), timezone.localdate(now))
        if on > last:
            raise InterruptionRefused(
                _("It was prescribed already on %s: nothing can interrupt it.") % last.isoformat()
            )
    name = by.get_username() if by else "-"
    told = source(Source.Kind.DOCUMENT, f"interruption {document.strip()[:50]} ({name} {now.isoformat()})"[:120], now)
    values = {"claim": int(claim), "period": period, "act": int(act), "document": document.strip()[:80]}
    record_fact(Interruption, person.pk, on, None, values, source=told, recorded_at=now)
