"""Older people with their means, in the few words that the stories of the ZBO need."""

import datetime

from budgets_helpers import Village, day, moment

from zorgkas.budgets.models import (
    Application,
    Decision,
    DisabilityFile,
    Entitlement,
    Household,
    Means,
    OlderCareFinding,
)
from zorgkas.budgets.services import RevisionOutcome, apply_zbo, decide, revise
from zorgkas.ledger.accounts import Product
from zorgkas.registry.models import Person

KNOWN = {
    "pensions_known": True,
    "work_known": True,
    "property_known": True,
    "capital_known": True,
    "transfers_known": True,
    "household_known": True,
}
SCREENER = {
    "instrument": OlderCareFinding.Instrument.BELRAI_ASSESSMENT,
    "issuer": "DMW Gent",
    "total_tenths": 100,
    "hierarchical_tenths": 60,
    "cognition_tenths": 20,
}


class OldVillage(Village):
    """People who ask a ZBO."""

    def elder(self, born: str = "1950-03-01") -> Person:
        return self.member(born)

    def screened(
        self, person: Person, on: str, end: str | None = "2029-03-20", *, at: str = "", **scores: object
    ) -> None:
        """A BelRAI Screener; category 3 when nothing else is said."""
        values = {**SCREENER, "issued_on": day(on), **scores}
        self.learn(OlderCareFinding, person, on, end, values, at=moment(at or on))

    def has(
        self,
        person: Person,
        kind: int,
        cents: int,
        start: str = "2020-01-01",
        end: str | None = None,
        *,
        at: str = "2026-01-02",
        number: int | None = None,
        message: bool = True,
        **values: object,
    ) -> None:
        """A row of the means test."""
        given = {"number": kind if number is None else number, "kind": kind, "amount_cents": cents, **values}
        self.learn(Means, person, start, end, given, at=moment(at), message=message)

    def lives_with(
        self, person: Person, start: str = "2000-01-01", *, at: str = "2026-01-02", **values: object
    ) -> None:
        self.learn(Household, person, start, None, values, at=moment(at))

    def asks_zbo(self, person: Person, on: str, **answers: object) -> Application:
        return apply_zbo(person, day(on), answers={**KNOWN, **answers})

    def decides_zbo(self, application: Application, on: str, user: object = None) -> Decision | None:
        return decide(application, user, day(on), at=moment(on))

    def granted(self, born: str = "1950-03-01", pension: int = 1_800_000, on: str = "2026-03-10") -> Person:
        """Somebody with a ZBO of category 3 from the month after."""
        person = self.elder(born)
        self.screened(person, "2026-03-02")
        self.has(person, Means.Kind.PENSION, pension)
        decision = self.decides_zbo(self.asks_zbo(person, on), on)
        assert decision is not None
        assert decision.outcome == "granted"
        return person

    def revises(self, on: str, since: str) -> RevisionOutcome:
        return revise(self.fund, moment(since), on=day(on), known_at=moment(on))

    def rights(self, person: Person, product: int = Product.ZBO) -> list[tuple[str, str, int | None]]:
        """The rights of a person: from, to, a year."""
        found = Entitlement.objects.filter(person=person, product=product, superseded_at__isnull=True)
        return [
            (str(one.valid_from), str(one.valid_to or ""), one.granted_year_cents)
            for one in found.order_by("valid_from")
        ]

    def file(
        self, person: Person, start: str, end: str | None = None, *, at: datetime.datetime, **values: object
    ) -> DisabilityFile:
        """A file of VAPH."""
        self.learn(DisabilityFile, person, start, end, values, at=at)
        return DisabilityFile.objects.get(person=person, valid_from=day(start), superseded_at__isnull=True)
