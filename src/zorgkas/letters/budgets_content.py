"""What the letters about a ZBH or a ZBO say, as plain data."""

from dataclasses import dataclass, field

from zorgkas.letters.appeals import AppealTerms, terms_of_today
from zorgkas.letters.content import Reason


@dataclass(frozen=True)
class LaterAmount:
    """Another amount a month from a month (202611) on, in the same decision."""

    month: int
    cents: int


@dataclass(frozen=True)
class BudgetDecision:
    """A decision that grants, changes or refuses; months are numbers such as 202611, days are ISO texts."""

    product: str
    granted: bool
    revision: bool
    refusal: str
    monthly_cents: int
    first_month: int | None
    last_month: int | None
    applied_on: str | None
    decided_on: str
    back_payment: bool
    account: str
    interest_months: int
    later: tuple[LaterAmount, ...]
    reasons: tuple[Reason, ...]
    next_steps: tuple[str, ...]
    appeal: AppealTerms = field(default_factory=terms_of_today)


@dataclass(frozen=True)
class DataQuestionLetter:
    """Questions to the person: asked, reminded, or never answered (BVR art. 215)."""

    step: str
    applied_on: str
    answer_by: str
    questions: tuple[str, ...]
    reasons: tuple[Reason, ...]
    appeal: AppealTerms = field(default_factory=terms_of_today)


@dataclass(frozen=True)
class ExtensionLetter:
    """A decision on care at home that ends, or ended without a new proof (`step`: ending, missing; BVR art. 169, 172).

    `received_by` is the last day on which a new proof extends it, as an ISO text; empty when the law has none.
    """

    step: str
    last_month: int
    on_assessment: bool
    received_by: str | None
    reasons: tuple[Reason, ...]
