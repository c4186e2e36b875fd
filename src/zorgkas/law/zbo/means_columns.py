"""The sums of the means test for many people at once: the same rules over columns of rows, and additions per person."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from zorgkas.engine import Law
from zorgkas.law.zbo.kinds import MeansKind, RowOutcome
from zorgkas.law.zbo.means import ALLOWANCE, FAMILY, SOLD, SUM_OF, SUMS, allowances

Ints = NDArray[np.int64]
Columns = Mapping[str, object]

_FIRST = ["row_outcome", "row_transfer_cents", "row_allowance_of_one_sale_cents", "row_within_ten_years"]


def means_columns(law: Law, rows: Columns, person: Ints, people: Columns, count: int) -> dict[str, Ints]:
    """The sums for `count` people as columns, by the law of the effective day.

    `rows` holds `row_*` columns, `person` the position of each row's person (0 to `count`), `people` the facts about
    each family: columns of `count` values, or one value for all.
    """
    sums = {name: np.zeros(count, np.int64) for name in SUMS}
    if not len(person):
        return sums
    given = {**rows, **{name: _per_row(people[name], person) for name in FAMILY if name in people}}
    first = law.kernel(_FIRST)
    found = first(first.fit(given), length=len(person))
    kind = np.broadcast_to(np.asarray(rows["row_kind"]), person.shape)
    counts = found["row_outcome"] == RowOutcome.COUNTED
    sold = np.isin(kind, SOLD) & counts & found["row_within_ten_years"]
    share = np.zeros(len(person), np.int64)
    share[sold] = _shares(
        person[sold], found["row_transfer_cents"][sold], found["row_allowance_of_one_sale_cents"][sold]
    )
    second = law.kernel(["row_counted_cents"])
    counted = second(second.fit({**given, "row_allowance_cents": share}), length=len(person))["row_counted_cents"]
    for one, name in SUM_OF.items():
        chosen = kind == one
        np.add.at(sums[name], person[chosen], counted[chosen])
    of_sale = kind == MeansKind.SALE
    np.add.at(sums[ALLOWANCE], person[of_sale], share[of_sale])
    return sums


def _per_row(value: object, person: Ints) -> object:
    return value[person] if isinstance(value, np.ndarray) and value.ndim else value


def _shares(person: Ints, value: Ints, allowance: Ints) -> Ints:
    """The allowance of each sale: of a single one at most its value; several of one person divide it (few people)."""
    taken = np.minimum(value, allowance)
    people, number = np.unique(person, return_counts=True)
    several = np.isin(person, people[number > 1])
    for one in people[number > 1]:
        at = np.flatnonzero(several & (person == one))
        taken[at] = allowances([(int(value[i]), int(allowance[i])) for i in at])
    return taken
