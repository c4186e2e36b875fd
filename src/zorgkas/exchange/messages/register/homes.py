"""Main residences (legal address), in Belgium and abroad."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext_noop as _
from numpy.typing import NDArray

from zorgkas.exchange.facts import Flags, at_row, each, record, where, without
from zorgkas.exchange.message import Handled, Part
from zorgkas.exchange.messages.regions import REGION_UNKNOWN, regions
from zorgkas.exchange.messages.register.days import full_days
from zorgkas.exchange.messages.residences import house_numbers
from zorgkas.exchange.people import joined
from zorgkas.exchange.reading.faults import CONTENT
from zorgkas.registry.columns import read_sql
from zorgkas.registry.models import Residence

# The region of who lived in only one from the earliest of the days on.
_REGIONS = """
    SELECT person_id, min(region) AS region FROM registry_residence
     WHERE superseded_at IS NULL AND (valid_to IS NULL OR valid_to > %s)
       AND person_id = ANY(string_to_array(%s, ',')::bigint[])
     GROUP BY person_id HAVING min(region) = max(region)
"""


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
    other = _other_region(chosen, np.where(ended, REGION_UNKNOWN, region), days.filter(pa.array(usable)))
    handled.faults += record(part, Residence, columns)
    handled.people += where(chosen, other)["person_id"].to_pylist()


def _other_region(table: pa.Table, region: NDArray[np.int16], days: pa.Array) -> Flags:
    """Who lived in another region before: for the others nothing follows from the move."""
    known = read_sql(_REGIONS, [pc.min(days).as_py(), joined(table["person_id"])])
    at = pc.index_in(table["person_id"].combine_chunks(), value_set=known["person_id"].combine_chunks())
    if not known.num_rows:
        return np.ones(table.num_rows, np.bool_)
    only = known["region"].combine_chunks().take(at)
    return np.asarray(pc.fill_null(pc.not_equal(only, pa.array(region)), True).to_numpy(zero_copy_only=False), np.bool_)


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
