"""The work of the fund's own people in a month, through the services that the counter and the commands use too."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.contrib.auth.models import User
from django.db import transaction

from zorgkas.banking import services as banking
from zorgkas.banking.models import Batch, Movement
from zorgkas.banking.queries import queue, reserved_items
from zorgkas.budgets import services as budgets
from zorgkas.budgets.models import Application, CareForm, Decision
from zorgkas.letters import services as letters
from zorgkas.membership.services import run_premiums
from zorgkas.population.year.chance import uniform
from zorgkas.population.year.checks import decisions_of
from zorgkas.population.year.clock import Clock
from zorgkas.population.year.plan import Plan
from zorgkas.population.year.register import Register
from zorgkas.population.year.world import World
from zorgkas.registry.models import CareFund, Person, Source, Task
from zorgkas.registry.services import close_tasks, source

SET_OFF_FROM = 4  # in practice unpaid premiums are withheld from the April budget on
COLLECTION_MONTHS = (1, 4, 7, 10)
TELL_NEW_ACCOUNT = 0.8


@dataclass(frozen=True)
class Staff:
    """Who does what; the two of finance are different people."""

    case_worker: User
    proposes: User
    releases: User


@dataclass(frozen=True)
class Office:
    """The fund at work, for one year."""

    fund: CareFund
    staff: Staff
    year: int
    seed: int
    world: World
    plan: Plan
    clock: Clock

    def handle_care(self, month: int, since: datetime) -> Counter[str]:
        """Grant from file data, enter the applications of the month and decide what can be decided."""
        counts: Counter[str] = Counter()
        automatic = budgets.grant_automatically(self.fund, since)
        counts.update({"granted automatically": automatic.granted, "refused automatically": automatic.refused})
        events = self.plan.of("application", month)
        people = Person.objects.in_bulk(self.world.person[events["who"]].tolist())
        for row, who in enumerate(events["who"].tolist()):
            applied_on = np.datetime64(int(events["day"][row]), "D").astype(datetime)
            try:
                budgets.apply(
                    people[int(self.world.person[who])], CareForm.HOME, applied_on, user=self.staff.case_worker
                )
                counts["applications"] += 1
            except budgets.ApplicationRefused:
                counts["applications not accepted"] += 1
        undecided = Application.objects.filter(
            fund=self.fund, state__in=(Application.State.RECEIVED, Application.State.WAITING)
        )
        for application in undecided.order_by("pk"):
            decision = budgets.decide(application, None, self.clock.today)
            if decision is not None:
                counts[f"applications {decision.outcome}"] += 1
        return counts

    def run_premiums(self) -> Counter[str]:
        """Book what members owe, differences only."""
        outcome = run_premiums(self.year, self.fund)
        claims = outcome.claims
        return Counter(
            {
                "premiums new": claims.new,
                "premiums raised": claims.up,
                "premiums lowered": claims.down,
                "premium cents booked": claims.new_cents + claims.up_cents + claims.down_cents,
                "premiums to refund": outcome.moved.items,
            }
        )

    def run_budgets(self, month: int) -> Counter[str]:
        """Book the budgets of the month; from April on, take unpaid premiums off them first."""
        period = self.year * 100 + month
        total = budgets.run_dues(period, self.fund).total
        counts = Counter(
            {
                "budgets new": total.new,
                "budgets raised": total.up,
                "budgets lowered": total.down,
                "budget cents booked": total.new_cents + total.up_cents + total.down_cents,
            }
        )
        if month >= SET_OFF_FROM:
            # A batch of a month that was broken off may still wait: what stands in it is not taken off as well.
            taken = budgets.set_off_premiums(self.fund, period, reserved=reserved_items(self.fund))
            counts.update({"people with premiums set off": taken.people, "cents set off": taken.cents})
        return counts

    def pay_budgets(self, month: int) -> Counter[str]:
        """Propose, release by somebody else, and export what is to be paid."""
        period = self.year * 100 + month
        return self._send(Batch.Kind.BENEFITS, period) + self._send(Batch.Kind.CARE, period)

    def collect_premiums(self, month: int) -> Counter[str]:
        """Collect open premiums by direct debit, four times a year."""
        return self._send(Batch.Kind.COLLECTION, self.year) if month in COLLECTION_MONTHS else Counter()

    def _send(self, kind: str, period: int) -> Counter[str]:
        batch = self._unfinished(kind) or self._propose(kind, period)
        if batch.state == Batch.State.PROPOSED:
            banking.release(batch, self.staff.releases)
        if batch.state == Batch.State.RELEASED:
            banking.export(batch)
        return Counter(
            {
                f"{kind} orders": batch.line_count,
                f"{kind} cents": batch.total_cents,
                f"{kind} not sent": batch.exclusions.count(),
            }
        )

    def _unfinished(self, kind: str) -> Batch | None:
        """A batch of this month that was broken off, or is done: then it is not proposed again."""
        start = self.clock.today.replace(day=1)
        found = Batch.objects.filter(fund=self.fund, kind=kind, proposed_at__date__gte=start)
        return found.order_by("-pk").first()

    def _propose(self, kind: str, period: int) -> Batch:
        proposals: dict[str, Callable[..., Batch]] = {
            Batch.Kind.BENEFITS.value: banking.propose_payments,
            Batch.Kind.COLLECTION.value: banking.propose_collections,
            Batch.Kind.CARE.value: banking.propose_care,
        }
        return proposals[kind](self.fund, period, self.staff.proposes)

    def write_letters(self, month: int, progress: Callable[[int], None] = lambda done: None) -> Counter[str]:
        """Invitations for new claims, the decisions of the month, and everything that waits into the print files."""
        invitations = letters.write_premium_invitations(self.fund, self.year)
        care = letters.write_care_letters(self.fund)
        decisions = care + letters.write_decision_letters(
            Decision.objects.filter(pk__in=decisions_of(self.year, month))
        )
        printed = 0

        def told(more: int) -> None:
            nonlocal printed
            printed += more
            progress(printed)

        sent = letters.send(self.fund, progress=told)
        return Counter({"invitations": invitations, "letters about decisions": decisions, "letters sent": sent.letters})

    def handle_queue(self) -> int:
        """Match receipts whose text holds somebody's number; the others stay in the queue."""
        matched = 0
        for movement in queue(self.fund).filter(event="receipt_unmatched"):
            found = re.search(r"\b\d{11}\b", movement.text)
            person = Person.objects.filter(insz=found.group()).first() if found else None
            if person is not None:
                banking.match_movement(movement, user=self.staff.proposes, person=person)
                matched += 1
        return matched

    def new_accounts(self, register: Register, month: int) -> int:
        """Most of those who were asked for another account give one in the month after."""
        reference = f"demo year {self.year}-{month:02d} seed {self.seed}: new accounts"
        with transaction.atomic():
            if Source.objects.filter(reference=reference).exists():
                return 0
            asked = Task.objects.filter(
                kind=Task.Kind.NEW_ACCOUNT,
                fund=self.fund,
                closed_at=None,
                person__isnull=False,
                opened_at__lt=self.clock.now() - timedelta(days=7),
            )
            people = np.array(sorted(set(asked.values_list("person_id", flat=True))), np.int64)
            index = people - int(self.world.person[0])
            tells = people[uniform(self.seed, f"tells a new account {month}", index) < TELL_NEW_ACCOUNT]
            origin = source(Source.Kind.DOCUMENT, reference, self.clock.now())
            register.record_accounts(tells, origin, self.clock.today)
            close_tasks(asked.filter(person_id__in=tells.tolist()), self.staff.case_worker, self.clock.now())
            return len(tells)


def queued_movements(fund: CareFund) -> int:
    """How many movements wait for somebody."""
    return Movement.objects.filter(statement__account__fund=fund, state=Movement.State.QUEUED).count()
