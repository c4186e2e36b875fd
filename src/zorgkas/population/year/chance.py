"""Chances that hang on who somebody is, not on the order in which people are asked: the same in every run."""

from zlib import crc32

import numpy as np
import numpy.typing as npt

from zorgkas.population.columns import Flags, Ints

Floats = npt.NDArray[np.float64]


def uniform(seed: int, subject: str, index: npt.NDArray[np.integer]) -> Floats:
    """A number from 0 to 1 for each index (splitmix64 over seed, subject and index)."""
    with np.errstate(over="ignore"):
        x = index.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        x += np.uint64((seed << 32 ^ crc32(subject.encode())) & 0xFFFFFFFFFFFFFFFF) * np.uint64(0xD1B54A32D192ED03)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            x = (x ^ (x >> np.uint64(shift))) * np.uint64(factor)
        x ^= x >> np.uint64(31)
    return (x >> np.uint64(11)).astype(np.float64) / 2**53


def between(seed: int, subject: str, index: npt.NDArray[np.integer], low: int, high: int) -> Ints:
    """A whole number from low up to and including high for each index."""
    return low + (uniform(seed, subject, index) * (high - low + 1)).astype(np.int64)


def choose(
    seed: int, subject: str, index: npt.NDArray[np.integer], number: int, allowed: Flags, weights: Floats | None = None
) -> Ints:
    """Positions of `number` of the allowed (fewer if there are not so many), more often where the weight is higher."""
    candidates = np.flatnonzero(allowed if weights is None else allowed & (weights > 0))
    number = min(number, len(candidates))
    if number == 0:
        return np.empty(0, np.int64)
    keys = -np.log1p(-uniform(seed, subject, index[candidates]))
    if weights is not None:
        keys = keys / weights[candidates]
    return np.sort(candidates[np.argpartition(keys, number - 1)[:number]])
