"""Memberships and premiums after mutations; a death that was taken back gives the membership back that it ended."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from zorgkas.exchange.consequences.premiums import follow
from zorgkas.exchange.models import MessageFile
from zorgkas.membership.models import Change, Membership
from zorgkas.registry.models import Death, Source
from zorgkas.registry.services import record_fact, source


def follow_mutations(file: MessageFile, people: Sequence[int]) -> dict[str, int]:
    """Let memberships and premiums follow at once; what is paid follows with the next run."""
    assert file.fund is not None
    return {"memberships given back": revive(file, people), **follow(file, people)}


def revive(file: MessageFile, people: Sequence[int]) -> int:
    """Record again, from the day of a death that is no longer known, the membership that it ended."""
    assert file.fund is not None
    ended = Change.objects.filter(kind=Change.Kind.DEATH, fund=file.fund, person_id__in=people).order_by("pk")
    dead = set(Death.objects.filter(superseded_at=None, person_id__in=people).values_list("person_id", flat=True))
    told = source(Source.Kind.SYSTEM, f"deaths taken back by exchange file {file.pk}", timezone.now())
    given_back = 0
    for change in {one.person_id: one for one in ended if one.person_id not in dead}.values():
        with transaction.atomic():
            given_back += _give_back(change, told)
    return given_back


def _give_back(change: Change, told: Source) -> int:
    """The membership that was superseded last and reached beyond the end; nothing when another one runs already."""
    mine = Membership.objects.filter(person_id=change.person_id, fund_id=change.fund_id)
    beyond = [
        row for row in mine.order_by("-superseded_at") if row.valid_to is None or row.valid_to > change.effective_on
    ]
    if not beyond or any(row.superseded_at is None for row in beyond):
        return 0
    row = beyond[0]
    values = {name: getattr(row, name) for name in Membership.value_fields}
    begin = max(row.valid_from, change.effective_on)
    record_fact(Membership, change.person_id, begin, row.valid_to, values, source=told)
    return 1
