"""Death, declared absence and the household."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from zorgkas.budgets.models import Entitlement
from zorgkas.exchange.facts import at_row, record, without
from zorgkas.exchange.message import Handled, Part
from zorgkas.exchange.messages.register.days import full_days
from zorgkas.exchange.reading.faults import CONTENT, RecordFault
from zorgkas.ledger.accounts import Product
from zorgkas.registry.models import Death, Person, Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import open_tasks


def deaths(part: Part, table: pa.Table, handled: Handled) -> None:
    """A death ends what runs; one that is cancelled or ended never was."""
    table, days = full_days(table, handled)
    wrong = _impossible(part, table, days)
    handled.faults += wrong
    days = days.filter(
        pc.invert(pc.is_in(table["position"], pa.array([one.position for one in wrong], pa.int64()))).combine_chunks()
    )
    table = without(table, wrong)
    if not table.num_rows:
        return
    columns = {
        "person_id": table["person_id"],
        "valid_from": days,
        "retract": np.asarray(pc.is_in(table["mutation"], pa.array(["CANCELLED", "ENDED"]))),
        "position": table["position"],
    }
    handled.faults += record(part, Death, columns)
    handled.people += table["person_id"].to_pylist()


def _impossible(part: Part, table: pa.Table, days: pa.Array) -> list[RecordFault]:
    """Nobody dies before being born, or tomorrow."""
    born = dict(Person.objects.filter(pk__in=table["person_id"].to_pylist()).values_list("pk", "birth_date"))
    today = timezone.localdate(part.at)
    text = _("the death on %(day)s lies before the birth or in the future")
    return [
        at_row(table, row, CONTENT, "effectiveDate", text, day=day.isoformat())
        for row, (person, day) in enumerate(zip(table["person_id"].to_pylist(), days.to_pylist(), strict=True))
        if day < born[person] or day > today
    ]


def absences(part: Part, table: pa.Table, handled: Handled) -> None:
    """Declared absent: treated as a death that somebody checks (DEC art. 49 §3, 2°)."""
    open_tasks(
        Task.Kind.CHECK_DEATH,
        fund=part.fund,
        people=sorted(set(table["person_id"].to_pylist())),
        reference="exchange-absence-",
        reason=reason(_("the National Register tells of a declared absence")),
        opened_at=part.at,
    )


def households(part: Part, table: pa.Table, handled: Handled) -> None:
    """Family composition may only be used for affiliation and the ZBO: who has no ZBO is left alone."""
    people = set(table["person_id"].to_pylist())
    running = Entitlement.objects.filter(superseded_at=None, product=Product.ZBO, person_id__in=people)
    with_budget = sorted(set(running.values_list("person_id", flat=True)))
    open_tasks(
        Task.Kind.MESSAGE,
        fund=part.fund,
        people=with_budget,
        reference=f"exchange-household-{part.file.pk}-",
        reason=reason(_("the household changed: look at the ZBO again (BVR art. 226)")),
        opened_at=part.at,
    )
    handled.ignored += sum(person not in with_budget for person in table["person_id"].to_pylist())
