"""The letter about another account number: who did not change it must know in time."""

import datetime

from django.db.models import Q
from django.utils import timezone

from zorgkas.letters import kinds
from zorgkas.letters.services.collection_letter import Draft, store
from zorgkas.registry.models import BankAccount, CareFund
from zorgkas.registry.queries import known

# A letter can be read by others: it never gives a whole number.
_SIGNS = 4


def write_account_letter(
    fund: CareFund, account: BankAccount, starts: datetime.date, *, asked_on: datetime.date
) -> int:
    """Tell the member on which account the fund pays from when, and on which until then; once per change."""
    last_day = starts - datetime.timedelta(days=1)
    # Nothing is paid in between when the number counts at once, or when the old account is blocked.
    before = (
        known(BankAccount)
        .filter(Q(valid_to=None) | Q(valid_to__gt=last_day), person_id=account.person_id, valid_from__lte=last_day)
        .exclude(blocked=True)
        .first()
    )
    content = {
        "ends": account.iban[-_SIGNS:],
        "starts": starts.isoformat(),
        "asked_on": asked_on.isoformat(),
        "before_ends": before.iban[-_SIGNS:] if before and before.iban != account.iban and last_day >= asked_on else "",
        "last_day": last_day.isoformat(),
    }
    draft = Draft(account.person_id, f"account {account.pk}", content)
    return store(fund, kinds.ACCOUNT_CHANGED, [draft], timezone.now())
