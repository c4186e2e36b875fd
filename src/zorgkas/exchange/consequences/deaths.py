"""Memberships and premiums after mutations; a death that was taken back gives the membership back that it ended."""

from collections.abc import Sequence

from django.db import connection, transaction
from django.utils import timezone

from zorgkas.exchange.consequences.premiums import follow
from zorgkas.exchange.models import MessageFile
from zorgkas.membership.models import Change, Membership
from zorgkas.registry.models import Source
from zorgkas.registry.services import record_fact, source

_TAKEN_BACK = """
    SELECT DISTINCT d.person_id FROM registry_death d
     WHERE d.superseded_at >= %s AND d.person_id = ANY(%s)
       AND NOT EXISTS (SELECT FROM registry_death now WHERE now.person_id = d.person_id AND now.superseded_at IS NULL)
"""


def follow_mutations(file: MessageFile, people: Sequence[int]) -> dict[str, int]:
    """Let memberships and premiums follow at once; what is paid follows with the next run."""
    assert file.fund is not None
    return {"memberships given back": revive(file, people), **follow(file, people)}


def revive(file: MessageFile, people: Sequence[int]) -> int:
    """Record again, from the day of a death that is no longer known, the membership that it ended."""
    assert file.fund is not None
    taken_back = _taken_back(file, people)
    if not taken_back:
        return 0
    ended = Change.objects.filter(kind=Change.Kind.DEATH, fund=file.fund, person_id__in=taken_back).order_by("pk")
    told = source(Source.Kind.SYSTEM, f"deaths taken back by exchange file {file.pk}", timezone.now())
    given_back = 0
    for change in {one.person_id: one for one in ended}.values():
        with transaction.atomic():
            given_back += _give_back(change, told)
    return given_back


def _taken_back(file: MessageFile, people: Sequence[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN_BACK, [file.started_at, list(people)])
        return [row[0] for row in cursor.fetchall()]


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
