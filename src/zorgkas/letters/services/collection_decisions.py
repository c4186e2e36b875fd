"""Letters about what was decided for one member: plans, exemptions, mandates and relief of arrears."""

import datetime
from typing import Any

from django.utils import timezone

from zorgkas.collection import policy
from zorgkas.collection.models import PaymentPlan, RefundRequest, Relief
from zorgkas.collection.services import YearEffect, mandate_of
from zorgkas.collection.services.plans import FINE_DAY, FINE_MONTH
from zorgkas.law import law_on, replay
from zorgkas.ledger.models import Item
from zorgkas.letters import kinds
from zorgkas.letters.articles import in_dutch
from zorgkas.letters.services.collection_letter import Draft, claims_content, open_claims, premium_account, store
from zorgkas.membership.queries import fineable_years
from zorgkas.registry.models import CareFund, DirectDebitMandate, Person, PremiumExemption

_SITUATIONS = {
    PremiumExemption.Ground.COLLECTIVE_DEBT_SETTLEMENT: "u zit in een collectieve schuldenregeling",
    PremiumExemption.Ground.BANKRUPT: "u bent failliet verklaard",
    PremiumExemption.Ground.INSOLVENT: "een gerechtsdeurwaarder verklaarde u insolvabel",
    PremiumExemption.Ground.TEMPORARY_PROTECTION: "u hebt tijdelijke bescherming",
}


def write_plan_letters(fund: CareFund) -> int:
    """Write a letter for each plan that was agreed, and for each that lapsed, once."""
    return _agreed(fund) + _lapsed(fund)


def write_exemption_letter(
    fund: CareFund,
    person: Person,
    exemption: PremiumExemption,
    effects: list[YearEffect],
    *,
    proof: str,
) -> int:
    """Confirm a situation in which the premium is not due, with what it does to each year."""
    until = exemption.valid_to - datetime.timedelta(days=1) if exemption.valid_to else None
    content = {
        "situation": _SITUATIONS[PremiumExemption.Ground(exemption.ground)],
        "since": exemption.valid_from.isoformat(),
        "until": until.isoformat() if until else None,
        "proof": proof,
        "years": [
            {
                "year": effect.year,
                "due_cents": effect.due_after_cents,
                "paid_cents": effect.paid_cents,
                "open_cents": effect.open_after_cents,
            }
            for effect in effects
        ],
    }
    return store(fund, kinds.PREMIUM_NOT_DUE, [Draft(person.pk, f"exemption {exemption.pk}", content)], timezone.now())


def write_mandate_letter(
    fund: CareFund, person: Person, mandate: DirectDebitMandate | None, *, on: datetime.date
) -> int:
    """Confirm a mandate that starts, or (without one) that it ended."""
    content: dict[str, Any] = {"ended": mandate is None, "on": on.isoformat()}
    reference = f"mandate ended {person.pk} {on.isoformat()}"
    if mandate is not None:
        reference = f"mandate {mandate.reference}"
        content |= {
            "account": mandate.iban,
            "holder": mandate.holder_name,
            "reference": mandate.reference,
            "signed_on": mandate.signed_on.isoformat(),
            "creditor": fund.creditor_identifier,
        }
    return store(fund, kinds.MANDATE_CHANGED, [Draft(person.pk, reference, content)], timezone.now())


def write_relief_letters(fund: CareFund) -> int:
    """Write the decision on each request for relief that was decided and has no letter yet."""
    decided = Relief.objects.filter(fund=fund, state__in=(Relief.State.GRANTED, Relief.State.REFUSED))
    drafts = [
        Draft(relief.person_id, f"relief {relief.pk}", _relief(relief))
        for relief in decided.prefetch_related("claims__item").order_by("pk")
    ]
    return store(fund, kinds.RELIEF_DECIDED, drafts, timezone.now())


def _agreed(fund: CareFund) -> int:
    iban, drafts = premium_account(fund), []
    plans = (
        PaymentPlan.objects.filter(fund=fund).select_related("person").prefetch_related("instalments", "claims__item")
    )
    for plan in plans.exclude(state=PaymentPlan.State.LAPSED).order_by("pk"):
        parts = list(plan.instalments.all())
        planned = {claim.item.pk: claim for claim in plan.claims.all()}
        claims = _as_agreed([claim.item for claim in planned.values()], {k: c.open_cents for k, c in planned.items()})
        late = parts[-1].due_on > datetime.date(plan.agreed_on.year, FINE_MONTH, FINE_DAY)
        found = fineable_years([plan.person_id], plan.agreed_on).get(plan.person_id, frozenset()) if late else ()
        years = sorted(item.period for item in claims if item.period in found)
        content = {
            **claims_content(claims, iban),
            "agreed_on": plan.agreed_on.isoformat(),
            "parts": [
                {"number": part.number, "due_on": part.due_on.isoformat(), "cents": part.amount_cents} for part in parts
            ],
            "grace_days": policy.PLAN_GRACE_DAYS,
            "collected_from": _account_of(plan) if plan.by_direct_debit else "",
            "fineable": years if len(years) > 1 else [],
        }
        drafts.append(Draft(plan.person_id, f"plan {plan.pk}", content))
    return store(fund, kinds.PLAN_AGREED, drafts, timezone.now())


def write_refund_decisions(fund: CareFund) -> int:
    """Write the decision on each request to get premiums back that has no letter yet (BVR art. 80)."""
    requests = RefundRequest.objects.filter(fund=fund).order_by("pk")
    drafts = [
        Draft(
            one.person_id,
            f"refund request {one.pk}",
            {
                "granted": one.state == RefundRequest.State.GRANTED,
                "asked_on": one.asked_on.isoformat(),
                "decided_on": one.decided_on.isoformat(),
                "first_year": one.first_year,
                "motivation": one.motivation,
                "refund_cents": one.refund_cents,
            },
        )
        for one in requests
    ]
    return store(fund, kinds.REFUND_DECIDED, drafts, timezone.now())


def _account_of(plan: PaymentPlan) -> str:
    mandate = mandate_of(plan.person, plan.agreed_on)
    return mandate.iban if mandate else ""


def _as_agreed(items: list[Item], open_cents: dict[int, int]) -> list[Item]:
    """The claims of a plan, the oldest first, with what was open on them when it was agreed."""
    for item in items:
        item.balance_cents = open_cents[item.pk]
    return sorted(items, key=lambda item: item.period)


def _lapsed(fund: CareFund) -> int:
    iban, today = premium_account(fund), timezone.localdate()
    plans = list(PaymentPlan.objects.filter(fund=fund, state=PaymentPlan.State.LAPSED).order_by("pk"))
    claims = open_claims(fund, [plan.person_id for plan in plans], today)
    drafts = [
        Draft(
            plan.person_id,
            f"plan {plan.pk}",
            {
                **claims_content(claims[plan.person_id], iban),
                "agreed_on": plan.agreed_on.isoformat(),
                "ended_on": plan.ended_on.isoformat(),
            },
        )
        for plan in plans
        if plan.person_id in claims and plan.ended_on
    ]
    return store(fund, kinds.PLAN_LAPSED, drafts, timezone.now())


def _relief(relief: Relief) -> dict[str, Any]:
    """What the letter says; the reasons of the law are those of the receipt, in Dutch."""
    claims = list(relief.claims.all())
    decided_on = relief.decided_on or relief.asked_on
    decision = replay(relief.receipt).decision
    reasons = [
        {"sentence": step.sentence, "article": in_dutch(step.article)}
        for step in (decision.explain("nl") if decision else ())
        if step.article
    ]
    owed = open_claims(relief.fund, [relief.person_id], decided_on).get(relief.person_id, [])
    return {
        "granted": relief.state == Relief.State.GRANTED,
        "asked_on": relief.asked_on.isoformat(),
        "decided_on": decided_on.isoformat(),
        "motivation": relief.motivation,
        "waived_cents": sum(claim.amount_cents for claim in claims),
        "left_cents": sum(item.balance_cents for item in owed),
        "claims": [
            {
                "year": claim.item.period,
                "waived_cents": claim.amount_cents,
                "left_cents": max(claim.item.balance_cents, 0),
            }
            for claim in claims
        ],
        "reasons": reasons,
        "appeal_months": int(law_on(decided_on).parameters["relief_appeal_months"]),
    }
