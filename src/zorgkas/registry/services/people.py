"""Persons: one by one or by the million, and numbers that are replaced."""

from collections.abc import Iterable
from datetime import date, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext
from numpy.typing import NDArray

from zorgkas.registry.columns import CHUNK, Columns, as_dates, as_table, copy_in
from zorgkas.registry.insz import InvalidInsz, check_digits_fit, validate_insz
from zorgkas.registry.models import FormerNumber, Person

# The days that every such month has; numbers without a month are looked at one by one.
_SHORTEST = np.array([-1, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] + [-1] * 7)
_FIELDS = ("insz", "first_name", "last_name", "birth_date", "sex")


class PersonRefused(ValueError):
    """A person cannot be created or renumbered like this; says why."""


def create_person(*, insz: str, first_name: str, last_name: str, birth_date: date, sex: Person.Sex | str) -> Person:
    """Create one person; the number must be valid and nobody's."""
    number = validate_insz(insz)
    with transaction.atomic():
        _refuse_taken(number)
        return Person.objects.create(
            insz=number, first_name=first_name, last_name=last_name, birth_date=birth_date, sex=Person.Sex(sex)
        )


def create_people(people: Columns) -> NDArray[np.int64]:
    """Create many persons from columns insz, first_name, last_name, birth_date and sex; return their ids in that order.

    All or none: the first invalid or double number is named with its row (the first row is 1).
    """
    table = as_table(people).select(list(_FIELDS))
    table = table.set_column(3, "birth_date", as_dates(table["birth_date"]))
    _refuse_invalid(table)
    if not table.num_rows:
        return np.array([], np.int64)
    with transaction.atomic(), connection.cursor() as cursor:
        # No other insert can take numbers from the sequence while this lock is held.
        cursor.execute("LOCK TABLE registry_person IN SHARE ROW EXCLUSIVE MODE")
        _refuse_existing(table["insz"])
        cursor.execute(
            "SELECT setval(numbers, nextval(numbers) + %s - 1)"
            " FROM CAST(pg_get_serial_sequence('registry_person', 'id') AS regclass) AS numbers",
            [table.num_rows],
        )
        last = cursor.fetchone()[0]
        ids = np.arange(last - table.num_rows + 1, last + 1)
        copy_in("registry_person", ["id", *_FIELDS], table.append_column("id", pa.array(ids)).to_batches(CHUNK))
    return ids


def replace_number(person: Person, new_insz: str, at: datetime) -> Person:
    """Give a person a new number; the old one keeps finding the person, and nothing else moves."""
    number = validate_insz(new_insz)
    with transaction.atomic():
        locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if locked.insz == number:
            return locked
        FormerNumber.objects.filter(insz=number, person=locked).delete()
        _refuse_taken(number)
        FormerNumber.objects.create(insz=locked.insz, person=locked, replaced_at=at)
        locked.insz = number
        locked.save(update_fields=["insz"])
    person.insz = number
    return locked


def _refuse_taken(number: str) -> None:
    if Person.objects.filter(insz=number).exists() or FormerNumber.objects.filter(insz=number).exists():
        raise PersonRefused(gettext("There is already somebody with number %(insz)s.") % {"insz": number})


def _refuse_invalid(table: pa.Table) -> None:
    for name in _FIELDS:
        if table[name].null_count:
            row = pc.index(pc.is_null(table[name]), True).as_py()
            raise PersonRefused(gettext("Row %(row)d: %(field)s is missing.") % {"row": row + 1, "field": name})
    numbers = table["insz"]
    plain = pc.match_substring_regex(numbers, r"^\d{11}$")
    digits = pc.cast(pc.if_else(plain, numbers, "0"), pa.int64()).to_numpy()
    for row in np.flatnonzero(~plain.to_numpy() | _doubtful(digits)):
        try:
            validate_insz(numbers[int(row)].as_py())
        except InvalidInsz as error:
            raise PersonRefused(gettext("Row %(row)d: %(reason)s") % {"row": row + 1, "reason": error}) from None
    order = np.argsort(digits, kind="stable")
    double = order[1:][digits[order][1:] == digits[order][:-1]]
    if double.size:
        row = int(double.min())
        raise PersonRefused(
            gettext("Row %(row)d: number %(insz)s stands in the list twice.")
            % {"row": row + 1, "insz": numbers[row].as_py()}
        )


def _doubtful(digits: NDArray[np.int64]) -> NDArray[np.bool_]:
    """The numbers that are not plainly right, to look at one by one."""
    month, day, serial = digits // 10**7 % 100, digits // 10**5 % 100, digits // 100 % 1000
    plainly = check_digits_fit(digits) & (month % 20 <= 12) & (day <= _SHORTEST[month % 20]) & (serial > 0)
    return np.asarray(~plainly | (month >= (73 if settings.ACCEPT_MOCK_INSZ else 60)))


def _refuse_existing(numbers: pa.ChunkedArray) -> None:
    if not Person.objects.exists() and not FormerNumber.objects.exists():
        return
    for start in range(0, len(numbers), CHUNK):
        part = numbers.slice(start, CHUNK).to_pylist()
        taken = set(_existing(part))
        if taken:
            row = next(row for row, number in enumerate(part) if number in taken)
            raise PersonRefused(
                gettext("Row %(row)d: there is already somebody with number %(insz)s.")
                % {"row": start + row + 1, "insz": part[row]}
            )


def _existing(numbers: list[str]) -> Iterable[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT insz FROM registry_person WHERE insz = ANY(%s) "
            "UNION ALL SELECT insz FROM registry_formernumber WHERE insz = ANY(%s)",
            [numbers, numbers],
        )
        return [row[0] for row in cursor.fetchall()]
