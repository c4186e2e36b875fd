"""What letters about the collection of premiums share: the account, claims in their order, and how they are stored."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from zorgkas.banking.models import FundAccount
from zorgkas.collection.allocation import allocation_order
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.letters.kinds import LetterKind
from zorgkas.letters.models import Letter
from zorgkas.letters.services.addresses import addressees
from zorgkas.membership.queries import fineable_years
from zorgkas.registry.models import CareFund


class CollectionLettersRefused(ValueError):
    """The letters cannot be written, and why."""


@dataclass(frozen=True)
class Draft:
    """A letter to write: to whom, what it is about (once per kind and reference), and what it says."""

    person_id: int
    reference: str
    content: Mapping[str, Any]


def premium_account(fund: CareFund) -> str:
    """The account on which premiums are paid."""
    account = FundAccount.objects.filter(fund=fund, purpose=FundAccount.Purpose.PREMIUMS).first()
    if account is None:
        raise CollectionLettersRefused(_("%s has no account for premiums yet, so nobody can be asked to pay.") % fund)
    return account.iban


def store(fund: CareFund, kind: LetterKind, drafts: Iterable[Draft], now: datetime.datetime) -> int:
    """Store letters that do not exist yet, each to the person or who acts for the person; return how many."""
    wanted = list(drafts)
    known = set(
        Letter.objects.filter(kind=kind.name, reference__in=[draft.reference for draft in wanted]).values_list(
            "reference", flat=True
        )
    )
    new = [draft for draft in wanted if draft.reference not in known]
    names = addressees([draft.person_id for draft in new])
    letters = [
        Letter(
            person_id=draft.person_id,
            fund=fund,
            kind=kind.name,
            reference=draft.reference,
            data={"addressee": asdict(names[draft.person_id]), "content": dict(draft.content)},
            created_at=now,
        )
        for draft in new
    ]
    Letter.objects.bulk_create(letters, batch_size=1000, ignore_conflicts=True)
    return len(letters)


def open_claims(fund: CareFund, people: Sequence[int], on: datetime.date) -> dict[int, list[Item]]:
    """The open premiums of people, in the order in which their money goes to them (BVR art. 70)."""
    found: dict[int, list[Item]] = {}
    items = Item.objects.filter(
        person_id__in=people,
        fund=fund,
        account=Account.PREMIUM_RECEIVABLE,
        product=Product.PREMIUM,
        balance_cents__gt=0,
    )
    for item in items:
        found.setdefault(item.person_id, []).append(item)
    fineable = fineable_years(list(found), on)
    return {
        person: allocation_order(claims, fineable.get(person, frozenset()), on=on) for person, claims in found.items()
    }


def claims_content(claims: Sequence[Item], iban: str) -> dict[str, Any]:
    """The first claim and the others, as the templates take them; their sum is `total_cents`."""
    first, *others = claims
    return {
        "year": first.period,
        "open_cents": first.balance_cents,
        "item_id": first.pk,
        "earlier": [{"year": item.period, "open_cents": item.balance_cents, "item_id": item.pk} for item in others],
        "total_cents": sum(item.balance_cents for item in claims),
        "iban": iban,
    }
