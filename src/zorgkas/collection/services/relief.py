"""Relief of arrears for who needs care (DEC art. 46 §2; BVR art. 116-119): judged by the law, decided by two people."""

import datetime
from collections.abc import Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from zorgkas.collection import policy
from zorgkas.collection.models import Relief, RelievedClaim
from zorgkas.collection.services.write_offs import write_off_relieved
from zorgkas.engine import Decision
from zorgkas.engine.calendar import make_day
from zorgkas.law import law_on
from zorgkas.law.premium.kinds import ReliefOutcome
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.registry.models import CareFund, Person, Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import close_tasks, open_task

TARGET = "relief_outcome"
_FACTS = {
    Relief.Ground.BUDGET_GUIDANCE: "budget_guidance_at_care_need",
    Relief.Ground.STRUCK_OFF: "was_missing_or_struck_off",
    Relief.Ground.DETAINED: "was_detained",
    Relief.Ground.OCMW: "ocmw_attested",
}


class ReliefRefused(ValueError):
    """The relief cannot be proposed or decided like this; says why."""


def late_claims(person: Person, fund: CareFund, on: datetime.date) -> list[Item]:
    """The open premiums that were not paid in time: only these can be relieved."""
    claims = Item.objects.filter(
        person=person, fund=fund, account=Account.PREMIUM_RECEIVABLE, product=Product.PREMIUM, balance_cents__gt=0
    ).order_by("period")
    month, number = (int(law_on(on).parameters[name]) for name in ("premium_due_month", "premium_due_day"))
    return [claim for claim in claims if on.toordinal() > make_day(claim.period, month, number)]


def judge(pillar: int, ground: str, *, has_late_claims: bool, on: datetime.date) -> Decision:
    """Whether the law lets the fund relieve, with its reasoning."""
    facts = {"needed_care_pillar": pillar, "premium_is_late": has_late_claims}
    if ground in _FACTS:
        facts[_FACTS[Relief.Ground(ground)]] = True
    return law_on(on).decide(facts, TARGET)


def propose_relief(
    person: Person,
    fund: CareFund,
    *,
    pillar: int,
    ground: str,
    document: str,
    motivation: str,
    amounts: Mapping[Item, int],
    user: AbstractBaseUser,
    asked_on: datetime.date | None = None,
    at: datetime.datetime | None = None,
) -> Relief:
    """Propose to waive so much of these claims, or to refuse (without amounts); a second person decides.

    Where the law does not let the fund relieve, only a refusal can be proposed; a ground needs its proof.
    """
    now = at or timezone.now()
    day = asked_on or timezone.localdate(now)
    late = late_claims(person, fund, day)
    decision = judge(pillar, ground, has_late_claims=bool(late), on=day)
    given = {item: cents for item, cents in amounts.items() if cents}
    outcome = ReliefOutcome(int(decision.raw))
    if given and outcome != ReliefOutcome.POSSIBLE:
        raise ReliefRefused(_("The law does not let the fund relieve here; propose a refusal."))
    if given and not document.strip():
        raise ReliefRefused(_("Say which document proves the situation."))
    if not motivation.strip():
        raise ReliefRefused(_("Say why, in plain words for the member."))
    open_cents = {item.pk: item.balance_cents for item in late}
    for item, cents in given.items():
        if not 0 < cents <= open_cents.get(item.pk, 0):
            raise ReliefRefused(_("Waive at most what is open and late of each year."))
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if Relief.objects.filter(person=person, fund=fund, state=Relief.State.PROPOSED).exists():
            raise ReliefRefused(_("A proposal waits already for a decision."))
        relief = Relief.objects.create(
            person=person,
            fund=fund,
            asked_on=day,
            pillar=pillar,
            ground=ground,
            document=document.strip()[:120],
            motivation=motivation.strip()[:400],
            outcome=outcome.name,
            receipt=decision.receipt(),
            proposed_by_id=user.pk,
            proposed_at=now,
        )
        RelievedClaim.objects.bulk_create(
            RelievedClaim(relief=relief, item=item, amount_cents=cents) for item, cents in given.items()
        )
        open_task(
            Task.Kind.DECIDE_RELIEF,
            fund=fund,
            person=person,
            reference=f"relief-{relief.pk}",
            reason=reason(noop("relief of arrears was proposed and waits for a second person (DEC art. 46 §2)")),
            due_on=day + datetime.timedelta(days=policy.RELIEF_TASK_DAYS),
            opened_at=now,
        )
    return relief


def decide_relief(
    relief: Relief, *, user: AbstractBaseUser, agree: bool = True, at: datetime.datetime | None = None
) -> Relief:
    """Decide on a proposal, by somebody else than who proposed it: grant what it waives, or refuse.

    Without amounts, agreeing is refusing the member; not agreeing withdraws the proposal, and nothing is decided.
    """
    now = at or timezone.now()
    with transaction.atomic():
        locked = Relief.objects.select_for_update(of=("self",)).select_related("fund").get(pk=relief.pk)
        if locked.state != Relief.State.PROPOSED:
            raise ReliefRefused(_("This proposal is decided already."))
        if agree and locked.proposed_by_id == user.pk:
            raise ReliefRefused(_("Somebody else than who proposed it must decide."))
        claims = list(locked.claims.select_related("item"))
        day = timezone.localdate(now)
        if agree and claims:
            write_off_relieved(locked, {claim.item: claim.amount_cents for claim in claims}, day)
        locked.state = (Relief.State.GRANTED if claims else Relief.State.REFUSED) if agree else Relief.State.WITHDRAWN
        locked.decided_on = day
        if agree:
            locked.decided_by_id = user.pk
        locked.save(update_fields=["state", "decided_by", "decided_on"])
        close_tasks(Task.objects.filter(kind=Task.Kind.DECIDE_RELIEF, reference=f"relief-{relief.pk}"), user, now)
    relief.refresh_from_db()
    return relief
