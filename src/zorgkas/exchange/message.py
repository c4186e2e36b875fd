"""What a message is: where it comes from, what it looks like, what it may be used for, and what is done with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

import pyarrow as pa
from django.utils.functional import Promise

from zorgkas.exchange.reading.faults import RecordFault

if TYPE_CHECKING:
    from zorgkas.exchange.models import FundProfile, MessageFile
    from zorgkas.registry.models import CareFund, Source


class Kind(StrEnum):
    """How the text of an element becomes a column."""

    TEXT = "text"
    DAY = "day"
    # A date of which the month or the day may be 00.
    PARTIAL_DAY = "partial day"
    MOMENT = "moment"
    NUMBER = "number"
    YES_NO = "yes or no"
    CENTS = "cents"


@dataclass(frozen=True)
class Field:
    """A column of a record: its name, where it stands, and what it is."""

    name: str
    path: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Layout:
    """Where the records of a message stand, and its columns."""

    namespace: str
    root: str
    schema: str
    records: str  # path of a record from the root, such as "persons/person"
    fields: tuple[Field, ...]
    header: tuple[Field, ...] = ()

    @property
    def record(self) -> str:
        """The name of the element of one record."""
        return self.records.rpartition("/")[2]


@dataclass
class Part:
    """Some consecutive records of a file, read and checked, as columns."""

    file: "MessageFile"
    fund: "CareFund"
    profile: "FundProfile"
    header: Mapping[str, str]
    table: pa.Table  # the fields of the layout, `position`, and `person_id` (null when not known)
    source: "Source"
    at: datetime


@dataclass
class Handled:
    """What a handler made of a part: the rest of the records was accepted."""

    faults: list[RecordFault] = field(default_factory=list)
    ignored: int = 0
    # Ids of people about whom the consequences of the file are; kept with the part.
    people: list[int] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


Handler = Callable[[Part], Handled]
Consequences = Callable[["MessageFile", Sequence[int]], Mapping[str, int]]


class Way(StrEnum):
    """Who sends."""

    IN = "in"
    OUT = "out"
    ONLINE = "online"


@dataclass(frozen=True)
class Message:
    """One message of the network, as this system speaks it."""

    code: str
    slug: str
    label: Promise
    way: Way
    purpose: str
    legal_basis: tuple[str, ...]
    legal_context: str
    retention: str
    layout: Layout
    # Why the layout is ours: the real schema is not public. A real one replaces the layout and nothing else.
    proposed: bool = True
    about_care: bool = False
    handler: Handler | None = None
    consequences: Consequences | None = None
    leads_to: str = ""
    # An answer to a file of ours: its receiver block carries our ticket.
    answers: str = ""
    # The whole population each time: a count that differs much from last time waits for somebody.
    whole: bool = False
    version: str = "1"
