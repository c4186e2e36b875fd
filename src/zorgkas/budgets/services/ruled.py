"""Keep a decision on a ZBH or a ZBO: its reasons and receipt, the right it gives, the state of the application."""

import datetime
from collections.abc import Sequence

import pyarrow as pa
from django.contrib.auth.models import User

from zorgkas.budgets import states
from zorgkas.budgets.models import Application, CareForm, Decision, Entitlement
from zorgkas.budgets.rulings import Ruling
from zorgkas.budgets.services.applications import close_assessment
from zorgkas.registry import services as registry
from zorgkas.registry.models import Source

# What a right says of itself when its ruling says nothing about it.
VALUES: dict[str, object] = {
    "category": 0,
    "granted_year_cents": None,
    "granted_index_level": 0,
    "other_benefit_year_cents": 0,
    "decision_month": 0,
    "provisional": False,
    "zbh_group": 0,
}


def record(
    application: Application, ruling: Ruling, user: User | None, on: datetime.date, moment: datetime.datetime
) -> Decision:
    """Keep one decision on an application that was still open."""
    decision = taken(application, ruling, user, on, moment)
    decision.save()
    application.save(update_fields=["state"])
    told = registry.source(Source.Kind.SYSTEM, f"decision {decision.pk}", moment)
    grant([(decision, ruling)], application.product, told, moment)
    close_assessment(application, user, moment)
    return decision


def taken(
    application: Application, ruling: Ruling, user: User | None, on: datetime.date, moment: datetime.datetime
) -> Decision:
    """The decision, and the application in its last state; neither is saved yet."""
    states.move(application, states.State.GRANTED if ruling.granted else states.State.REFUSED)
    return decision_of(application, ruling, user, on, moment)


def decision_of(
    application: Application, ruling: Ruling, user: User | None, on: datetime.date, moment: datetime.datetime
) -> Decision:
    """The decision with its reasons and receipt, not saved yet."""
    return Decision(
        application=application,
        person_id=application.person_id,
        outcome=Decision.Outcome.GRANTED if ruling.granted else Decision.Outcome.REFUSED,
        decided_on=on,
        decided_at=moment,
        decided_by=user,
        motivation=ruling.motivation(),
        receipt=ruling.receipt(),
    )


def grant(
    decisions: Sequence[tuple[Decision, Ruling]], product: int, source: Source, moment: datetime.datetime
) -> None:
    """Record the rights of those decisions that grant one, in one stroke."""
    granted = [(decision, ruling) for decision, ruling in decisions if ruling.granted]
    if not granted:
        return
    columns: dict[str, object] = {
        "person_id": [decision.person_id for decision, _ruling in granted],
        "valid_from": [ruling.valid_from for _decision, ruling in granted],
        "valid_to": pa.array([ruling.valid_to for _decision, ruling in granted], pa.date32()),
        "product": [int(product)] * len(granted),
        "care_form": [int(CareForm.HOME)] * len(granted),
        "given_monthly_cents": pa.nulls(len(granted), pa.int32()),
        "decision_id": [decision.pk for decision, _ruling in granted],
    }
    for name, default in VALUES.items():
        given = [ruling.values.get(name, default) for _decision, ruling in granted]
        columns[name] = pa.array(given, pa.int32()) if default is None else given
    registry.record_facts(Entitlement, columns, source=source, recorded_at=moment)
