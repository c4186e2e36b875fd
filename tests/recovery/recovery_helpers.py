"""Members who were paid too much, in the few words that the stories of recovery need."""

import datetime

from budgets_helpers import Village, day, moment
from django.contrib.auth.models import User

from zorgkas.budgets.models import Entitlement
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.recovery import services
from zorgkas.recovery.models import Recovery
from zorgkas.recovery.services import Answers
from zorgkas.registry.models import Person

__all__ = ["Street", "day", "moment"]

PAYDAY = 20


class Street(Village):
    """People who got a budget for months that turn out not to be due."""

    def pays_months(self, person: Person, months: list[int], *, first: int = 202601) -> None:
        """Run and pay these months, each on the 20th."""
        for month in months:
            on = f"{month // 100}-{month % 100:02d}-{PAYDAY}"
            self.runs(month, on, first_month=first)
            self.pays_out(person, on)

    def loses(self, person: Person, start: str, end: str, at: datetime.datetime, *, product: int = Product.ZZZ) -> None:
        """It is learned that there was no right in some months."""
        from zorgkas.registry.services import record_fact, source

        record_fact(
            Entitlement,
            person.pk,
            day(start),
            day(end),
            None,
            source=source("message", f"lost {at.isoformat()}", at),
            recorded_at=at,
            series={"product": int(product)},
        )

    def overpaid(self, *, months: int = 6, keeps_right: bool = True, born: str = "1950-05-01") -> Recovery:
        """Somebody who got ZZZ from January on, of which the first months were not due; known in July 2026."""
        person = self.member(born=born)
        self.right(person, "2026-01-01")
        self.pays_months(person, [202601 + number for number in range(6)])
        at = moment("2026-07-02")
        end = f"2026-{months + 1:02d}-01" if keeps_right else "2100-01-01"
        self.loses(person, "2026-01-01", end, at)
        self.runs(202607, "2026-07-20", first_month=202601)
        services.open_files(self.fund, at=moment("2026-07-20"))
        return Recovery.objects.get(person=person)

    def decided(self, recovery: Recovery, user: User, on: str = "2026-07-21", **answers: object) -> Recovery:
        """Decide as the law says, and send the letter the next day."""
        services.decide(recovery, Answers(**answers), user, on=day(on), at=moment(on))
        recovery.refresh_from_db()
        if recovery.is_open:
            services.record_sending(recovery, day(on) + datetime.timedelta(days=1), at=moment(on))
        recovery.refresh_from_db()
        return recovery

    def balance(self, account: int, person: Person | None = None) -> int:
        """What stands on an account per person, in cents."""
        found = Item.objects.filter(account=account)
        return sum(item.balance_cents for item in (found.filter(person=person) if person else found))

    def owes(self, person: Person) -> int:
        return self.balance(Account.OVERPAYMENT_RECEIVABLE, person)
