"""Direct debit mandates: registered, changed, revoked, blocked after a return and used again."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from zorgkas.collection.models import MandateBlock
from zorgkas.membership.queries import fund_of
from zorgkas.registry.iban import InvalidIban, validate_iban
from zorgkas.registry.models import CareFund, Death, DirectDebitMandate, Person, Source, Task
from zorgkas.registry.queries import known
from zorgkas.registry.reasons import Reason, reason
from zorgkas.registry.services import open_task, record_fact, record_facts, source


class MandateRefused(ValueError):
    """The mandate cannot be registered like this; says why."""


def mandate_of(person: Person, on: datetime.date) -> DirectDebitMandate | None:
    """The mandate that holds on a day."""
    found = known(DirectDebitMandate).filter(person=person, valid_from__lte=on).order_by("-valid_from").first()
    return found if found and (found.valid_to is None or found.valid_to > on) else None


def block_of(person: Person, on: datetime.date) -> MandateBlock | None:
    """Why the mandate is not used on a day, if so."""
    found = known(MandateBlock).filter(person=person, valid_from__lte=on).order_by("-valid_from").first()
    return found if found and (found.valid_to is None or found.valid_to > on) else None


def register_mandate(
    person: Person,
    *,
    iban: str,
    holder_name: str,
    signed_on: datetime.date | None,
    document: str,
    at: datetime.datetime | None = None,
) -> DirectDebitMandate | None:
    """Register a signed mandate from today on, in the place of one that runs; a block that was there ends.

    A mandate without signature or proof, of somebody who died or is no member, is not registered: somebody must find
    out (a task with the reason), and None is returned. A wrong account number or a signature in the future is refused.
    """
    now = at or timezone.now()
    today = timezone.localdate(now)
    try:
        account = validate_iban(iban)
    except InvalidIban as error:
        raise MandateRefused(str(error)) from None
    if signed_on is not None and signed_on > today:
        raise MandateRefused(_("The mandate is signed on %s, which is still to come.") % signed_on.isoformat())
    fund = fund_of(person, today, now)
    if why := _doubt(person, fund, signed_on, document):
        _ask(person, fund, why, now)
        return None
    with transaction.atomic():
        told = source(Source.Kind.DOCUMENT, f"mandate {person.pk} {document} {now.isoformat()}"[:120], now)
        values = {
            "reference": _reference(person, now),
            "iban": account,
            "holder_name": holder_name.strip() or str(person),
            "signed_on": signed_on,
        }
        record_fact(DirectDebitMandate, person.pk, today, None, values, source=told, recorded_at=now)
        if block_of(person, today):
            record_fact(MandateBlock, person.pk, today, None, None, source=told, recorded_at=now)
    return mandate_of(person, today)


def revoke_mandate(person: Person, *, document: str, at: datetime.datetime | None = None) -> None:
    """End the mandate today: nothing is collected any more. Somebody without one is refused."""
    now = at or timezone.now()
    today = timezone.localdate(now)
    if mandate_of(person, today) is None:
        raise MandateRefused(_("There is no mandate to revoke."))
    told = source(Source.Kind.DOCUMENT, f"mandate revoked {person.pk} {document} {now.isoformat()}"[:120], now)
    record_fact(DirectDebitMandate, person.pk, today, None, None, source=told, recorded_at=now)


def use_again(person: Person, *, document: str, at: datetime.datetime | None = None) -> None:
    """Lift the block: the member said that the mandate may be used again."""
    now = at or timezone.now()
    today = timezone.localdate(now)
    if block_of(person, today) is None:
        raise MandateRefused(_("The mandate is not blocked."))
    told = source(Source.Kind.DOCUMENT, f"mandate used again {person.pk} {document} {now.isoformat()}"[:120], now)
    record_fact(MandateBlock, person.pk, today, None, None, source=told, recorded_at=now)


def block_mandates(codes: Mapping[int, tuple[str, datetime.date]], *, told: Source, at: datetime.datetime) -> int:
    """Block the mandates of people (by id: the reason of the bank, and the day); who is blocked stays so."""
    blocked = set(known(MandateBlock).filter(person_id__in=codes, valid_to=None).values_list("person_id", flat=True))
    new = {person: found for person, found in codes.items() if person not in blocked}
    if new:
        columns = {
            "person_id": list(new),
            "valid_from": [day for _code, day in new.values()],
            "valid_to": [None] * len(new),
            "code": [code for code, _day in new.values()],
        }
        record_facts(MandateBlock, columns, source=told, recorded_at=at)
    return len(new)


def _doubt(person: Person, fund: CareFund | None, signed_on: datetime.date | None, document: str) -> Reason | None:
    if signed_on is None:
        return reason(noop("a mandate came in without a signature"))
    if not document.strip():
        return reason(noop("a mandate came in without proof: keep the signed form"))
    if known(Death).filter(person=person).exists():
        return reason(noop("a mandate came in of somebody who died"))
    if fund is None:
        return reason(noop("a mandate came in of somebody who is no member"))
    return None


def _ask(person: Person, fund: CareFund | None, why: Reason, now: datetime.datetime) -> None:
    asked = fund or CareFund.objects.order_by("pk").first()
    assert asked is not None, "nobody works here without a fund"
    open_task(
        Task.Kind.CHECK_MANDATE,
        fund=asked,
        person=person,
        reference=f"mandate-{person.pk}",
        reason=why,
        opened_at=now,
    )


def _reference(person: Person, now: datetime.datetime) -> str:
    """A reference of our own, never used twice: at most 35 plain characters."""
    return f"ZK{person.pk}-{timezone.localtime(now):%Y%m%d%H%M%S}"
