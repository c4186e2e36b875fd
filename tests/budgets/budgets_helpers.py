"""Members with care needs, in the few words that the stories of the budgets need."""

import datetime

from membership_helpers import Town as PremiumTown
from membership_helpers import day, moment

from zorgkas.budgets.models import Application, CareForm, Decision, Entitlement
from zorgkas.budgets.services import apply, decide, run_dues
from zorgkas.budgets.services.dues import DuesOutcome
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Entry, Item
from zorgkas.registry.models import CareFinding, FacilityStay, Person

__all__ = ["Village", "day", "moment"]

BELRAI = {
    "instrument": CareFinding.Instrument.BELRAI_ATTEST,
    "issuer": "family_care",
    "total_tenths": 140,
    "iadl_adl_tenths": 60,
}


class Village(PremiumTown):
    """People, what is known about their care, and what is paid to them."""

    def finding(
        self,
        person: Person,
        start: str,
        end: str | None,
        *,
        at: datetime.datetime,
        message: bool = True,
        **values: object,
    ) -> CareFinding:
        """A finding about the care need, dated on its first day."""
        given = {**BELRAI, "issued_on": day(start), **values}
        self.learn(CareFinding, person, start, end, given, at=at, message=message)
        return CareFinding.objects.get(
            person=person, superseded_at__isnull=True, valid_from=day(start), instrument=given["instrument"]
        )

    def stay(self, person: Person, start: str, end: str | None = None, *, at: datetime.datetime, kind: int = 1) -> None:
        """A stay in a residential care centre."""
        self.learn(FacilityStay, person, start, end, {"facility_kind": kind, "facility": "WZC De Linde"}, at=at)

    def applies(self, person: Person, on: str, care_form: CareForm = CareForm.HOME, **answers: object) -> Application:
        return apply(person, care_form, day(on), answers=answers)

    def decides(self, application: Application, on: str, user: object = None) -> Decision | None:
        return decide(application, user, day(on), at=moment(on))

    def right(
        self,
        person: Person,
        start: str,
        end: str | None = None,
        *,
        product: int = Product.ZZZ,
        care_form: CareForm = CareForm.HOME,
        given: int | None = None,
        at: datetime.datetime | None = None,
    ) -> None:
        """A right that was decided elsewhere."""
        values = {
            "product": int(product),
            "care_form": int(care_form),
            "given_monthly_cents": given,
            "decision_id": None,
        }
        self.learn(Entitlement, person, start, end, values, at=at or moment("2025-01-01"))

    def runs(self, month: int, on: str, **options: object) -> DuesOutcome:
        return run_dues(month, self.fund, moment(on), **options)

    def due(self, person: Person, product: int = Product.ZZZ) -> dict[int, int]:
        """What is booked as due per month, in cents, months with nothing left out."""
        items = Item.objects.filter(person=person, account=Account.BENEFIT_PAYABLE, product=product)
        return {item.period: -item.due_cents for item in items.order_by("period") if item.due_cents}

    def open(self, person: Person, product: int = Product.ZZZ) -> dict[int, int]:
        """What is still to be paid per month, in cents."""
        items = Item.objects.filter(person=person, account=Account.BENEFIT_PAYABLE, product=product)
        return {item.period: -item.balance_cents for item in items.order_by("period") if item.balance_cents}

    def pays_out(self, person: Person, on: str) -> int:
        """Pay everything that is open to a person; return how much."""
        items = Item.objects.filter(person=person, account=Account.BENEFIT_PAYABLE, balance_cents__lt=0)
        lines = [
            ledger.Line(Account.BENEFIT_PAYABLE, -item.balance_cents, person.pk, item.product, item.period)
            for item in items
        ]
        total = sum(line.amount_cents for line in lines)
        if total:
            ledger.book(
                fund=self.fund,
                key=f"pay {person.pk} {on}",
                kind=Entry.Kind.SETTLEMENT,
                narrative="paid out",
                booked_on=day(on),
                lines=[*lines, ledger.Line(Account.BANK_BENEFITS, -total)],
            )
        return total

    def to_reclaim(self, person: Person) -> int:
        """What was paid and is not due, in cents."""
        items = Item.objects.filter(person=person, account=Account.OVERPAYMENT_RECEIVABLE)
        return sum(item.balance_cents for item in items)
