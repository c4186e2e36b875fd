"""Letters about what changed in a membership: one for the member of each fund that it is about (DEC art. 42)."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from zorgkas.law.common.kinds import WaitingGroup
from zorgkas.letters import kinds
from zorgkas.letters.content import Addressee, MembershipChange
from zorgkas.letters.kinds import LetterKind
from zorgkas.letters.models import Letter
from zorgkas.letters.services.addresses import addressees
from zorgkas.membership.models import Change, Membership
from zorgkas.registry.models import CareFund

CHUNK = 2_000
ONE_DAY = datetime.timedelta(days=1)

# The letter of the fund where the member is (or was). About a death nobody is written to; the loss of a voluntary
# membership has a letter of its own, with the objection (BVR art. 77).
_OF_FUND = {
    Change.Kind.START: kinds.MEMBERSHIP_STARTED,
    Change.Kind.RETURN: kinds.MEMBERSHIP_STARTED,
    Change.Kind.AUTOMATIC: kinds.MEMBERSHIP_AUTOMATIC,
    Change.Kind.SWITCH: kinds.MEMBERSHIP_SWITCHED,
    Change.Kind.REPORT: kinds.MEMBERSHIP_SWITCHED,
    Change.Kind.CEDED: kinds.MEMBERSHIP_SWITCHED,
    Change.Kind.OTHER_KIND: kinds.MEMBERSHIP_OTHER_KIND,
    Change.Kind.STOP: kinds.MEMBERSHIP_ENDED,
    Change.Kind.LEFT: kinds.MEMBERSHIP_ENDED,
}
_MOVES = (Change.Kind.SWITCH, Change.Kind.REPORT, Change.Kind.CEDED)


def write_membership_letters(fund: CareFund, *, of: Sequence[Change] | None = None) -> int:
    """Write the letters of a fund about changes (all, or the given ones) that have none yet; return how many.

    A change of fund has two: the new fund welcomes, the old one says goodbye. Each chunk is one transaction.
    """
    written = 0
    for away in (False, True):
        for changes in _without_letter(fund, of, away=away):
            written += _write(fund, changes, away=away)
    return written


def _without_letter(fund: CareFund, of: Sequence[Change] | None, *, away: bool) -> Iterator[list[Change]]:
    found = Change.objects.filter(kind__in=_MOVES if away else list(_OF_FUND)).select_related("fund", "other_fund")
    found = found.filter(other_fund=fund) if away else found.filter(fund=fund)
    if of is not None:
        found = found.filter(pk__in=[change.pk for change in of])
    last = 0
    while chunk := list(found.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = chunk[-1].pk
        references = {_reference(change, away) for change in chunk}
        known = set(Letter.objects.filter(reference__in=references).values_list("reference", flat=True))
        if todo := [change for change in chunk if _reference(change, away) not in known]:
            yield todo


@transaction.atomic
def _write(fund: CareFund, changes: list[Change], *, away: bool) -> int:
    names = addressees([change.person_id for change in changes])
    now = timezone.now()
    letters = [
        Letter(
            person_id=change.person_id,
            fund=fund,
            kind=(kinds.MEMBERSHIP_AWAY if away else _kind(change)).name,
            reference=_reference(change, away),
            data=_data(change, names[change.person_id], away),
            created_at=now,
        )
        for change in changes
    ]
    return len(Letter.objects.bulk_create(letters, batch_size=1000, ignore_conflicts=True))


def _data(change: Change, who: Addressee, away: bool) -> dict[str, Any]:
    told = change.told
    other = change.fund if away else change.other_fund
    content = MembershipChange(
        effective_on=change.effective_on.isoformat(),
        last_day=(change.effective_on - ONE_DAY).isoformat(),
        year=change.effective_on.year,
        compulsory=change.membership_kind == Membership.Kind.COMPULSORY,
        asked_on=_asked_on(change),
        other_fund=other.name if other else "",
        back=change.kind == Change.Kind.RETURN,
        at_once=bool(told.get("at_once", False)),
        ground=str(told.get("ground", "")),
        in_time=bool(told.get("in_time", True)),
        grace_until=str(told.get("grace_until", "")),
        waits_until=str(told.get("waits_until", "")),
        waits_for_everything=told.get("waiting_group") == WaitingGroup.ALL_BENEFITS.name,
    )
    return {"addressee": asdict(who), "handled_by": None, "content": asdict(content)}


def _asked_on(change: Change) -> str:
    return change.asked_on.isoformat() if change.asked_on else str(change.told.get("asked_on", ""))


def _kind(change: Change) -> LetterKind:
    if change.kind == Change.Kind.START:
        if change.membership_kind == Membership.Kind.ADMINISTRATIVE:
            return kinds.MEMBERSHIP_CARE
        if "waits_until" in change.told:
            return kinds.MEMBERSHIP_LATE
    return _OF_FUND[Change.Kind(change.kind)]


def _reference(change: Change, away: bool) -> str:
    return f"membership change {change.pk}{' away' if away else ''}"
