"""What a letter says, as plain data: the input of the templates, and what is kept with the letter."""

from dataclasses import dataclass, field

from zorgkas.letters.appeals import AppealTerms, terms_of_today


@dataclass(frozen=True)
class Addressee:
    """To whom a letter goes."""

    name: str
    address: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """A premium that is still open, with the item of the ledger that gives its communication."""

    year: int
    open_cents: int
    item_id: int


@dataclass(frozen=True)
class PremiumInvitation:
    """Invitation to pay the premium of a year and what is open from earlier years (BVR art. 69)."""

    year: int
    amount_cents: int
    open_cents: int
    item_id: int
    iban: str
    due_on: str
    late: bool
    reference_date: str
    reduced: bool
    voluntary: bool
    direct_debit: bool
    earlier: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class Reason:
    """One reason of a decision in plain words, with the article behind it."""

    sentence: str
    article: str


@dataclass(frozen=True)
class Fact:
    """Something the fund took as true, to be checked by the reader."""

    label: str
    value: str


@dataclass(frozen=True)
class ZzzGranted:
    """The decision that grants the budget; months are numbers such as 202611, days are ISO texts."""

    monthly_cents: int
    first_month: int
    last_month: int | None
    opened_on: str | None
    applied_on: str | None
    decided_on: str
    residential: bool
    back_payment: bool
    account: str
    reasons: tuple[Reason, ...]
    appeal: AppealTerms = field(default_factory=terms_of_today)


@dataclass(frozen=True)
class ZzzRefused:
    """The decision that refuses the budget, and what the reader can do about it."""

    refusal: str
    applied_on: str | None
    decided_on: str
    reasons: tuple[Reason, ...]
    facts: tuple[Fact, ...]
    next_steps: tuple[str, ...]
    appeal: AppealTerms = field(default_factory=terms_of_today)


@dataclass(frozen=True)
class MembershipChange:
    """Something that changed in a membership; days are ISO texts, empty when there is none."""

    effective_on: str
    last_day: str
    year: int
    compulsory: bool
    asked_on: str = ""
    other_fund: str = ""
    back: bool = False
    at_once: bool = False
    ground: str = ""
    in_time: bool = True
    grace_until: str = ""
    waits_until: str = ""
    waits_for_everything: bool = False


Content = PremiumInvitation | ZzzGranted | ZzzRefused
