"""The faults of real networks, drawn from a seed: in single records, and in the order in which files come."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from zorgkas.registry.insz import insz_for

# A birth date of nobody in the population.
_LONG_AGO = date(1901, 1, 1)
_NUMBER = re.compile(r"(?<=>)(\d{9})(\d{2})(?=</(?:ssin|INSS)>)")


class Fault(StrEnum):
    """What can go wrong with a record."""

    WRONG_CHECK_DIGITS = "wrong check digits"
    PERSON_UNKNOWN = "person unknown"
    DOUBLED = "doubled"
    TORN = "torn"


@dataclass(frozen=True)
class Damage:
    """Records as they arrive, and what was done to them; every right record is still among them."""

    records: list[str]
    # Per fault how many records came with it, besides the right ones.
    done: dict[Fault, int]

    @property
    def unusable(self) -> int:
        """How many of the records can only be set apart."""
        return sum(number for fault, number in self.done.items() if fault != Fault.DOUBLED)


def damage(records: Sequence[str], share: float, seed: int) -> Damage:
    """Add damaged copies of some records; the right ones stay, as the sender sends them once more after a complaint."""
    rng = np.random.default_rng(seed)
    arrived: list[str] = []
    done = dict.fromkeys(Fault, 0)
    for record in records:
        if rng.random() < share:
            fault = list(Fault)[int(rng.integers(len(Fault)))]
            copy = _damaged(record, fault, rng)
            if copy != record or fault == Fault.DOUBLED:
                # A double comes after the right one, what is damaged before it.
                arrived += [record] if fault == Fault.DOUBLED else [copy]
                done[fault] += 1
        arrived.append(record)
    return Damage(arrived, done)


def _damaged(record: str, fault: Fault, rng: np.random.Generator) -> str:
    if fault == Fault.WRONG_CHECK_DIGITS:
        return _NUMBER.sub(
            lambda found: f"{found[1]}{(int(found[2]) + int(rng.integers(1, 90))) % 97:02d}", record, count=1
        )
    if fault == Fault.PERSON_UNKNOWN:
        stranger = insz_for(_LONG_AGO, int(rng.integers(1, 999)))
        return _NUMBER.sub(stranger, record, count=1)
    if fault == Fault.TORN:
        inside = record.rfind("</", 0, record.rfind("</"))
        return record[:inside] + record[record.find(">", inside) + 1 :]
    return record


def late_and_out_of_order(files: Sequence[bytes], seed: int) -> list[bytes]:
    """Files as they arrive: some later than the next one, some twice, some torn before they come whole."""
    rng = np.random.default_rng(seed)
    arriving = list(files)
    for place in range(len(arriving) - 1):
        if rng.random() < 0.3:
            arriving[place], arriving[place + 1] = arriving[place + 1], arriving[place]
    heard: list[bytes] = []
    for file in arriving:
        chance = rng.random()
        if chance < 0.2:
            heard.append(file[: int(len(file) * (0.2 + 0.6 * rng.random()))])
        heard.append(file)
        if 0.2 <= chance < 0.4:
            heard.append(file)
    return heard
