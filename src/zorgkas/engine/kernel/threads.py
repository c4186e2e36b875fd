"""How many cores a kernel uses: one for a few persons, since waking the others costs more than it saves."""

from collections.abc import Iterator
from contextlib import contextmanager

_PERSONS_PER_CORE = 50_000


@contextmanager
def threads(persons: int) -> Iterator[None]:
    """Use as many cores as the persons are worth, and put the number back afterwards."""
    import numba

    before = numba.get_num_threads()
    numba.set_num_threads(max(1, min(before, persons // _PERSONS_PER_CORE)))
    try:
        yield
    finally:
        numba.set_num_threads(before)
