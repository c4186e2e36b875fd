"""Where letters go when it is not to the main residence (DEC art. 54; BVR art. 92)."""

import datetime
from collections.abc import Mapping

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from zorgkas.membership.models import ContactAddress, ScopeStatus
from zorgkas.membership.services.recording import user_source
from zorgkas.registry.models import Person
from zorgkas.registry.queries import known
from zorgkas.registry.services import record_fact

ADULT = 18
WITHOUT_RESIDENCE = (ScopeStatus.Ground.STRUCK_OFF, ScopeStatus.Ground.STATELESS)


class ContactRefused(ValueError):
    """The address cannot be used like this; says why."""


def contact_of(person: Person, on: datetime.date | None = None) -> ContactAddress | None:
    """The address to which letters go on a day instead of the main residence, if any."""
    day = on or timezone.localdate()
    found = known(ContactAddress).filter(person=person, valid_from__lte=day).order_by("-valid_from").first()
    return found if found and (found.valid_to is None or found.valid_to > day) else None


def refusal_of(person: Person, ground: int, on: datetime.date) -> str:
    """Why a contact address cannot be used on this ground; empty when it can."""
    if ground != ContactAddress.Ground.NO_RESIDENCE:
        return ""
    status = known(ScopeStatus).filter(person=person, ground__in=WITHOUT_RESIDENCE, valid_from__lte=on)
    if status.exclude(valid_to__lte=on).exists() or _age(person.birth_date, on) < ADULT:
        return ""
    return _(
        "The person is not known as struck off, stateless or a minor (DEC art. 44): another address needs a request in"
        " writing (BVR art. 92)."
    )


def register_contact_address(
    person: Person, ground: int, address: Mapping[str, str], *, document: str, user: User
) -> None:
    """Let letters go to another address from today on; one that was there before ends."""
    today = timezone.localdate()
    if why := refusal_of(person, ground, today):
        raise ContactRefused(why)
    if not document.strip():
        raise ContactRefused(_("Say which document shows it."))
    values = {**address, "ground": int(ground), "document": document.strip()[:80]}
    told = user_source(user, f"contact address {person.pk} {timezone.now().isoformat()}")
    record_fact(ContactAddress, person.pk, today, None, values, source=told)


def end_contact_address(person: Person, *, user: User) -> None:
    """Let letters go to the main residence again from today on."""
    if contact_of(person) is None:
        raise ContactRefused(_("Letters go to the main residence already."))
    told = user_source(user, f"no contact address {person.pk} {timezone.now().isoformat()}")
    record_fact(ContactAddress, person.pk, timezone.localdate(), None, None, source=told)


def _age(born: datetime.date, on: datetime.date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
