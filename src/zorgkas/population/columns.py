"""Small helpers between numpy and Arrow: days, months and texts as columns."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

# Days since 1 January 1970, as Arrow and numpy count them; NO_DAY stands for "none".
Days = npt.NDArray[np.int32]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NO_DAY = np.int32(np.iinfo(np.int32).min)
EPOCH = date(1970, 1, 1).toordinal()


def day(year: int, month: int = 1, number: int = 1) -> int:
    """A date as days since 1970."""
    return date(year, month, number).toordinal() - EPOCH


def new_year(years: npt.NDArray[np.integer]) -> Days:
    """1 January of each year."""
    return (years.astype("int64") - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int32)


def month_start(months: npt.NDArray[np.integer]) -> Days:
    """The first day of months counted from January 1970."""
    return months.astype("int64").astype("datetime64[M]").astype("datetime64[D]").astype(np.int32)


def month_index(days: Days) -> Ints:
    """The month of each day, counted from January 1970."""
    return days.astype("int64").astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def year_of(days: Days) -> Ints:
    """The year of each day."""
    return days.astype("int64").astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def date_column(days: npt.NDArray[np.integer]) -> pa.Array:
    """Days as an Arrow date column; NO_DAY becomes null."""
    return pa.array(days.astype(np.int32), mask=days == NO_DAY).cast(pa.date32())


def text_column(values: Sequence[str], codes: npt.NDArray[np.integer]) -> pa.Array:
    """The text at each code."""
    return pc.take(pa.array(values, pa.string()), pa.array(codes.astype(np.int32)))


def digits_column(numbers: npt.NDArray[np.integer], width: int) -> pa.Array:
    """Whole numbers as texts of a fixed width with leading zeros."""
    return pc.utf8_lpad(pa.array(numbers.astype(np.int64)).cast(pa.string()), width, "0")


def curve(points: Sequence[tuple[float, float]], at: npt.NDArray[np.integer]) -> npt.NDArray[np.float64]:
    """A value per age, linear between the points and level outside them."""
    ages, values = zip(*points, strict=True)
    return np.asarray(np.interp(at, ages, values))


def draw_by_weight(rng: np.random.Generator, weights: npt.NDArray[np.float64], number: int, allowed: Flags) -> Ints:
    """Positions of `number` different rows among the allowed, each with a chance that follows its weight."""
    candidates = np.flatnonzero(allowed & (weights > 0))
    if len(candidates) < number:
        raise ValueError(f"{number} people asked, only {len(candidates)} fit")
    if number == 0:
        return np.empty(0, np.int64)
    keys = rng.exponential(size=len(candidates)) / weights[candidates]
    return np.sort(candidates[np.argpartition(keys, number - 1)[:number]])
