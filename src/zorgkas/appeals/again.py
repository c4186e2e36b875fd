"""Take a contested decision again, from its receipt, with what the appeal found to be otherwise.

The law is that of the day of the first decision: what comes out is what would have been decided then.
"""

import datetime
from collections.abc import Mapping

from django.db.models import Q
from django.utils.translation import gettext as _

from zorgkas.appeals.events import AppealRefused
from zorgkas.appeals.older import decide_zbo_again
from zorgkas.budgets.models import Decision
from zorgkas.budgets.rulings import Ruling
from zorgkas.engine import CaseError, Law, LegalGap
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Product
from zorgkas.registry.models import CareFinding

# The questions of a decision: the outcome, the first and the last month.
TARGETS = {
    int(Product.ZZZ): ("zzz_outcome", "zzz_first_month", "zzz_last_month"),
    int(Product.ZBH): ("zbh_outcome", "zbh_first_month", "zbh_last_month"),
}
ZBO_TARGETS = ("zbo_outcome", "zbo_last_month", "zbo_month_cents")


def decide_again(
    decision: Decision, corrections: Mapping[str, object], known_at: datetime.datetime | None = None
) -> list[Ruling]:
    """What would have been decided, had these facts of the law been known: one ruling for each dated period.

    With a moment, what the registry knew at that moment goes before what the receipt says (ZBO). Changes nothing.
    """
    product = int(decision.application.product)
    day = datetime.date.fromisoformat(decision.receipt["on"])
    law = law_on(day)
    names = ZBO_TARGETS if product == Product.ZBO else TARGETS[product]
    known = {fact.name for target in names for fact in law.facts_of(target)}
    if unknown := sorted(set(corrections) - known):
        raise AppealRefused(
            _("The law asks nothing about %(unknown)s; possible are: %(known)s.")
            % {"unknown": ", ".join(unknown), "known": ", ".join(sorted(known))},
            "corrections",
        )
    try:
        if product == Product.ZBO:
            return decide_zbo_again(decision, corrections, known_at)
        return [_decide(decision, law, names, corrections)]
    except (CaseError, LegalGap) as error:
        raise AppealRefused(str(error), "corrections") from None


def _decide(decision: Decision, law: Law, names: tuple[str, ...], corrections: Mapping[str, object]) -> Ruling:
    case = {**_facts(decision), **_end_of_document(decision), **corrections}
    outcome, first, last = (
        law.decide({name: value for name, value in case.items() if name in _needs(law, target)}, target)
        for target in names
    )
    product = int(decision.application.product)
    values = {"zbh_group": int(outcome.values["zbh_group"])} if product == Product.ZBH else {}
    return Ruling(
        person_id=decision.person_id,
        case=case,
        outcome=outcome,
        first_month=first.raw,
        last_month=last.raw,
        months=(first, last),
        values=values,
    )


def _needs(law: Law, target: str) -> set[str]:
    return {fact.name for fact in law.facts_of(target)}


def _facts(decision: Decision) -> dict[str, object]:
    """Every fact of the receipt and of those beside it."""
    receipts = [decision.receipt, *decision.receipt.get("further", [])]
    return {name: value for receipt in reversed(receipts) for name, value in receipt["facts"].items()}


def _end_of_document(decision: Decision) -> dict[str, object]:
    """Until when the document held, which a refusal did not ask."""
    facts = _facts(decision)
    if "finding_to" in facts or not facts.get("finding_issued_on"):
        return {}
    known = Q(superseded_at=None) | Q(superseded_at__gt=decision.decided_at)
    found = CareFinding.objects.filter(
        known,
        person_id=decision.person_id,
        issued_on=str(facts["finding_issued_on"]),
        recorded_at__lte=decision.decided_at,
    ).order_by("-pk")
    finding = found.first()
    return {"finding_to": finding.valid_to or "forever"} if finding else {}
