"""What will happen, in words and tables: shown first, and sealed so that nothing else is done than was seen."""

import hashlib
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from zorgkas.collection.models import Relief
from zorgkas.collection.services import PlanPreview, YearEffect
from zorgkas.engine import Decision
from zorgkas.law.premium.kinds import ReliefOutcome
from zorgkas.ledger.models import Item
from zorgkas.web import formats


@dataclass(frozen=True)
class Table:
    """A table of a preview: its heads, the rows, and in how many columns from the right amounts stand."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Preview:
    """What a button will do; with `refusal` it cannot be done."""

    lines: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    warning: str = ""
    refusal: str = ""
    why: tuple[tuple[str, str], ...] = field(default=())

    @property
    def seal(self) -> str:
        """The preview as a short text."""
        return hashlib.sha256(repr((self.lines, self.tables, self.refusal)).encode()).hexdigest()[:16]


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


def of_decision(relief: Relief) -> Preview:
    """What deciding on a proposal does."""
    rows = tuple(
        (str(claim.item.period), formats.euro(claim.item.balance_cents), formats.euro(claim.amount_cents))
        for claim in relief.claims.select_related("item").order_by("item__period")
    )
    heads = (_("Premium year"), _("Open"), _("Waived"))
    return Preview(tables=(Table(heads, rows),) if rows else ())
