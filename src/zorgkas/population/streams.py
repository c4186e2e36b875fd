"""Randomness that can be repeated: one stream per seed, scale, chunk and subject, none depending on another."""

from collections.abc import Callable
from zlib import crc32

import numpy as np

Stream = Callable[[str], np.random.Generator]


def streams(*key: int) -> Stream:
    """Return the maker of streams for a key such as (seed, scale, chunk): the same subject gives the same stream."""

    def stream(subject: str) -> np.random.Generator:
        return np.random.default_rng(np.random.SeedSequence([*key, crc32(subject.encode())]))

    return stream
