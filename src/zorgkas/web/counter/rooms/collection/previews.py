"""What will happen to the premiums of a member, in words and tables."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from zorgkas.collection.models import Interruption, Relief
from zorgkas.collection.services import PlanPreview, RefundPreview, YearEffect, interrupted_on, prescribed_from
from zorgkas.engine import NEVER, Decision
from zorgkas.fines.queries import files_of
from zorgkas.law.premium.kinds import ReliefOutcome
from zorgkas.ledger.models import Item
from zorgkas.registry.models import Person
from zorgkas.web import formats
from zorgkas.web.counter.rooms.sealed import Preview, Table


def of_plan(found: PlanPreview) -> Preview:
    """The parts and the claims of a plan."""
    parts = tuple(
        (str(number), formats.day(part.due_on), formats.euro(part.amount_cents))
        for number, part in enumerate(found.parts, start=1)
    )
    claims = tuple((str(claim.period), formats.euro(claim.balance_cents)) for claim in found.claims)
    warning = ""
    if found.fineable_years:
        warning = _(
            "The years %(years)s can lead to a fine. The plan does not change 5 October, the last day to pay for who "
            "gets a registered letter (BVR art. 74)."
        ) % {"years": ", ".join(map(str, found.fineable_years))}
    return Preview(
        lines=(
            _("%s is paid in these parts, and a letter confirms it.") % formats.euro(found.total_cents),
            _("Each part is collected on its day from %s.") % formats.account(found.collected_from)
            if found.collected_from
            else _("The member pays each part by transfer; the direct debit does not collect these years."),
            _("No reminder is sent while the plan is kept."),
            _("Money goes to the years in the order of the law, whatever part it is for."),
        ),
        tables=(
            Table((_("Part"), _("At the latest on"), _("Amount")), parts),
            Table((_("Premium year"), _("Open")), claims),
        ),
        warning=warning,
    )


def of_exemption(situation: str, proof: str, effects: list[YearEffect]) -> Preview:
    """What a situation does to the premium of each year."""
    rows = tuple(
        (
            str(effect.year),
            formats.euro(effect.due_before_cents),
            formats.euro(effect.due_after_cents),
            formats.euro(effect.paid_cents),
            formats.euro(effect.open_after_cents),
        )
        for effect in effects
    )
    heads = (_("Premium year"), _("Due now"), _("Due afterwards"), _("Paid"), _("To pay"))
    return Preview(
        lines=(
            _("%s is registered, with its proof; a letter confirms it.") % situation.capitalize(),
            _("The proof that belongs to it: %s.") % proof,
            _("What is not yet collected is not due any more; what was paid stays paid (DEC art. 45 §3)."),
        ),
        tables=(Table(heads, rows),) if rows else (),
    )


def of_mandate(account: str, signed: bool, proven: bool) -> Preview:
    """A mandate that starts, or that somebody must look into first."""
    if not (signed and proven):
        return Preview(
            lines=(_("Nothing is collected: without signature and proof a task is opened to find out first."),)
        )
    return Preview(
        lines=(
            _("From today on premiums are collected from %s, announced 14 days before.") % formats.account(account),
            _("A mandate that runs now is replaced, and a block ends; a letter confirms it."),
        )
    )


def of_relief(decision: Decision, amounts: dict[Item, int], language: str) -> Preview:
    """What the law says about relief, and what is proposed."""
    possible = ReliefOutcome(int(decision.raw)) == ReliefOutcome.POSSIBLE
    rows = tuple(
        (
            str(item.period),
            formats.euro(item.balance_cents),
            formats.euro(cents),
            formats.euro(item.balance_cents - cents),
        )
        for item, cents in amounts.items()
    )
    steps = tuple((step.sentence, step.article or "") for step in decision.explain(language) if step.article)
    if amounts and not possible:
        return Preview(refusal=_("The law does not let the fund relieve here; propose a refusal."), why=steps)
    lines = (
        (_("It is proposed to waive this; somebody else decides, and a letter tells it."),)
        if amounts
        else (_("It is proposed to refuse; somebody else decides, and a letter tells why and how to appeal."),)
    )
    heads = (_("Premium year"), _("Open"), _("Waived"), _("To pay"))
    return Preview(lines=lines, tables=(Table(heads, rows),) if rows else (), why=steps)


def of_interruption(person: Person, claim: int, period: int, on: datetime.date) -> Preview:
    """Until when a claim can be asked, before and after; of a fine the agency knows when it arose."""
    file = next((one for one in files_of(person.pk) if one.year == period and one.fined_on), None)
    if claim == Interruption.Claim.FINE and file is None:
        return Preview(refusal=_("No fine of that year is known here."))
    arose = file.fined_on.toordinal() if file and file.fined_on else NEVER
    arose = arose if claim == Interruption.Claim.FINE else NEVER
    today = timezone.localdate()
    before = prescribed_from(claim, period, interrupted_on(person.pk, claim, period), today, arose=arose)
    after = prescribed_from(claim, period, on.toordinal(), today, arose=arose)
    if on > before and claim != Interruption.Claim.BENEFIT:
        return Preview(refusal=_("It was prescribed already on %s: nothing can interrupt it.") % formats.day(before))
    lines = (
        _("Now it can be asked up to and including %s.") % formats.day(before),
        _("Afterwards up to and including %s.") % formats.day(max(before, after)),
    )
    return Preview(lines=lines)


def of_refund(found: RefundPreview, language: str) -> Preview:
    """What the law says about giving premiums back, and what comes back of each year."""
    steps = tuple((step.sentence, step.article or "") for step in found.decision.explain(language) if step.article)
    if found.refusal:
        return Preview(refusal=found.refusal, why=steps)
    if not found.granted:
        return Preview(lines=(_("The request is refused; a letter tells why."),), why=steps)
    rows = tuple(
        (str(due.year), formats.euro(due.before_cents), formats.euro(due.paid_cents), formats.euro(due.refund_cents))
        for due in found.dues
    )
    lines = (
        _("The request is granted; a letter tells it."),
        _("The voluntary membership is taken back from %s on, and nothing is due for these years.")
        % formats.day(found.first_free_day),
        _("What was paid goes back with the next payments."),
    )
    heads = (_("Premium year"), _("Due now"), _("Paid"), _("Comes back"))
    return Preview(lines=lines, tables=(Table(heads, rows),) if rows else (), why=steps)


def of_decision(relief: Relief) -> Preview:
    """What deciding on a proposal does."""
    rows = tuple(
        (str(claim.item.period), formats.euro(claim.item.balance_cents), formats.euro(claim.amount_cents))
        for claim in relief.claims.select_related("item").order_by("item__period")
    )
    heads = (_("Premium year"), _("Open"), _("Waived"))
    return Preview(tables=(Table(heads, rows),) if rows else ())
