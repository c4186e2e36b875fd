"""Numbers, names and sex."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext_noop as _

from zorgkas.exchange.facts import at_row, flags, where
from zorgkas.exchange.message import Handled, Part
from zorgkas.exchange.people import renumber
from zorgkas.exchange.reading.faults import CONTENT, RecordFault
from zorgkas.registry.models import Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import open_tasks
from zorgkas.registry.services.identity import Identity, update_identities

SEXES = {"0": "X", "1": "M", "2": "F"}


def numbers(part: Part, table: pa.Table, handled: Handled) -> None:
    """A replaced number: the person keeps everything, and the old number keeps finding the person."""
    for row, (old, new) in enumerate(zip(table["ssin"].to_pylist(), table["new_ssin"].to_pylist(), strict=True)):
        if not new:
            handled.faults.append(at_row(table, row, CONTENT, "newValue/ssin", _("the new number is missing")))
        elif wrong := renumber(old, new, part.at):
            handled.faults.append(RecordFault(table["position"][row].as_py(), CONTENT, "newValue/ssin", wrong))


def cancelled_numbers(part: Part, table: pa.Table) -> None:
    """A number that is cancelled without another: somebody finds out who it was of."""
    gone = where(table, flags(table["canceled"]) & np.asarray(pc.equal(table["replaced_by"], "")))
    open_tasks(
        Task.Kind.MESSAGE,
        fund=part.fund,
        people=sorted(set(gone["person_id"].to_pylist())),
        reference="exchange-cancelled-number-",
        reason=reason(_("the number of this person was cancelled: find out who it is of")),
        opened_at=part.at,
    )


def names(part: Part, table: pa.Table, handled: Handled) -> None:
    """Names as they are now."""
    last, first = table["last_name"].to_pylist(), table["first_names"].to_pylist()
    missing = [row for row, (one, other) in enumerate(zip(last, first, strict=True)) if not one and not other]
    handled.faults += [at_row(table, row, CONTENT, "newValue", _("the new name is missing")) for row in missing]
    people = table["person_id"].to_pylist()
    update_identities([Identity(*row) for row in zip(people, first, last, strict=True)])


def sexes(part: Part, table: pa.Table, handled: Handled) -> None:
    """The sex as it is registered now."""
    told = table["gender"].to_pylist()
    text = _("the new value is missing")
    handled.faults += [
        at_row(table, row, CONTENT, "newValue/gender", text) for row, one in enumerate(told) if one not in SEXES
    ]
    rows = zip(table["person_id"].to_pylist(), told, strict=True)
    update_identities([Identity(person, sex=SEXES[one]) for person, one in rows if one in SEXES])
