"""Situations that protect from a fine, registered with the proof that the article names (BVR art. 82)."""

import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zorgkas.fines.models import FineFile, FineProtection, UncountedYear
from zorgkas.fines.services.corrections import CORRECTED, correct
from zorgkas.law import law_on
from zorgkas.registry.models import Detention, Person, Source
from zorgkas.registry.services import record_fact, source

Ground, Proof = FineProtection.Ground, FineProtection.Proof


class ProofRefused(ValueError):
    """The proof is not the one that the article asks, or the period cannot be."""


def accepted_proofs(ground: int, on: datetime.date) -> list[FineProtection.Proof]:
    """The proofs that the law accepts for a situation."""
    law = law_on(on)
    return [
        proof
        for proof in Proof
        if law.decide({"protection_ground": int(ground), "proof_kind": int(proof)}, "proof_is_accepted").raw
    ]


@transaction.atomic
def register_protection(
    person: Person,
    ground: int,
    valid_from: datetime.date,
    valid_to: datetime.date | None,
    proof: int,
    reference: str,
    *,
    by: AbstractBaseUser | None = None,
    on: datetime.date | None = None,
) -> list[FineFile]:
    """Record a situation with its proof, and judge open files of the person again; return those that end by it.

    `valid_to` is the first day on which it no longer holds.
    """
    day = on or timezone.localdate()
    if valid_to is not None and valid_to <= valid_from:
        raise ProofRefused(_("The situation ends before it begins."))
    if not reference.strip():
        raise ProofRefused(_("Say which document shows it."))
    if Proof(proof) not in accepted_proofs(ground, day):
        asked = " / ".join(str(one.label) for one in accepted_proofs(ground, day))
        raise ProofRefused(_("For this situation the law asks: %s.") % asked)
    shown = _document(f"{Ground(ground).name.lower()} {reference.strip()}", by)
    if ground == Ground.DETAINED:
        record_fact(Detention, person.pk, valid_from, valid_to, {}, source=shown)
    else:
        values = {"ground": int(ground), "proof": int(proof), "proof_reference": reference.strip()[:80]}
        record_fact(FineProtection, person.pk, valid_from, valid_to, values, source=shown)
    return _judge_again(person, day, by)


@transaction.atomic
def take_out_year(
    person: Person,
    year: int,
    ground: int,
    reference: str,
    *,
    by: AbstractBaseUser | None = None,
    on: datetime.date | None = None,
) -> list[FineFile]:
    """Record that a premium year does not count (BVR art. 82 al. 1, 4° and 8°), and judge open files again."""
    if not reference.strip():
        raise ProofRefused(_("Say which document shows it."))
    values = {"year": year, "ground": int(ground), "proof_reference": reference.strip()[:80]}
    shown = _document(f"year {year} {reference.strip()}", by)
    record_fact(UncountedYear, person.pk, datetime.date(year, 1, 1), None, values, source=shown)
    return _judge_again(person, on or timezone.localdate(), by)


def _document(reference: str, by: AbstractBaseUser | None) -> Source:
    now = timezone.now()
    name = by.get_username() if by else "-"
    return source(Source.Kind.DOCUMENT, f"{reference[:60]} ({name} {now:%Y-%m-%dT%H:%M:%S.%f})", now)


def _judge_again(person: Person, on: datetime.date, by: AbstractBaseUser | None) -> list[FineFile]:
    ended = []
    for file in FineFile.objects.filter(person=person, state__in=CORRECTED).select_related("fund"):
        if correct(file.fund, file.year, on, files=[file.pk], by=by):
            file.refresh_from_db()
            ended.append(file)
    return ended
