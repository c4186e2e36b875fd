"""Whom records are about: numbers checked, found now or before, and replaced where the sender says so."""

from collections.abc import Iterable
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings
from django.utils.translation import gettext_noop as _
from numpy.typing import NDArray

from zorgkas.exchange.reading.faults import CONTENT, SSIN, RecordFault, fault
from zorgkas.registry.columns import read_sql
from zorgkas.registry.insz import MOCK_MONTHS, check_digits_fit
from zorgkas.registry.models import Person
from zorgkas.registry.reasons import Reason, reason
from zorgkas.registry.services import PersonRefused, replace_number

_FIND = """
    SELECT insz, id FROM registry_person WHERE insz = ANY(string_to_array(%(wanted)s, ','))
    UNION ALL SELECT insz, person_id FROM registry_formernumber WHERE insz = ANY(string_to_array(%(wanted)s, ','))
"""
NOBODY = -1


def ids_of(numbers: pa.Array) -> NDArray[np.int64]:
    """The ids of the people with these numbers, now or before; NOBODY where there is none."""
    known = read_sql(_FIND, {"wanted": joined(pc.drop_null(numbers))}) if len(numbers) else None
    if known is None or not known.num_rows:
        return np.full(len(numbers), NOBODY, np.int64)
    at = pc.index_in(numbers, value_set=known["insz"].combine_chunks())
    found = known["id"].combine_chunks().take(pc.fill_null(at, 0)).to_numpy(zero_copy_only=False)
    return np.where(np.asarray(pc.is_null(at)), NOBODY, found).astype(np.int64)


def joined(values: pa.Array | pa.ChunkedArray) -> str:
    """Values with commas between them: as one text they go to the database much faster than as a list."""
    return ",".join(pc.cast(values, pa.string()).to_pylist())


def wrong_numbers(numbers: pa.Array) -> NDArray[np.bool_]:
    """Which numbers cannot be: wrong check digits, or a test number where those are not accepted."""
    digits = pc.cast(pc.if_else(pc.equal(numbers, ""), "0", numbers), pa.int64()).to_numpy(zero_copy_only=False)
    wrong = ~check_digits_fit(digits)
    if not settings.ACCEPT_MOCK_INSZ:
        wrong |= digits // 10**7 % 100 >= MOCK_MONTHS
    return np.asarray(wrong & (digits != 0))


def check_numbers(table: pa.Table, names: Iterable[str]) -> tuple[NDArray[np.bool_], list[RecordFault]]:
    """Which rows have only right numbers, and the faults of the others."""
    right = np.ones(table.num_rows, np.bool_)
    faults = []
    for name in names:
        if name not in table.column_names:
            continue
        numbers = table[name].combine_chunks()
        for row in np.flatnonzero(wrong_numbers(numbers) & right):
            text = _("the check digits of %(insz)s do not fit, or it is a test number that is not accepted here")
            faults.append(fault(table["position"][int(row)].as_py(), SSIN, name, text, insz=numbers[int(row)].as_py()))
            right[row] = False
    return right, faults


def follow_replacements(table: pa.Table, at: datetime) -> list[RecordFault]:
    """Give people the number that the sender says replaced theirs; two people of ours are never made one here."""
    faults = []
    for row in np.flatnonzero(np.asarray(pc.not_equal(table["replaced_by"], ""))):
        old, new = table["ssin"][int(row)].as_py(), table["replaced_by"][int(row)].as_py()
        if wrong := renumber(old, new, at):
            faults.append(RecordFault(table["position"][int(row)].as_py(), CONTENT, "ssin/@replacedBy", wrong))
    return faults


def renumber(old: str, new: str, at: datetime) -> Reason | None:
    """Replace one number; the reason why not, if so."""
    found = ids_of(pa.array([old, new])).tolist()
    if found[0] == NOBODY or found[0] == found[1]:
        return None
    if found[1] != NOBODY:
        return reason(
            _("%(old)s was replaced by %(new)s, but both are people of ours: to be merged by hand, by two people"),
            old=old,
            new=new,
        )
    try:
        replace_number(Person.objects.get(pk=found[0]), new, at)
    except (PersonRefused, ValueError) as refused:
        return reason("%(why)s", why=str(refused))
    return None
