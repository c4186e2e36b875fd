"""What is settled after a death: netting, letting go, and who gets what was not yet paid (BVR art. 129, 230)."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from zorgkas.engine import LegalGap
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.recovery.events import Kind, locked, next_step, record
from zorgkas.recovery.models import HeirClaim, HeirRank, Recovery
from zorgkas.recovery.services.deciding import net
from zorgkas.recovery.services.following import close_if_paid
from zorgkas.recovery.services.money import open_of, spread, write_off
from zorgkas.recovery.services.planning import Answers, propose
from zorgkas.recovery.states import RecoveryRefused, State
from zorgkas.registry import services as registry
from zorgkas.registry.models import CareFund, Death, PaymentToOther, Person, Source, Task
from zorgkas.registry.reasons import gap_told, reason


@dataclass(frozen=True)
class Settled:
    """What a run settled: files, netted and let go in cents; and people of whom something is still to be paid."""

    files: int
    netted_cents: int
    waived_cents: int
    waiting: int


def settle_deaths(fund: CareFund, *, at: datetime.datetime | None = None) -> Settled:
    """Of everybody who died: net what was paid too much with what was not yet paid, let the rest go, and put who may
    get what is still unpaid on the list of tasks with the last day to ask. Repeating it changes nothing."""
    now = at or timezone.now()
    day = timezone.localdate(now)
    dead = Death.objects.filter(superseded_at=None, recorded_at__lte=now).values("person_id")
    files = netted = waived = 0
    for recovery in Recovery.objects.filter(fund=fund, person_id__in=dead, suspended=False).exclude(state=State.CLOSED):
        one = _settle(recovery, day, now)
        files, netted, waived = files + (sum(one) > 0), netted + one[0], waived + one[1]
    return Settled(files, netted, waived, _ask(fund, now))


def unpaid_of(person: Person, fund: CareFund) -> list[Item]:
    """Budgets that were due to a person and not paid, by month."""
    return list(
        Item.objects.filter(person=person, fund=fund, account=Account.BENEFIT_PAYABLE, balance_cents__lt=0).order_by(
            "product", "period"
        )
    )


def claim_until(person: Person, product: int = Product.ZBO) -> datetime.date | None:
    """The last day to ask for what was not paid of a ZBO (BVR art. 230); None while the person lives."""
    died = Death.objects.filter(person=person, superseded_at=None).order_by("valid_from").first()
    if died is None or product != Product.ZBO:
        return None
    until: datetime.date = law_on(died.valid_from).decide({"died_on": died.valid_from}, "heir_claim_until").value
    return until


def record_claim(
    person: Person,
    fund: CareFund,
    product: int,
    rank: HeirRank | int,
    name: str,
    iban: str,
    user: User,
    *,
    applied_on: datetime.date | None = None,
    signed: bool = False,
    proof: str = "",
    at: datetime.datetime | None = None,
) -> HeirClaim:
    """Somebody asks for, or is given, what was not yet paid; when the law admits it, the next payment goes there.

    For the ZBO the law has an order and a term (BVR art. 230). For the ZZZ and the ZBH it has nothing: somebody judges
    the proof, which is kept with the claim.
    """
    now = at or timezone.now()
    if not name.strip():
        raise RecoveryRefused(_("Give the name of who asks."), "name")
    day = timezone.localdate(now)
    admitted, why = check_claim(person, fund, product, rank, applied_on=applied_on, signed=signed, proof=proof, on=day)
    with transaction.atomic():
        claim = HeirClaim.objects.create(
            person=person,
            fund=fund,
            product=product,
            rank=int(rank),
            name=name.strip(),
            applied_on=applied_on,
            signed=signed,
            admitted=admitted,
            reason=why[:300],
            proof=proof.strip(),
            recorded_at=now,
            recorded_by=user,
        )
        if admitted:
            registry.pay_to_other(
                person,
                PaymentToOther.Ground.AFTER_DEATH,
                iban,
                name,
                _died(person),
                proof=proof.strip() or str(claim),
                source=registry.source(Source.Kind.USER, f"after death {claim.pk}", now),
                recorded_at=now,
            )
            tasks = Task.objects.filter(kind=Task.Kind.AFTER_DEATH, reference=_reference(person.pk))
            registry.close_tasks(tasks, user, now)
    return claim


def check_claim(
    person: Person,
    fund: CareFund,
    product: int,
    rank: HeirRank | int,
    *,
    applied_on: datetime.date | None = None,
    signed: bool = False,
    proof: str = "",
    on: datetime.date | None = None,
) -> tuple[bool, str]:
    """Whether a claim is admitted, and why in Dutch; refuses what cannot be asked. Changes nothing."""
    day = on or timezone.localdate()
    died = _died(person)
    if product != Product.ZBO:
        if not proof.strip():
            raise RecoveryRefused(_gap(day), "proof")
        return True, ""
    case = {"died_on": died, "heir_rank": int(rank), "heir_applied_on": applied_on, "heir_form_signed": signed}
    decision = law_on(day).decide(case, "heir_claim_admitted")
    earlier = HeirClaim.objects.filter(person=person, fund=fund, product=product, admitted=True, rank__lt=int(rank))
    if earlier.exists():
        raise RecoveryRefused(_("Somebody who comes before in the order of BVR art. 230 gets it already."), "rank")
    return bool(decision.value), decision.explain("nl")[-1].sentence


def _died(person: Person) -> datetime.date:
    death = Death.objects.filter(person=person, superseded_at=None).order_by("valid_from").first()
    if death is None:
        raise RecoveryRefused(_("No death of this person is known."))
    return death.valid_from


def _gap(day: datetime.date) -> str:
    """Why no rule answers, in the law's own words."""
    try:
        law_on(day).decide({"heir_rank": int(HeirRank.SPOUSE_AT_ADDRESS)}, "heir_of_other_budgets")
    except LegalGap as gap:
        return _("The law has no order for this budget; name the document that shows who inherits. (%s)") % gap_told(
            gap
        )
    return _("Name the document that shows who inherits.")


def _settle(recovery: Recovery, day: datetime.date, now: datetime.datetime) -> tuple[int, int]:
    with transaction.atomic():
        with locked(recovery) as mine:
            open_of(mine)
            proposal = propose(mine, Answers(error_of=mine.error_of, fraud=mine.fraud, why="-"), day)
            again = mine.fraud or mine.events.filter(kind=Kind.DEATH).exists()
            if proposal.died_on is None or (again and not proposal.netted_cents):
                return 0, 0
            if proposal.netted_cents:
                net(mine, proposal.netted_cents, day)
            opened = open_of(mine)
            waived = 0 if mine.fraud else opened.total_cents
            if waived:
                write_off(mine, spread(waived, opened), proposal.borne_by, f"death/{day.isoformat()}", day)
            data = {"netted_cents": proposal.netted_cents, "waived_cents": waived}
            record(mine, Kind.DEATH, day, at=now, data=data)
            if mine.state == State.TO_DECIDE:
                next_step(mine, None, None, at=now)
                tasks = Task.objects.filter(
                    kind=Task.Kind.OVERPAYMENT, reference=f"overpayment:{mine.person_id}:{mine.product}"
                )
                registry.close_tasks(tasks, None, now)
        close_if_paid(recovery, on=day, at=now)
    return proposal.netted_cents, waived


def _reference(person: int) -> str:
    return f"after-death:{person}"


def _ask(fund: CareFund, now: datetime.datetime) -> int:
    """A task about everybody who died with budgets that are due and not paid, unless it is known who gets them."""
    known = PaymentToOther.objects.filter(superseded_at=None, ground=PaymentToOther.Ground.AFTER_DEATH).values(
        "person_id"
    )
    rows = (
        Item.objects.filter(fund=fund, account=Account.BENEFIT_PAYABLE, balance_cents__lt=0)
        .filter(person_id__in=Death.objects.filter(superseded_at=None).values("person_id"))
        .exclude(person_id__in=known)
        .values("person_id")
        .annotate(cents=Sum("balance_cents"))
        .order_by("person_id")
    )
    found = {row["person_id"]: -row["cents"] for row in rows}
    people = Person.objects.in_bulk(found)
    for person, cents in found.items():
        registry.open_task(
            Task.Kind.AFTER_DEATH,
            fund=fund,
            person=people[person],
            reference=_reference(person),
            reason=reason(
                noop("%(euro)s euro was due and not paid when the person died: find out who gets it (BVR art. 230)"),
                euro=f"{cents // 100}.{cents % 100:02}",
            ),
            due_on=claim_until(people[person]),
            opened_at=now,
        )
    return len(found)
