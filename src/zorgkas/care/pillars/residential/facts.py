"""What is known of a user and a facility when a notification is decided."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from zorgkas.care.models import AttestedSoftware, CareRequest, CareRight, Recognition
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.membership.queries import fund_of

PILLAR_CODE = "residential"


@dataclass(frozen=True)
class Stay:
    """A stay that is approved: the right, and what the pillar keeps of it."""

    unit: str
    valid_from: datetime.date
    valid_to: datetime.date | None
    details: Mapping[str, Any]


def of_facility(request: CareRequest, unit: str, on: datetime.date) -> dict[str, Any]:
    """The recognition for this kind of care and the attested software, on a day."""
    recognition = _current(Recognition, request, on, pillar=PILLAR_CODE, care=unit)
    told = recognition.details if recognition else {}
    return {
        "stay_recognised_from": recognition.valid_from if recognition else None,
        "stay_recognition_delivered_on": told.get("delivered_on"),
        "minister_allows_recognition_start": bool(told.get("minister_allows_start", False)),
        "stay_software_attested": _current(AttestedSoftware, request, request.received_on) is not None,
    }


def of_user(request: CareRequest) -> dict[str, Any]:
    """Affiliation with this fund on the day of the stay, and the premiums of the years before it."""
    year = request.event_on.year
    unpaid = Item.objects.filter(
        person_id=request.person_id,
        account=Account.PREMIUM_RECEIVABLE,
        product=Product.PREMIUM,
        period__lt=year,
        balance_cents__gt=0,
    )
    open_ = unpaid.exists()
    return {
        "affiliated": fund_of(request.person, request.event_on) == request.fund,
        "premiums_paid_at_notice": not open_,
        "premiums_paid_at_stay": not open_,
    }


def stay_on(request: CareRequest, unit: str, day: datetime.date) -> Stay | None:
    """The approved stay of the user in this facility on a day."""
    return _stay(_rights(request).filter(code=unit, valid_from__lte=day).filter(_open_on(day)))


def stay_before(request: CareRequest, day: datetime.date) -> Stay | None:
    """The last stay in this facility that ended before a day."""
    return _stay(_rights(request).filter(valid_to__lte=day))


def _rights(request: CareRequest) -> Any:
    return CareRight.objects.filter(
        person_id=request.person_id, provider_id=request.provider_id or 0, pillar=PILLAR_CODE, superseded_at=None
    ).order_by("-valid_from")


def _stay(rights: Any) -> Stay | None:
    right = rights.first()
    return Stay(right.code, right.valid_from, right.valid_to, json.loads(right.details)) if right else None


def _open_on(day: datetime.date) -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gt=day)


def _current(kind: Any, request: CareRequest, on: datetime.date, **which: Any) -> Any:
    return (
        kind.objects.filter(provider_id=request.provider_id, superseded_at=None, valid_from__lte=on, **which)
        .filter(_open_on(on))
        .order_by("-valid_from")
        .first()
    )
