"""The outcome of an appeal about a budget becomes a decision and a right: the next payment run books the difference."""

import datetime
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db.models import Q

from zorgkas.appeals.models import Appeal
from zorgkas.budgets.models import Application, Decision, Entitlement
from zorgkas.budgets.rulings import Ruling
from zorgkas.budgets.services.decisions import stop
from zorgkas.budgets.services.ruled import decision_of, grant
from zorgkas.ledger.accounts import Product
from zorgkas.registry import services as registry
from zorgkas.registry.models import Source

Period = tuple[datetime.date, datetime.date | None]


def overrule(
    appeal: Appeal,
    first: Decision,
    rulings: Sequence[Ruling],
    on: datetime.date,
    user: User,
    now: datetime.datetime,
) -> Decision:
    """A new decision on the same application, with its own receipts, and the rights that it gives."""
    application = first.application
    decision = decision_of(application, rulings[0], user, on, now)
    if len(rulings) > 1:
        decision.receipt["periods"] = [one.receipt() for one in rulings[1:]]
    decision.save()
    if application.state != Application.State.GRANTED:
        application.state = Application.State.GRANTED
        application.save(update_fields=["state"])
    told = registry.source(Source.Kind.SYSTEM, f"appeal {appeal.pk} decision {decision.pk}", now)
    if application.product == Product.ZBO:
        _grant_zbo(decision, rulings, told, now)
    else:
        _grant_one(decision, first, rulings[0], told, now)
    return decision


def _grant_zbo(decision: Decision, rulings: Sequence[Ruling], told: Source, now: datetime.datetime) -> None:
    """Each ruling takes over from the one before it, as the decisions did; a refusal among them ends the right."""
    for one in rulings:
        if one.granted:
            grant([(decision, one)], Product.ZBO, told, now)
        else:
            stop(decision.person_id, Product.ZBO, one.valid_from, told, now)


def _grant_one(decision: Decision, first: Decision, ruling: Ruling, told: Source, now: datetime.datetime) -> None:
    """The right of a ZZZ or ZBH, except where a later decision gave one already: that one stands."""
    values = {
        "product": int(decision.application.product),
        "care_form": int(decision.application.care_form),
        "decision_id": decision.pk,
        **ruling.values,
    }
    for start, end in _left_over((ruling.valid_from, ruling.valid_to), _given_later(first)):
        registry.record_fact(Entitlement, first.person_id, start, end, values, source=told, recorded_at=now)


def _given_later(first: Decision) -> list[Period]:
    """The rights that decisions after the contested one gave, the first before the others."""
    found = Entitlement.objects.filter(
        Q(decision__decided_at__gt=first.decided_at) & ~Q(decision__application=first.application),
        person_id=first.person_id,
        product=first.application.product,
        superseded_at=None,
    )
    return list(found.order_by("valid_from").values_list("valid_from", "valid_to"))


def _left_over(period: Period, taken: Sequence[Period]) -> list[Period]:
    """What of a period lies in none of these others."""
    start, end = period
    left: list[Period] = []
    for begins, ends in taken:
        if end is not None and begins >= end:
            break
        if begins > start:
            left.append((start, begins))
        if ends is None:
            return left
        start = max(start, ends)
    if end is None or start < end:
        left.append((start, end))
    return left
