"""Days on which something holds, where the register may know only a month or a year."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext_noop as _

from zorgkas.exchange.facts import at_row, where
from zorgkas.exchange.message import Handled
from zorgkas.exchange.reading.faults import DATE


def full_days(table: pa.Table, handled: Handled) -> tuple[pa.Table, pa.Array]:
    """The records with a whole date, and their days; a part of a date is no day on which a fact can begin."""
    full = ~np.asarray(pc.match_substring(table["effective"], "-00"))
    for row in np.flatnonzero(~full):
        text = _("the date %(date)s is not complete")
        handled.faults.append(at_row(table, row, DATE, "effectiveDate", text, date=str(table["effective"][int(row)])))
    whole = where(table, full)
    return whole, pc.cast(whole["effective"].combine_chunks(), pa.date32())
