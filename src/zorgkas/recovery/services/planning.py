"""What the law says about a file, before anything is done: what is prescribed, let go, set off or to be repaid."""

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.db.models import Q, Sum
from django.utils import timezone

from zorgkas.budgets import months as month_numbers
from zorgkas.budgets.queries import budgets_of
from zorgkas.engine import Decision
from zorgkas.law import law_on
from zorgkas.law.recovery.kinds import CostBearer, RecoveryWay
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.recovery.models import ErrorOf, Recovery, RecoveryPart
from zorgkas.recovery.outstanding import outstanding
from zorgkas.recovery.policy import policy_of
from zorgkas.registry.models import Death, FacilityStay

# A right without an end lasts as long as anything is ever asked.
ENDLESS_MONTHS = 60
RESIDENT_FACILITIES = (FacilityStay.Kind.WZC, FacilityStay.Kind.PVT)


@dataclass(frozen=True)
class Answers:
    """What somebody must find out about an undue sum; nobody's error and nothing hidden, if not said otherwise."""

    error_of: int = ErrorOf.NOBODY
    noticeable: bool = True
    found_on: datetime.date | None = None
    reported_on: datetime.date | None = None
    fraud: bool = False
    # Taken off each month, in cents; the proposal of the fund without one.
    monthly_cents: int | None = None
    why: str = ""


@dataclass(frozen=True)
class Month:
    """What is open of one month and what the law says about it, in cents."""

    period: int
    paid_on: datetime.date
    cents: int
    prescribed: bool
    freed: bool


@dataclass(frozen=True)
class Proposal:
    """What deciding would do. Amounts in cents."""

    recovery_id: int
    on: datetime.date
    way: str
    months: tuple[Month, ...]
    owed_cents: int
    prescribed_cents: int = 0
    waived_cents: int = 0
    small: bool = False
    netted_cents: int = 0
    asked_cents: int = 0
    borne_by: str = CostBearer.AGENCY.name
    monthly_cents: int = 0
    least_monthly_cents: int = 0
    most_monthly_cents: int = 0
    set_off_months: int = 0
    zzz_only: bool = False
    died_on: datetime.date | None = None
    receipts: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    reasons: tuple[Mapping[str, str], ...] = field(default=(), repr=False)

    @property
    def seal(self) -> str:
        """The proposal as a short text: who confirms sends it back, so that nobody confirms what was not seen."""
        told = {name: value for name, value in asdict(self).items() if name not in ("receipts", "reasons")}
        return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()[:16]


def propose(recovery: Recovery, answers: Answers, on: datetime.date | None = None) -> Proposal:
    """Put a file to the law of a day; changes nothing."""
    day = on or timezone.localdate()
    facts = _facts(recovery, answers, day)
    months, decisions = _months(recovery, facts, day)
    prescribed = sum(month.cents for month in months if month.prescribed)
    freed = sum(month.cents for month in months if month.freed)
    owed = sum(month.cents for month in months)
    left = owed - prescribed - freed
    proposal = Proposal(recovery.pk, day, RecoveryWay.NOTHING_OWED.name, months, owed, prescribed, freed)
    if not left:
        way = RecoveryWay.WAIVED_ERROR if freed else RecoveryWay.PRESCRIBED if prescribed else RecoveryWay.NOTHING_OWED
        return _finished(replace(proposal, way=way.name), recovery, facts, decisions)
    latest = max(month.paid_on for month in months if not (month.prescribed or month.freed))
    case = {**facts, "undue_cents": left, "undue_paid_on": latest}
    law = law_on(day)
    decision = law.decide(case, "recovery_way")
    decisions = [*decisions, decision]
    way = RecoveryWay(decision.raw)
    if way == RecoveryWay.WAIVED_DEATH or (facts["died_on"] is not None and answers.fraud):
        netted = law.decide(case, "netted_at_death_cents")
        waived = law.decide(case, "waived_at_death_cents")
        proposal = replace(
            proposal,
            way=way.name,
            netted_cents=netted.value,
            waived_cents=freed + waived.value,
            asked_cents=left - netted.value - waived.value,
            died_on=facts["died_on"],
        )
        return _finished(proposal, recovery, facts, [*decisions, netted, waived])
    small = law.decide({**case, "fund_small_amount_cents": facts["fund_small_amount_cents"]}, "fund_may_waive_small")
    if small.value and way in (RecoveryWay.SET_OFF, RecoveryWay.REPAY):
        done = replace(proposal, way=way.name, waived_cents=freed + left, small=True)
        return _finished(done, recovery, facts, [*decisions, small])
    if way == RecoveryWay.WAIVED_RESIDENT:
        return _finished(replace(proposal, way=way.name, waived_cents=freed + left), recovery, facts, decisions)
    if way == RecoveryWay.SET_OFF:
        return _finished(_set_off(proposal, recovery, answers, case, freed), recovery, facts, decisions)
    return _finished(replace(proposal, way=way.name, asked_cents=left), recovery, facts, decisions)


def _set_off(proposal: Proposal, recovery: Recovery, answers: Answers, case: Mapping[str, Any], freed: int) -> Proposal:
    """Over how many months, how much: as the fund does, or as was asked, within what the law allows."""
    values = law_on(proposal.on).decide(case, "set_off_least_monthly_cents").values
    covers, least, base = (
        int(values[name])
        for name in ("set_off_covers_cents", "set_off_least_monthly_cents", "set_off_base_monthly_cents")
    )
    waived = int(law_on(proposal.on).decide(case, "waived_of_resident_cents").value)
    wanted = -(-covers // max(1, policy_of(recovery.fund).set_off_months))
    monthly = min(base, covers, max(least, answers.monthly_cents or wanted))
    return replace(
        proposal,
        way=RecoveryWay.SET_OFF.name,
        asked_cents=covers,
        waived_cents=freed + waived,
        zzz_only=bool(values["set_off_on_zzz_only"]),
        monthly_cents=monthly,
        least_monthly_cents=least,
        most_monthly_cents=min(base, covers),
        set_off_months=-(-covers // monthly),
    )


def _finished(
    proposal: Proposal, recovery: Recovery, facts: Mapping[str, Any], decisions: Sequence[Decision]
) -> Proposal:
    bearer = law_on(proposal.on).decide(
        {
            **facts,
            "undue_cents": max(1, proposal.waived_cents),
            "undue_paid_on": _earliest(proposal),
            # Only what the fund lets go by itself is a small amount at its own cost.
            "fund_small_amount_cents": facts["fund_small_amount_cents"] if proposal.small else 0,
        },
        "waiver_borne_by",
    )
    all_decisions = [*decisions, bearer] if proposal.waived_cents or proposal.prescribed_cents else list(decisions)
    reasons = []
    for nl, en in zip(_told(decisions, "nl"), _told(decisions, "en"), strict=True):
        reasons.append({"nl": nl[0], "en": en[0], "article": nl[1]})
    return replace(
        proposal,
        borne_by=CostBearer(bearer.raw).name,
        receipts=tuple(one.receipt() for one in all_decisions),
        reasons=tuple(reasons),
    )


def _told(decisions: Sequence[Decision], language: str) -> list[tuple[str, str]]:
    """The outcome of each question in plain words, each once; what is not so, or nothing, is not told."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for one in decisions:
        if not one.raw:
            continue
        step = one.explain(language)[-1]
        found.setdefault((one.target, str(one.raw)), (step.sentence, step.article))
    return list(found.values())


def _earliest(proposal: Proposal) -> datetime.date:
    return min((month.paid_on for month in proposal.months), default=proposal.on)


def _months(
    recovery: Recovery, facts: Mapping[str, Any], day: datetime.date
) -> tuple[tuple[Month, ...], list[Decision]]:
    """What is still open per month and day of payment (what was repaid went to the oldest payments), as judged."""
    law = law_on(day)
    left = {
        int(period): int(cents)
        for period, cents in zip(
            *(getattr(outstanding([recovery.pk]), name) for name in ("period", "cents")), strict=True
        )
    }
    months, decisions = [], []
    for part in RecoveryPart.objects.filter(recovery=recovery).order_by("period", "-paid_on", "-pk"):
        cents = min(part.cents, left.get(part.period, 0))
        if not cents:
            continue
        left[part.period] -= cents
        case = {**facts, "undue_cents": cents, "undue_paid_on": part.paid_on}
        prescribed = law.decide(case, "recovery_is_prescribed")
        freed = law.decide(case, "error_frees_user")
        decisions += [prescribed, *([freed] if facts["error_of"] != ErrorOf.NOBODY else [])]
        months.append(Month(part.period, part.paid_on, cents, prescribed.value, freed.value and not prescribed.value))
    return tuple(sorted(months, key=lambda one: (one.period, one.paid_on))), decisions


def _facts(recovery: Recovery, answers: Answers, day: datetime.date) -> dict[str, Any]:
    payable, zzz, months = _to_come(recovery, day)
    person = recovery.person_id
    death = Death.objects.filter(person_id=person, superseded_at=None).order_by("valid_from").first()
    stays = FacilityStay.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=day),
        person_id=person,
        superseded_at=None,
        valid_from__lte=day,
        facility_kind__in=RESIDENT_FACILITIES,
    )
    unpaid = Item.objects.filter(
        person_id=person, fund_id=recovery.fund_id, account=Account.BENEFIT_PAYABLE, balance_cents__lt=0
    ).aggregate(cents=Sum("balance_cents"))["cents"]
    return {
        "recovery_judged_on": day,
        "obtained_by_fraud": answers.fraud,
        "recovery_first_letter_on": recovery.first_letter_on,
        "recovery_interrupted_on": recovery.interrupted_on,
        "error_of": int(answers.error_of),
        "error_noticeable": answers.noticeable,
        "error_found_on": answers.found_on,
        "error_reported_on": answers.reported_on,
        "undue_is_zbo": recovery.product == Product.ZBO,
        "stays_in_wzc_or_pvt": stays.exists(),
        "payable_monthly_cents": payable,
        "payable_zzz_monthly_cents": zzz,
        "payable_months": months,
        "fund_small_amount_cents": policy_of(recovery.fund).small_amount_cents,
        "died_on": death.valid_from if death else None,
        "unpaid_at_death_cents": -(unpaid or 0),
    }


def _to_come(recovery: Recovery, day: datetime.date) -> tuple[int, int, int]:
    """What is going to be paid each month (all, of which ZZZ), and for how many months: what brings in most.

    What earlier files take each month is not counted twice.
    """
    month = month_numbers.add(month_numbers.month_of(day), 1)
    running = []
    for budget in budgets_of(recovery.person, month):
        if budget.month != month or not budget.due_cents:
            continue
        end = budget.entitlement.valid_to
        lasts = (
            ENDLESS_MONTHS
            if end is None
            else month_numbers.law_month(month_numbers.month_of(end)) - (month_numbers.law_month(month))
        )
        running.append((min(lasts, ENDLESS_MONTHS), budget.due_cents, budget.product))
    others = Recovery.objects.filter(
        person_id=recovery.person_id, fund_id=recovery.fund_id, state=Recovery.State.SET_OFF
    ).exclude(pk=recovery.pk)
    taken = sum(one.monthly_cents or 0 for one in others)
    best = (0, 0, 0)
    most = int(law_on(day).parameters["set_off_most_months"])
    for lasts in sorted({lasts for lasts, _cents, _product in running}):
        all_cents = max(0, sum(cents for months, cents, _p in running if months >= lasts) - taken)
        zzz = max(0, sum(cents for months, cents, p in running if months >= lasts and p == Product.ZZZ) - taken)
        if all_cents * min(lasts, most) > best[0] * min(best[2], most):
            best = (all_cents, zzz, lasts)
    return best
