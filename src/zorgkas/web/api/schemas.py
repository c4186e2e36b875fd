"""What goes in and comes out. Money is in cents (whole numbers), days are ISO 8601, periods are half-open."""

import datetime
from typing import Any

from ninja import Schema


class TokenOut(Schema):
    """A token (RFC 6749 section 5.1)."""

    access_token: str
    token_type: str = "Bearer"
    expires_in: int
    scope: str


class PersonOut(Schema):
    """A person."""

    id: int
    insz: str
    first_name: str
    last_name: str
    birth_date: datetime.date


class FactOut(Schema):
    """A fact: what it says, when it is true (half-open), and since when it is known."""

    kind: str
    values: dict[str, Any]
    valid_from: datetime.date
    valid_to: datetime.date | None
    recorded_at: datetime.datetime
    source: str


class MembershipOut(Schema):
    """The fund of which a person is a member on a day."""

    fund: str
    valid_from: datetime.date
    valid_to: datetime.date | None


class PremiumOut(Schema):
    """A premium year, in cents."""

    year: int
    fund: str
    due_cents: int
    paid_cents: int
    open_cents: int
    communication: str


class BudgetMonthOut(Schema):
    """A month of a care budget, in cents."""

    month: int
    product: int
    due_cents: int
    paid_cents: int
    open_cents: int


class DecisionOut(Schema):
    """A decision with its reasons."""

    id: int
    application: str
    outcome: str
    decided_on: datetime.date
    motivation: list[dict[str, Any]]


class StepOut(Schema):
    """A step of the law."""

    name: str
    label: str
    text: str
    sentence: str
    article: str


class ExplanationOut(Schema):
    """An amount with the steps that give it."""

    value: int | None
    on: datetime.date
    law_version: str
    steps: list[StepOut]


class ApplicationIn(Schema):
    """An application for a ZZZ: the form of care, the day, and what only the person can say."""

    care_form: int
    applied_on: datetime.date
    answers: dict[str, Any] = {}


class ApplicationOut(Schema):
    """An application and its state."""

    id: int
    reference: str
    product: int
    state: str
    applied_on: datetime.date
    decide_by: datetime.date | None


class PaymentOut(Schema):
    """A payment that went to the bank."""

    id: int
    execute_on: datetime.date
    amount_cents: int
    state: str
    remittance: str


class LetterOut(Schema):
    """A letter that was sent."""

    id: int
    number: str
    kind: str
    sent_at: datetime.datetime
    sha256: str


class TaskOut(Schema):
    """Something to do."""

    id: int
    kind: str
    person_id: int | None
    reason: str
    due_on: datetime.date | None


class WhatIfIn(Schema):
    """A situation: facts by the names of the law, and about which benefits (PREMIUM, ZZZ, ZBH, ZBO)."""

    on: datetime.date
    benefits: list[str]
    facts: dict[str, Any] = {}


class WhatIfOut(Schema):
    """The answer of the law about one benefit."""

    benefit: str
    state: str
    cents: int | None
    missing: list[str]
    problem: str
