"""Let memberships and premiums follow at once for the people whom a file was about."""

from collections.abc import Sequence

from django.utils import timezone

from zorgkas.engine import LegalGap
from zorgkas.exchange.models import MessageFile
from zorgkas.ledger.models import Run
from zorgkas.membership.models import Change
from zorgkas.membership.services import affiliate_automatically, follow_facts, settle
from zorgkas.membership.services.premiums import RUN_KIND
from zorgkas.registry.models import CareFund


def reprice(file: MessageFile, people: Sequence[int]) -> dict[str, int]:
    """Book what changed in the premium of these people, for every year of which the premium was asked."""
    assert file.fund is not None
    return {"premiums changed": settle_years(file.fund, people)}


def follow(file: MessageFile, people: Sequence[int]) -> dict[str, int]:
    """Let the memberships of these people follow what is known of this year and the one before, then their premiums."""
    assert file.fund is not None
    if not people:
        return {}
    today = timezone.localdate()
    ended = 0
    for year in (today.year - 1, today.year):
        followed = follow_facts(year, file.fund, today, people=people)
        ended += followed.left + followed.died
    return {"memberships ended": ended, **reprice(file, people)}


def affiliate(file: MessageFile, people: Sequence[int]) -> dict[str, int]:
    """At the fund of the automatic affiliation: affiliate who did not choose in time (BVR art. 56), ask the premium."""
    assert file.fund is not None
    today = timezone.localdate()
    outcome = affiliate_automatically(today.year, today)
    return {"affiliated": outcome.affiliated + outcome.returned, **follow(file, [*people, *_joined(file)])}


def _joined(file: MessageFile) -> list[int]:
    """Who became a member of the fund since the file began, also before a process was killed."""
    assert file.started_at is not None
    joined = Change.objects.filter(
        fund=file.fund, kind__in=(Change.Kind.AUTOMATIC, Change.Kind.RETURN), done_at__gte=file.started_at
    )
    return sorted(set(joined.values_list("person_id", flat=True)))


def settle_years(fund: CareFund, people: Sequence[int]) -> int:
    """Book the differences for the years that were run; a year that the law does not cover changes nothing."""
    if not people:
        return 0
    changed = 0
    years = Run.objects.filter(kind=RUN_KIND, fund=fund, state=Run.State.DONE).values_list("period", flat=True)
    for year in sorted(set(years)):
        try:
            changed += settle(sorted(set(people)), year, fund).claims.changed
        except LegalGap:
            continue
    return changed
