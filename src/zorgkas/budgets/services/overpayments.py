"""What was paid and turns out not to be due: somebody must decide whether it is recovered, set off or waived."""

import datetime

from django.db.models import Min, Sum
from django.utils.translation import gettext_noop as _

from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.registry import services as registry
from zorgkas.registry.models import CareFund, Person, Task
from zorgkas.registry.reasons import label, reason


def reference_of(person_id: int, product: int) -> str:
    """What the task about an overpayment is known by."""
    return f"overpayment:{person_id}:{product}"


def open_tasks(fund: CareFund, at: datetime.datetime) -> int:
    """Open a task for everybody who was paid too much, unless there is one, or a recovery is followed already."""
    owed = (
        Item.objects.filter(fund=fund, account=Account.OVERPAYMENT_RECEIVABLE, balance_cents__gt=0)
        .values("person_id", "product")
        .annotate(cents=Sum("balance_cents"), since=Min("period"))
        .order_by("person_id", "product")
    )
    waiting = Task.objects.filter(
        fund=fund, kind__in=(Task.Kind.OVERPAYMENT, Task.Kind.RECOVERY), closed_at__isnull=True
    ).values_list("reference", flat=True)
    # The task about a recovery names the person and the product in the same places.
    known = {":".join(("overpayment", *reference.split(":")[1:3])) for reference in waiting}
    new = [row for row in owed if reference_of(row["person_id"], row["product"]) not in known]
    people = Person.objects.in_bulk([row["person_id"] for row in new])
    for row in new:
        registry.open_task(
            Task.Kind.OVERPAYMENT,
            fund=fund,
            person=people[row["person_id"]],
            reference=reference_of(row["person_id"], row["product"]),
            reason=reason(
                _("%(product)s: %(euro)s euro was paid and is not due, from %(month)s on (DEC art. 76)"),
                product=label(Product(row["product"]).label),
                euro=f"{row['cents'] // 100}.{row['cents'] % 100:02}",
                month=f"{row['since'] // 100}-{row['since'] % 100:02}",
            ),
            opened_at=at,
        )
    return len(new)
