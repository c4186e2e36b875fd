"""Main residences (legal address), in Belgium and abroad."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext_noop as _

from zorgkas.exchange.facts import at_row, each, record, where, without
from zorgkas.exchange.message import Handled, Part
from zorgkas.exchange.messages.regions import REGION_UNKNOWN, regions
from zorgkas.exchange.messages.register.days import full_days
from zorgkas.exchange.messages.residences import house_numbers
from zorgkas.exchange.reading.faults import CONTENT
from zorgkas.registry.models import Residence


def addresses(part: Part, table: pa.Table, handled: Handled) -> None:
    """A new main residence from its day on; one that ended leaves nothing known from that day."""
    table, days = full_days(table, handled)
    cancelled = np.asarray(pc.equal(table["mutation"], "CANCELLED"))
    for row in np.flatnonzero(cancelled):
        text = _("an address was cancelled: which one holds instead must be looked up")
        handled.faults.append(at_row(table, row, CONTENT, "mutation", text))
    ended = np.asarray(pc.equal(table["mutation"], "ENDED"))
    told = ~ended & ~cancelled
    region = regions(table["municipality_code"], table["country"])
    for row in np.flatnonzero(told & (region == REGION_UNKNOWN)):
        text = _("the municipality %(code)s lies in no region that is known")
        code = str(table["municipality_code"][int(row)])
        handled.faults.append(at_row(table, row, CONTENT, "newValue/address/municipalityCode", text, code=code))
    usable = (told & (region != REGION_UNKNOWN)) | ended
    chosen, region, ended = where(table, usable), region[usable], ended[usable]
    if not chosen.num_rows:
        return
    columns = {
        "person_id": chosen["person_id"],
        "valid_from": days.filter(pa.array(usable)),
        "retract": ended,
        "region": np.where(ended, int(Residence.Region.FLANDERS), region).astype(np.int16),
        "street": chosen["street"],
        "house_number": house_numbers(chosen),
        "postal_code": chosen["postal_code"],
        "municipality": chosen["municipality"],
        "country": pc.if_else(pc.equal(chosen["country"], ""), "BE", chosen["country"]),
        "position": chosen["position"],
    }
    handled.faults += record(part, Residence, columns)
    handled.people += chosen["person_id"].to_pylist()


def abroad(part: Part, table: pa.Table, handled: Handled) -> None:
    """Residence abroad: only the country is needed."""
    table, days = full_days(table, handled)
    text = _("the country is missing")
    missing = np.flatnonzero(np.asarray(pc.equal(table["country"], "")))
    faults = [at_row(table, row, CONTENT, "newValue/address/country", text) for row in missing]
    handled.faults += faults
    days = days.filter(pc.not_equal(table["country"], "").combine_chunks())
    table = without(table, faults)
    if not table.num_rows:
        return
    columns = {
        "person_id": table["person_id"],
        "valid_from": days,
        "region": each(np.int16(Residence.Region.ABROAD), table.num_rows),
        "country": table["country"],
        "position": table["position"],
    }
    handled.faults += record(part, Residence, columns)
    handled.people += table["person_id"].to_pylist()
