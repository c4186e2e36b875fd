"""IncreasedAllowance: who of our members has the increased allowance on 1 January of the year before (BVR art. 68)."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from zorgkas.exchange.consequences.premiums import reprice
from zorgkas.exchange.facts import Flags, at_row, day_after, each, flags, known_people, record, where, without
from zorgkas.exchange.message import Field, Handled, Kind, Layout, Message, Part, Way
from zorgkas.exchange.messages.blocks import HEADER, KEEP_PREMIUM
from zorgkas.exchange.people import joined
from zorgkas.exchange.reading.faults import CONTENT, DUPLICATE, RecordFault
from zorgkas.registry.columns import read_sql
from zorgkas.registry.models import IncreasedAllowance, Task
from zorgkas.registry.reasons import Reason, reason
from zorgkas.registry.services import open_tasks

REQUEST_CODE = "IncreasedAllowance request"
LAYOUT = Layout(
    namespace="urn:zorgkas:exchange:increased-allowance:v1",
    root="increasedAllowanceResponse",
    schema="increased-allowance.xsd",
    records="responses/response",
    header=HEADER,
    fields=(
        Field("ssin", "criteria/ssin"),
        Field("new_ssin", "ssin"),
        Field("replaces", "ssin/@replaces"),
        Field("reference_date", "criteria/referenceDate", Kind.DAY),
        Field("status", "status/value"),
        Field("code", "status/code"),
        Field("entitled", "increasedAllowance/entitled", Kind.YES_NO),
        Field("begins_on", "increasedAllowance/period/beginDate", Kind.DAY),
        Field("ends_on", "increasedAllowance/period/endDate", Kind.DAY),
    ),
)
# What is known of the reference date: the period that holds on it.
_KNOWN = """
    SELECT person_id, valid_from, valid_to FROM registry_increasedallowance
     WHERE superseded_at IS NULL AND valid_from <= %s AND (valid_to IS NULL OR valid_to > %s) 
       AND person_id = ANY(string_to_array(%s, ',')::bigint[])
"""


def handle(part: Part) -> Handled:
    """Record what differs from what is known on the reference date; who got no answer keeps what was known."""
    table, strangers = known_people(part)
    handled = Handled(strangers + _wrong(table))
    table = without(table, handled.faults)
    no_result = where(table, np.asarray(pc.equal(table["status"], "NO_RESULT")))
    _ask_about(part, no_result)
    handled.ignored += no_result.num_rows
    table = where(table, np.asarray(pc.not_equal(table["status"], "NO_RESULT")))
    for day in pc.unique(table["reference_date"]).to_pylist():
        _record(part, where(table, np.asarray(pc.equal(table["reference_date"], pa.scalar(day)))), day, handled)
    return handled


def _record(part: Part, table: pa.Table, day: date, handled: Handled) -> None:
    entitled = flags(table["entitled"])
    known = read_sql(_KNOWN, [day, day, joined(table["person_id"])])
    at = pc.index_in(table["person_id"].combine_chunks(), value_set=known["person_id"].combine_chunks())
    holds = np.asarray(pc.is_valid(at))
    differs = entitled != holds
    # Somebody for whom it holds may get another period: it began earlier, or it has ended since.
    other_period = entitled & holds & _other_period(table, known, at)
    wins, loses = where(table, entitled & (differs | other_period)), where(table, ~entitled & differs)
    if wins.num_rows:
        begins = pc.fill_null(wins["begins_on"], pa.scalar(day))
        # Without a period the answer is about the reference date alone.
        alone = pc.if_else(
            pc.is_null(wins["begins_on"]), pa.scalar(day + timedelta(days=1)), day_after(wins["ends_on"])
        )
        columns = {
            "person_id": wins["person_id"],
            "valid_from": begins,
            "valid_to": alone,
            "position": wins["position"],
        }
        handled.faults += record(part, IncreasedAllowance, columns)
        _end(part, wins.filter(pc.is_valid(wins["ends_on"])), handled)
    if loses.num_rows:
        columns = {
            "person_id": loses["person_id"],
            "valid_from": each(day, loses.num_rows),
            "valid_to": each(day + timedelta(days=1), loses.num_rows),
            "retract": each(True, loses.num_rows),
            "position": loses["position"],
        }
        handled.faults += record(part, IncreasedAllowance, columns)
    handled.people += where(table, differs)["person_id"].to_pylist()
    handled.counts["changed"] = handled.counts.get("changed", 0) + wins.num_rows + loses.num_rows


def _other_period(table: pa.Table, known: pa.Table, at: pa.Array) -> Flags:
    if not known.num_rows:
        return np.zeros(table.num_rows, np.bool_)
    old_from, old_to = (known[name].combine_chunks().take(at) for name in ("valid_from", "valid_to"))
    earlier = np.asarray(pc.fill_null(pc.less(table["begins_on"].combine_chunks(), old_from), False))
    new_to = day_after(table["ends_on"].combine_chunks())
    ended = np.asarray(pc.is_valid(new_to)) & ~np.asarray(pc.fill_null(pc.equal(new_to, old_to), False))
    return np.asarray(earlier | ended)


def _end(part: Part, ended: pa.Table, handled: Handled) -> None:
    """A period with an end says that nothing holds after it."""
    if ended.num_rows:
        columns = {
            "person_id": ended["person_id"],
            "valid_from": day_after(ended["ends_on"]),
            "retract": each(True, ended.num_rows),
            "position": ended["position"],
        }
        handled.faults += record(part, IncreasedAllowance, columns)


def _wrong(table: pa.Table) -> list[RecordFault]:
    faults = []
    yes, found = flags(table["entitled"]), np.asarray(pc.equal(table["status"], "DATA_FOUND"))
    for row in np.flatnonzero(yes != (yes & found)):
        text = _("an answer without data cannot say that somebody is entitled")
        faults.append(at_row(table, row, CONTENT, "increasedAllowance/entitled", text))
    late = np.asarray(pc.fill_null(pc.greater(table["begins_on"], table["reference_date"]), False)) & yes
    over = np.asarray(pc.fill_null(pc.less(table["ends_on"], table["reference_date"]), False)) & yes
    for row in np.flatnonzero((late | over) & found):
        text = _("the period does not hold on the reference date")
        faults.append(at_row(table, row, CONTENT, "increasedAllowance/period", text))
    _unique, first = np.unique(table["person_id"].to_numpy(), return_index=True)
    again = np.ones(table.num_rows, np.bool_)
    again[first] = False
    for row in np.flatnonzero(again):
        text = _("%(insz)s stands in the list twice")
        faults.append(at_row(table, row, DUPLICATE, "ssin", text, insz=str(table["ssin"][int(row)])))
    return faults


def _ask_about(part: Part, table: pa.Table) -> None:
    open_tasks(
        Task.Kind.MESSAGE,
        fund=part.fund,
        people=sorted(set(table["person_id"].to_pylist())),
        reference=f"exchange-no-answer-{part.file.pk}-",
        reason=_no_answer(),
        opened_at=part.at,
    )


def _no_answer() -> Reason:
    return reason(_("no answer about the increased allowance: the premium stays as it was until somebody knows"))


MESSAGE = Message(
    code="IncreasedAllowance",
    slug="increased-allowance",
    label=gettext_lazy("increased allowance in health insurance (answer)"),
    way=Way.IN,
    purpose="Who owes the reduced premium: the increased allowance on 1 January of the year before (BVR art. 68).",
    legal_basis=("deliberation 04/005 of 20 February 2004", "DEC art. 49 §3, 1°", "BVR art. 68"),
    legal_context="VSB:INCREASED ALLOWANCE",
    retention=KEEP_PREMIUM,
    layout=LAYOUT,
    handler=handle,
    consequences=reprice,
    answers=REQUEST_CODE,
    leads_to="IncreasedAllowance; then the premium of who won or lost it is booked anew. NO_RESULT leaves what was"
    " known and opens a task.",
)
