"""Tells the registry what happened: each kind of message of a month in one transaction with its own mark."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from django.db import transaction

from zorgkas.membership.models import Membership
from zorgkas.population import tables
from zorgkas.population.columns import Ints, date_column, day, text_column
from zorgkas.population.findings import ISSUERS, scores
from zorgkas.population.lives import draw_addresses
from zorgkas.population.numbers import NEW_ACCOUNTS, SERIALS_PER_SEX, iban, mock_insz
from zorgkas.population.people import People, spread_birthdays
from zorgkas.population.places import (
    ABROAD,
    FACILITIES_PER_TOWN,
    FLEMISH,
    FOREIGN,
    WALLOON,
    facilities,
    places,
    streets,
)
from zorgkas.population.streams import streams
from zorgkas.population.year.clock import Clock
from zorgkas.population.year.plan import Columns, Plan
from zorgkas.population.year.world import World
from zorgkas.registry.insz import insz_for
from zorgkas.registry.models import (
    BankAccount,
    CareFinding,
    CareFund,
    Death,
    FacilityStay,
    Fact,
    IncreasedAllowance,
    Person,
    PremiumExemption,
    Residence,
    Source,
    Suspension,
)
from zorgkas.registry.services import create_people, record_facts, replace_number, source

RIGHT_MONTHS = 36


@dataclass(frozen=True)
class Register:
    """The registers and institutions that tell the fund things, for one year."""

    world: World
    plan: Plan
    year: int
    seed: int
    fund: CareFund
    clock: Clock

    def hear(self, month: int) -> dict[str, int]:
        """Record everything the fund hears of in a month; what was recorded before is skipped. Counts per kind."""
        tellers: dict[str, Callable[[int, Source], int]] = {
            "death": self._deaths,
            "wrong death": self._wrong_deaths,
            "death taken back": self._deaths_taken_back,
            "joiner": self._joiners,
            "arrival": self._arrivals,
            "move": self._moves,
            "departure": self._departures,
            "corrected address": self._corrected_addresses,
            "new number": self._new_numbers,
            "late increased allowance": self._late_allowances,
            "increased allowance withdrawn": self._withdrawn_allowances,
            "exemption": self._exemptions,
            "attest": self._attests,
            "assessment": self._assessments,
            "renewal": self._renewals,
            "admission": self._admissions,
            "late suspension": self._suspensions,
            "first account": self._first_accounts,
        }
        return {kind: self._once(kind, month, tell) for kind, tell in tellers.items()}

    def _once(self, kind: str, month: int, tell: Callable[[int, Source], int]) -> int:
        reference = f"demo year {self.year}-{month:02d} seed {self.seed}: {kind}"
        with transaction.atomic():
            if Source.objects.filter(reference=reference).exists():
                return 0
            return tell(month, source(Source.Kind.MESSAGE, reference, self.clock.now()))

    def _record(
        self, kind: type[Fact], columns: Mapping[str, Any], who: Ints, origin: Source, people: Ints | None = None
    ) -> int:
        if not len(who):
            return 0
        ids = self.world.person[who] if people is None else people
        record_facts(kind, pa.table({"person_id": ids, **columns}), source=origin, recorded_at=self.clock.now())
        return len(who)

    # -- the population register ---------------------------------------------------------------------------------

    def _deaths(self, month: int, origin: Source) -> int:
        events = self.plan.of("death", month)
        self._end_membership(events, events["day"], origin)
        return self._record(Death, _from(events["day"]), events["who"], origin)

    def _wrong_deaths(self, month: int, origin: Source) -> int:
        events = self.plan.of("wrong_death", month)
        return self._record(Death, _from(events["day"]), events["who"], origin)

    def _deaths_taken_back(self, month: int, origin: Source) -> int:
        every = self.plan.events["wrong_death"]
        now = every["retracted"] == month
        events = {name: column[now] for name, column in every.items()}
        return self._record(Death, {**_from(events["day"]), **_nothing(events)}, events["who"], origin)

    def _joiners(self, month: int, origin: Source) -> int:
        who = self.plan.of("joiner", month)["who"]
        voluntary = self.world.region[who] != FLEMISH
        return self._record(Membership, self._affiliated(voluntary), who, origin)

    def _affiliated(self, voluntary: Any) -> dict[str, Any]:
        number = len(voluntary)
        return {
            **_from(np.full(number, day(self.year))),
            "fund_id": np.full(number, self.fund.pk),
            "kind": np.where(voluntary, tables.VOLUNTARY, tables.COMPULSORY).astype(np.int16),
        }

    def _end_membership(self, events: Columns, end: Ints, origin: Source) -> int:
        number = len(events["who"])
        no_values = {"fund_id": pa.nulls(number, pa.int64()), "kind": pa.nulls(number, pa.int16())}
        return self._record(Membership, {**_from(end), **_nothing(events), **no_values}, events["who"], origin)

    def _arrivals(self, month: int, origin: Source) -> int:
        every = self.plan.events["arrival"]
        # Birthdays and serial numbers of the whole year at once, so that no number is given twice.
        birth, rank = spread_birthdays(every["birth_year"], every["male"], streams(self.seed, self.year)("arrivals"))
        now = np.flatnonzero(every["month"] == month)
        if not len(now):
            return 0
        rng = streams(self.seed, self.year, month)("arrivals")
        male = every["male"][now]
        names = People.draw_names(rng, male)
        number = mock_insz(birth[now], male, SERIALS_PER_SEX - 2 - rank[now])
        people = tables.person_table(number, birth[now], male, *names)
        ids = create_people(people)
        home = _addresses(rng, np.full(len(now), FLEMISH))
        self._record(Residence, {**_from(every["day"][now]), **home}, now, origin, ids)
        return self._record(Membership, self._affiliated(np.zeros(len(now), np.bool_)), now, origin, ids)

    def _moves(self, month: int, origin: Source) -> int:
        events = self.plan.of("move", month)
        rng = streams(self.seed, self.year, month)("moves")
        home = _addresses(rng, np.full(len(events["who"]), FLEMISH))
        return self._record(Residence, {**_from(events["day"]), **home}, events["who"], origin)

    def _departures(self, month: int, origin: Source) -> int:
        """Membership ends on 31 December of the year (BVR art. 75)."""
        events = self.plan.of("departure", month)
        rng = streams(self.seed, self.year, month)("departures")
        away = _addresses(rng, np.where(events["abroad"] == 1, FOREIGN, WALLOON))
        self._end_membership(events, np.full(len(events["who"]), day(self.year + 1)), origin)
        return self._record(Residence, {**_from(events["day"]), **away}, events["who"], origin)

    def _corrected_addresses(self, month: int, origin: Source) -> int:
        """The house number was wrong from the start: the whole last period is recorded again."""
        who = self.plan.of("corrected_address", month)["who"]
        homes = Residence.objects.filter(
            person_id__in=self.world.person[who].tolist(), superseded_at__isnull=True, valid_to__isnull=True
        )
        columns: dict[str, list[Any]] = {name: [] for name in ("person_id", "valid_from", *Residence.value_fields)}
        for home in homes:
            for name in columns:
                columns[name].append(getattr(home, name))
        if homes:
            columns["house_number"] = [f"{number}A" for number in columns["house_number"]]
            record_facts(Residence, columns, source=origin, recorded_at=self.clock.now())
        return len(homes)

    def _new_numbers(self, month: int, origin: Source) -> int:
        """Somebody gets another number; the old one keeps finding the person."""
        who = self.plan.of("new_number", month)["who"]
        for person in Person.objects.filter(pk__in=self.world.person[who].tolist()):
            number = insz_for(person.birth_date, 997 if person.sex == Person.Sex.MALE else 998)
            if not Person.objects.filter(insz=number).exists():
                replace_number(person, number, self.clock.now())
        return len(who)

    # -- the sickness funds --------------------------------------------------------------------------------------

    def _late_allowances(self, month: int, origin: Source) -> int:
        events = self.plan.of("late_allowance", month)
        return self._record(IncreasedAllowance, _from(events["day"]), events["who"], origin)

    def _withdrawn_allowances(self, month: int, origin: Source) -> int:
        events = self.plan.of("withdrawn_allowance", month)
        return self._record(IncreasedAllowance, {**_from(events["day"]), **_nothing(events)}, events["who"], origin)

    # -- members themselves --------------------------------------------------------------------------------------

    def _exemptions(self, month: int, origin: Source) -> int:
        events = self.plan.of("exemption", month)
        columns = {**_from(events["day"]), "ground": events["ground"].astype(np.int16)}
        return self._record(PremiumExemption, columns, events["who"], origin)

    def _first_accounts(self, month: int, origin: Source) -> int:
        who = self.plan.of("first_account", month)["who"]
        return self.record_accounts(self.world.person[who], origin, self.clock.today)

    def record_accounts(self, people: Ints, origin: Source, on: date) -> int:
        """Record a new account for people, by their ids."""
        if not len(people):
            return 0
        found = Person.objects.in_bulk(people.tolist())
        columns = {
            "person_id": people,
            "valid_from": [on] * len(people),
            "iban": iban(NEW_ACCOUNTS, (people * 12 + on.month) % 10_000_000),
            "holder_name": [f"{found[one].last_name} {found[one].first_name}" for one in people.tolist()],
            "blocked": np.zeros(len(people), np.bool_),
        }
        record_facts(BankAccount, columns, source=origin, recorded_at=self.clock.now())
        return len(people)

    # -- care need -----------------------------------------------------------------------------------------------

    def _attests(self, month: int, origin: Source) -> int:
        events = self.plan.of("attest", month)
        return self._findings(events, events["day"], f"attests {month}", origin)

    def _assessments(self, month: int, origin: Source) -> int:
        """The assessments of the applications of the month before."""
        events = self.plan.of("application", month - 1)
        return self._findings(events, events["assessed"], f"assessments {month}", origin)

    def _renewals(self, month: int, origin: Source) -> int:
        events = self.plan.of("renewal", month)
        return self._findings(events, events["day"], f"renewals {month}", origin)

    def _findings(self, events: Columns, start: Ints, subject: str, origin: Source) -> int:
        instrument = events["instrument"]
        rng = streams(self.seed, self.year)(subject)
        total, iadl_adl, katz = scores(instrument, events["severe"] == 1, rng)
        end = (start.astype("datetime64[D]").astype("datetime64[M]") + RIGHT_MONTHS).astype("datetime64[D]")
        issuers = [ISSUERS.get(which, "") for which in range(max(ISSUERS) + 1)]
        columns = {
            **_from(start),
            "valid_to": date_column(end.astype(np.int64).astype(np.int32)),
            "instrument": instrument.astype(np.int16),
            "issued_on": date_column(start.astype(np.int32)),
            "issuer": text_column(issuers, instrument),
            "total_tenths": total.astype(np.int16),
            "iadl_adl_tenths": iadl_adl.astype(np.int16),
            "katz_class": katz.astype(np.int16),
        }
        return self._record(CareFinding, columns, events["who"], origin)

    def _admissions(self, month: int, origin: Source) -> int:
        events = self.plan.of("admission", month)
        number = len(events["who"])
        facility = events["town"] * FACILITIES_PER_TOWN + events["facility"]
        stay = {
            **_from(events["day"]),
            "facility_kind": np.ones(number, np.int16),
            "facility": text_column(facilities(), facility),
        }
        rng = streams(self.seed, self.year, month)("admissions")
        home = {
            "region": places().region[events["town"]].astype(np.int16),
            "street": text_column(streets(), rng.integers(0, len(streets()), number)),
            "house_number": ["1"] * number,
            "postal_code": text_column(places().postal_codes, events["town"]),
            "municipality": text_column(places().municipalities, events["town"]),
            "country": ["BE"] * number,
        }
        self._record(Residence, {**_from(events["day"]), **home}, events["who"], origin)
        return self._record(FacilityStay, stay, events["who"], origin)

    def _suspensions(self, month: int, origin: Source) -> int:
        events = self.plan.of("suspension", month)
        columns = {
            **_from(events["day"]),
            "ground": events["ground"].astype(np.int16),
            "notified_on": [self.clock.today] * len(events["who"]),
        }
        return self._record(Suspension, columns, events["who"], origin)


def _from(days: Ints) -> dict[str, Any]:
    return {"valid_from": date_column(days.astype(np.int32))}


def _nothing(events: Columns) -> dict[str, Any]:
    """Nothing holds in the period."""
    return {"retract": np.ones(len(events["who"]), np.bool_)}


def _addresses(rng: np.random.Generator, regions: Ints) -> dict[str, Any]:
    rows = tables.address_columns(draw_addresses(rng, regions), regions, rng.integers(1, len(ABROAD) + 1, len(regions)))
    return dict(rows)
