"""Another account number of a member: recorded, told back in a letter and put before a case worker, all at once."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as noop

from zorgkas.budgets.queries import applications_of
from zorgkas.letters.services import write_account_letter
from zorgkas.membership.queries import fund_of
from zorgkas.registry.models import BankAccount, CareFund, Person, Source, Task
from zorgkas.registry.queries import known
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import open_task, record_fact, source

_CHANGED = noop(
    "The member changed the account number online: the new one ends in %(ends)s and counts from %(on)s. "
    "Check that it was the member."
)
_DOUBTED = noop(
    "The member changed the account number online: the new one ends in %(ends)s and counts from %(on)s. "
    "It looks wrong, but the member confirmed it. Check that it was the member."
)


def paying_fund(person: Person) -> CareFund | None:
    """The fund that pays the person: that of today, or for who is too young to be a member that of the application."""
    fund = fund_of(person, timezone.localdate())
    if fund is None and (latest := applications_of(person).first()):
        fund = latest.fund
    return fund


@transaction.atomic
def change_account(person: Person, fund: CareFund, iban: str, starts: datetime.date, *, doubted: bool) -> bool:
    """Record the number with its letter and its task, all or nothing; False when it was the number already.

    The letter warns who did not do this, so it is written in the same transaction as the change.
    """
    now = timezone.now()
    said = source(Source.Kind.DOCUMENT, f"portal account {person.pk} {now.isoformat()}", now)
    values = {"iban": iban, "holder_name": str(person), "blocked": False}
    if not record_fact(BankAccount, person.pk, starts, None, values, source=said, recorded_at=now).recorded:
        return False
    account = known(BankAccount).get(person=person, valid_from__lte=starts, valid_to=None)
    write_account_letter(fund, account, starts, asked_on=timezone.localdate(now))
    open_task(
        Task.Kind.CHECK_ACCOUNT,
        fund=fund,
        person=person,
        reference=f"account {account.pk}",
        reason=reason(_DOUBTED if doubted else _CHANGED, ends=iban[-4:], on=starts.isoformat()),
        due_on=starts,
    )
    return True
