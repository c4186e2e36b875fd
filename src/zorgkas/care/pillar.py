"""What a pillar is: the words, terms, decisions, checks and prices that the engine asks it for."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import yaml
from numpy.typing import NDArray

from zorgkas.care.models import CareDecision, CareRequest
from zorgkas.ledger.accounts import Product
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import Reason

Column = NDArray[Any]
Outcome = CareDecision.Outcome


@dataclass(frozen=True)
class Said:
    """A text in both languages."""

    nl: str
    en: str

    def told(self, language: str) -> str:
        """Return the text in a language."""
        return self.nl if language.startswith("nl") else self.en


@dataclass(frozen=True)
class Why:
    """Why something is refused or asked: a stable code, the article, plain words, and what to do about it."""

    code: str
    article: str
    text: Said
    remedy: Said


@dataclass(frozen=True)
class FormField:
    """A field of the form of a request: its name in `content`, its label and its kind."""

    name: str
    label: Said
    kind: str = "text"  # text, number, date, bool, choice, cents
    choices: Mapping[str, Said] = field(default_factory=dict)
    required: bool = True
    help: Said | None = None


@dataclass(frozen=True)
class GrantedRight:
    """A right that a decision gives (see `CareRight`); provider 0 is any."""

    code: str
    valid_from: datetime.date
    valid_to: datetime.date | None
    provider_id: int = 0
    ceiling_cents: int | None = None
    ceiling_count: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    # The right of this provider and code no longer holds in the period: a departure or a death.
    retract: bool = False


@dataclass(frozen=True)
class Payment:
    """What a decision pays at once, without an invoice."""

    provider_id: int
    code: str
    day: datetime.date
    cents: int
    claimed_cents: int


@dataclass(frozen=True)
class Ruling:
    """What the law says of a request. Without outcome somebody must look: `unclear` says why."""

    outcome: Outcome | None
    reasons: Sequence[str] = ()
    receipt: Mapping[str, Any] | None = None
    rights: Sequence[GrantedRight] = ()
    payments: Sequence[Payment] = ()
    unclear: Reason | None = None


@dataclass(frozen=True)
class RequestKind:
    """A kind of request or notification, with its term and what silence means."""

    code: str
    title: Said
    fields: Sequence[FormField]
    decide: Callable[[CareRequest, datetime.date], Ruling]
    # The last day to decide, from the day of receipt; None when the law sets no term.
    term: Callable[[datetime.date], datetime.date] | None = None
    article: str = ""
    # What holds when the term passes without a decision; None when the law says nothing: then it stays a task.
    silence: Outcome | None = None
    # What is then granted, whatever else the law would have said; as `decide` would, when this misses.
    by_silence: Callable[[CareRequest, datetime.date], Ruling] | None = None


@dataclass(frozen=True)
class Batch:
    """Lines to judge, as columns of one length, in order of receipt.

    `columns`: line (number in the table; its position while it is checked for the first time), file, provider, person
    (0 when unknown), code (text), first, last (days, as in the law), month (as in the law), quantity, unit_cents,
    claimed_cents, received (day), corrects (0 for none), and the extra columns of the pillar.
    """

    fund: CareFund
    known_at: datetime.datetime
    columns: Mapping[str, Column]
    # Numbers in the table of the lines, when they are judged again: what was accepted of them does not count.
    again: bool = False

    def __len__(self) -> int:
        return len(self.columns["person"])


@dataclass(frozen=True)
class Verdict:
    """For each line what is accepted, and the code of the reason when that is not what was asked ("" when it is)."""

    accepted_cents: NDArray[np.int64]
    reason: NDArray[Any]
    # The facts of one line as the law takes them, and the target, to explain it.
    explain: Callable[[int], tuple[Mapping[str, Any], str]] | None = None


@dataclass(frozen=True)
class Pillar:
    """Everything that the engine needs to know of one pillar."""

    code: str
    title: Said
    product: Product
    folder: Path
    requests: Sequence[RequestKind] = ()
    # What a line of a file may say besides the common columns (see `care.files`).
    extra_columns: Mapping[str, pa.DataType] = field(default_factory=dict)
    codes: Sequence[str] = ()
    check: Callable[[Batch], Verdict] | None = None
    # Refuse the whole file when one line is refused, or only that line, as the law of the pillar says.
    whole_file: bool = False
    # A second line about the same payee, user, code and days is refused, unless the pillar judges that itself.
    refuses_doubles: bool = True
    # The last day to pay, from the day of receipt.
    pay_by: Callable[[datetime.date], datetime.date] | None = None
    # Interest by law from the day after the last day to pay until the payment; None when no article gives any.
    interest: Callable[[int, datetime.date, datetime.date], int] | None = None

    @cached_property
    def reasons(self) -> dict[str, Why]:
        """The catalogue of the pillar with the common reasons, by code."""
        return {**_catalogue(Path(__file__).parent), **_catalogue(self.folder)}

    def kind(self, code: str) -> RequestKind:
        """Return a kind of request."""
        return next(kind for kind in self.requests if kind.code == code)


def _catalogue(folder: Path) -> dict[str, Why]:
    path = folder / "reasons.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {
        code: Why(code, row["article"], Said(**row["text"]), Said(**row["remedy"]))
        for code, row in (rows or {}).items()
    }
