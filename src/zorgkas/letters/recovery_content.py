"""What the letters about undue budgets and appeals say, as plain data: the input of their templates."""

from dataclasses import dataclass

from zorgkas.letters.budgets_content import LaterAmount
from zorgkas.letters.content import Reason


@dataclass(frozen=True)
class UndueMonth:
    """A month that was paid and is not due; `gone` when it is not asked back."""

    period: int
    paid_on: str
    cents: int
    gone: bool


@dataclass(frozen=True)
class RecoveryDecision:
    """The decision to recover (BVR art. 126), or that nothing is asked."""

    way: str
    product: str
    error_of: str
    fraud: bool
    why: str
    months: tuple[UndueMonth, ...]
    owed_cents: int
    gone_cents: int
    asked_cents: int
    small: bool
    monthly_cents: int
    set_off_months: int
    reasons: tuple[Reason, ...]
    articles: tuple[str, ...]
    # Whether the letter asks to pay, with what the payment code needs.
    asks: bool
    open_cents: int
    item_id: int
    iban: str
    pay_months: int
    appeal_months: int
    court_months: int
    announced: bool = False
    answer_months: int = 0


@dataclass(frozen=True)
class PlannedPart:
    """An instalment."""

    number: int
    due_on: str
    cents: int


@dataclass(frozen=True)
class RecoveryPlan:
    """The plan that is given (BVR art. 127)."""

    product: str
    open_cents: int
    instalments: tuple[PlannedPart, ...]
    item_id: int
    iban: str


@dataclass(frozen=True)
class RecoveryPlanRefused:
    """Why a plan is not given."""

    product: str
    open_cents: int
    why: str
    item_id: int
    iban: str


@dataclass(frozen=True)
class RecoveryWaiver:
    """What is let go, or why it is not (BVR art. 129, 130)."""

    product: str
    waived_cents: int
    open_cents: int
    ground: str
    why: str
    appeal_months: int


@dataclass(frozen=True)
class UnpaidMonth:
    """A budget that was due and not paid when the person died."""

    product: str
    period: int
    cents: int


@dataclass(frozen=True)
class AfterDeath:
    """What is still due after a death, to whom, and until when it can be asked (BVR art. 230)."""

    deceased: str
    unpaid_cents: int
    items: tuple[UnpaidMonth, ...]
    netted_cents: int
    has_zbo: bool
    has_other: bool
    claim_until: str | None


@dataclass(frozen=True)
class AppealReceived:
    """Receipt of an appeal: what happens, and what is still needed."""

    filed_on: str
    sent_on: str
    until: str | None
    in_time: bool
    subject: str
    subject_recovery: bool
    fee_cents: int
    fee_paid: bool
    reduced: bool
    reduced_fee_cents: int
    allowance_day: str
    documents: str
    documents_by: str | None
    to_commission_by: str
    route: str
    assessment_days: int
    decision_months: int
    hearing: bool


@dataclass(frozen=True)
class AppealDecided:
    """What the fund does after the outcome of an appeal or a judgment."""

    outcome: str
    court: bool
    decided_on: str
    filed_on: str
    subject: str
    subject_recovery: bool
    why: str
    monthly_cents: int
    first_month: int | None
    last_month: int | None
    open_cents: int
    fee_cents: int
    fee_by: str | None
    court_months: int
    articles: tuple[str, ...]
    # Of a ZBO: another amount from a month on.
    later: tuple[LaterAmount, ...] = ()
