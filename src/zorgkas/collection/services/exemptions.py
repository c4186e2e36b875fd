"""Situations in which the premium is not due (DEC art. 45 §3): registered with their proof, ended when they end."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zorgkas.engine import LegalGap
from zorgkas.law import law_on
from zorgkas.membership import inputs
from zorgkas.membership.queries import PREMIUM_TARGET, premiums_of
from zorgkas.registry.models import Death, Person, PremiumExemption, Source
from zorgkas.registry.queries import known
from zorgkas.registry.services import record_fact, source

Ground = PremiumExemption.Ground

# What proves it; of the first two the funds publish it (Partena 2017; Helan and LM 2024).
PROOF: dict[Ground, Promise] = {
    Ground.COLLECTIVE_DEBT_SETTLEMENT: gettext_lazy("copy of the order that admits the settlement"),
    Ground.BANKRUPT: gettext_lazy("copy of the judgment"),
    Ground.INSOLVENT: gettext_lazy("statement of the bailiff"),
    Ground.TEMPORARY_PROTECTION: gettext_lazy("certificate of temporary protection"),
}


class ExemptionRefused(ValueError):
    """The situation cannot be registered like this; says why."""


@dataclass(frozen=True)
class YearEffect:
    """What a situation does to the premium of one year, in cents."""

    year: int
    due_before_cents: int
    due_after_cents: int
    paid_cents: int

    @property
    def open_after_cents(self) -> int:
        """What is still to be paid afterwards."""
        return max(self.due_after_cents - self.paid_cents, 0)


def preview_exemption(
    person: Person, ground: int, valid_from: datetime.date, valid_to: datetime.date | None
) -> list[YearEffect]:
    """Say what the situation does to each premium that was booked, by the law of that year; changes nothing."""
    effects = []
    for premium in premiums_of(person):
        starts, ends = datetime.date(premium.year, 1, 1), datetime.date(premium.year + 1, 1, 1)
        if valid_from >= ends or (valid_to is not None and valid_to <= starts):
            continue
        found = inputs.read(premium.year, premium.fund.pk, people=[person.pk])
        if not len(found):
            continue
        case = {**found.case(0), "premium_exemption": int(ground)}
        try:
            after = int(law_on(starts).decide(case, PREMIUM_TARGET).raw)
        except LegalGap:
            continue
        effects.append(YearEffect(premium.year, premium.due_cents, after, premium.paid_cents))
    return effects


def register_exemption(
    person: Person,
    ground: int,
    valid_from: datetime.date,
    valid_to: datetime.date | None,
    *,
    proof: str,
    at: datetime.datetime | None = None,
) -> None:
    """Register a situation with its proof; the next premium run takes what is not yet collected off the claims."""
    now = at or timezone.now()
    if not proof.strip():
        raise ExemptionRefused(_("Say which document proves it: %s.") % PROOF[Ground(ground)])
    if valid_to is not None and valid_to <= valid_from:
        raise ExemptionRefused(_("It ends before it starts."))
    if valid_from > timezone.localdate(now):
        raise ExemptionRefused(_("It starts only on %s; register it when it has started.") % valid_from.isoformat())
    if (dead := known(Death).filter(person=person).first()) and dead.valid_from <= valid_from:
        raise ExemptionRefused(_("The person died before: after a death nothing is due."))
    told = source(Source.Kind.DOCUMENT, f"no premium due {person.pk} {proof.strip()} {now.isoformat()}"[:120], now)
    values = {"ground": int(ground)}
    record_fact(PremiumExemption, person.pk, valid_from, valid_to, values, source=told, recorded_at=now)


def end_exemption(
    person: Person, ground: int, on: datetime.date, *, proof: str, at: datetime.datetime | None = None
) -> None:
    """Register that a situation does not hold any more from a day on."""
    now = at or timezone.now()
    running = known(PremiumExemption).filter(person=person, ground=ground, valid_from__lt=on)
    if not any(fact.valid_to is None or fact.valid_to > on for fact in running):
        raise ExemptionRefused(_("No such situation holds on that day."))
    told = source(Source.Kind.DOCUMENT, f"premium due again {person.pk} {proof.strip()} {now.isoformat()}"[:120], now)
    record_fact(
        PremiumExemption, person.pk, on, None, None, source=told, recorded_at=now, series={"ground": int(ground)}
    )
