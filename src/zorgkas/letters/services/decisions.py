"""Letters about decisions: of a ZZZ written here, of the other budgets beside it; with the reasons that were kept."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zorgkas.budgets.models import Application, CareForm, Decision, Entitlement
from zorgkas.law import law_on
from zorgkas.law.zzz.kinds import ZzzOutcome
from zorgkas.ledger.accounts import Product
from zorgkas.letters.appeals import appeal_terms
from zorgkas.letters.articles import in_dutch
from zorgkas.letters.content import Reason, ZzzGranted, ZzzRefused
from zorgkas.letters.kinds import BUDGET_DECISION, ZZZ_GRANTED, ZZZ_REFUSED
from zorgkas.letters.models import Letter
from zorgkas.letters.refusals import REFUSALS
from zorgkas.letters.services.addresses import addressees
from zorgkas.letters.services.budgets_decisions import write_budget_letters
from zorgkas.registry.models import BankAccount


class DecisionLetterRefused(ValueError):
    """The decision cannot be told in a letter, and why."""


def write_decision_letter(decision: Decision) -> Letter:
    """Write the letter about one decision; a second time it is the same letter."""
    write_decision_letters([decision])
    return Letter.objects.get(kind=_kind(decision), reference=_reference(decision))


@transaction.atomic
def write_decision_letters(decisions: Iterable[Decision]) -> int:
    """Write the letters about many decisions (for an iterable that fits in memory); return how many are new."""
    every = list(decisions)
    others = [decision for decision in every if decision.application.product != Product.ZZZ]
    todo = {decision.pk: decision for decision in every if decision.application.product == Product.ZZZ}
    people = [decision.person_id for decision in todo.values()]
    known = set(
        Letter.objects.filter(reference__in=[_reference(d) for d in todo.values()]).values_list("kind", "reference")
    )
    names = addressees(people)
    accounts = _accounts(people)
    rights = {right.decision_id: right for right in _entitlements(todo)}
    letters = []
    for decision in Decision.objects.filter(pk__in=todo).select_related(
        "application", "decided_by", "application__fund"
    ):
        if (_kind(decision), _reference(decision)) in known:
            continue
        content = (
            _granted(decision, rights.get(decision.pk), accounts.get(decision.person_id, ""))
            if decision.outcome == Decision.Outcome.GRANTED
            else _refused(decision)
        )
        user = decision.decided_by
        letters.append(
            Letter(
                person_id=decision.person_id,
                fund_id=decision.application.fund_id,
                kind=_kind(decision),
                reference=_reference(decision),
                data={
                    "addressee": asdict(names[decision.person_id]),
                    "handled_by": (user.get_full_name() or user.get_username()) if user else None,
                    "content": asdict(content),
                },
                created_at=timezone.now(),
            )
        )
    Letter.objects.bulk_create(letters, batch_size=1000)
    return len(letters) + write_budget_letters(others)


def _granted(decision: Decision, right: Entitlement | None, account: str) -> ZzzGranted:
    if right is None:
        raise DecisionLetterRefused(
            _("Decision %d grants a budget but gave no right in the registry; there is nothing to tell.") % decision.pk
        )
    first = right.valid_from
    amounts = law_on(first).parameters
    residential = right.care_form == CareForm.RESIDENTIAL
    monthly = amounts["zzz_residential_cents" if residential else "zzz_home_cents"]
    assert isinstance(monthly, int)
    return ZzzGranted(
        monthly_cents=monthly,
        first_month=first.year * 100 + first.month,
        last_month=_month_before(right.valid_to) if right.valid_to else None,
        opened_on=_value(decision.receipt, "zzz_opened_on"),
        applied_on=_applied_on(decision),
        decided_on=decision.decided_on.isoformat(),
        residential=residential,
        back_payment=(first.year, first.month) < (decision.decided_on.year, decision.decided_on.month),
        account=account,
        reasons=reasons_of(decision),
        appeal=appeal_terms(decision.decided_on),
    )


def _refused(decision: Decision) -> ZzzRefused:
    refusal = REFUSALS[ZzzOutcome[str(_value(decision.receipt, "zzz_outcome"))]]
    return ZzzRefused(
        refusal=refusal.condition,
        applied_on=_applied_on(decision),
        decided_on=decision.decided_on.isoformat(),
        reasons=reasons_of(decision),
        facts=(),
        next_steps=refusal.next_steps,
        appeal=appeal_terms(decision.decided_on),
    )


def reasons_of(decision: Decision) -> tuple[Reason, ...]:
    """The motivation that was kept with the decision, in Dutch; of a refusal only what is not met."""
    refused = decision.outcome == Decision.Outcome.REFUSED
    told = [reason for reason in decision.motivation if not (refused and reason["met"])]
    return tuple(Reason(reason["nl"], in_dutch(reason["article"])) for reason in told)


def _value(receipt: Any, name: str) -> Any:
    for part in (receipt, *receipt.get("further", [])):
        if part["target"] == name:
            return part["outcome"]
        for rule in part["rules"]:
            if rule["name"] == name:
                return rule["value"]
    return None


def _applied_on(decision: Decision) -> str | None:
    application = decision.application
    return None if application.channel == Application.Channel.AUTOMATIC else application.applied_on.isoformat()


def _entitlements(decisions: Iterable[int]) -> Iterable[Entitlement]:
    return Entitlement.objects.filter(decision_id__in=list(decisions), superseded_at__isnull=True)


def _accounts(people: list[int]) -> dict[int, str]:
    """The account of each person, masked: the first and the last four signs."""
    rows = BankAccount.objects.filter(
        person_id__in=people, superseded_at__isnull=True, valid_to__isnull=True, blocked=False
    )
    return {person: f"{iban[:4]} **** **** {iban[-4:]}" for person, iban in rows.values_list("person_id", "iban")}


def _month_before(day: Any) -> int:
    return int((day.year - 1) * 100 + 12 if day.month == 1 else day.year * 100 + day.month - 1)


def _kind(decision: Decision) -> str:
    if decision.application.product != Product.ZZZ:
        return BUDGET_DECISION.name
    granted = decision.outcome == Decision.Outcome.GRANTED
    return (ZZZ_GRANTED if granted else ZZZ_REFUSED).name


def _reference(decision: Decision) -> str:
    return f"decision {decision.pk}"
