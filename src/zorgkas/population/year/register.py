"""Tells the registry what happened: each kind of message of a month in one transaction with its own mark."""

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from zorgkas.membership.models import Membership
from zorgkas.population import tables
from zorgkas.population.columns import Ints, day
from zorgkas.population.lives import draw_addresses
from zorgkas.population.numbers import NEW_ACCOUNTS, SERIALS_PER_SEX, iban, mock_insz
from zorgkas.population.people import People, spread_birthdays
from zorgkas.population.places import (
    ABROAD,
    FLEMISH,
    FOREIGN,
    WALLOON,
)
from zorgkas.population.streams import streams
from zorgkas.population.year.care_messages import CareMessages
from zorgkas.population.year.messages import from_day, nothing
from zorgkas.population.year.plan import Columns
from zorgkas.registry.insz import insz_for
from zorgkas.registry.models import (
    BankAccount,
    Death,
    IncreasedAllowance,
    Person,
    PremiumExemption,
    Residence,
    Source,
)
from zorgkas.registry.services import create_people, record_facts, replace_number


class Register(CareMessages):
    """Everybody who tells the fund things."""

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

    # -- the population register ---------------------------------------------------------------------------------

    def _deaths(self, month: int, origin: Source) -> int:
        events = self.plan.of("death", month)
        self._end_membership(events, events["day"], origin)
        return self._record(Death, from_day(events["day"]), events["who"], origin)

    def _wrong_deaths(self, month: int, origin: Source) -> int:
        events = self.plan.of("wrong_death", month)
        return self._record(Death, from_day(events["day"]), events["who"], origin)

    def _deaths_taken_back(self, month: int, origin: Source) -> int:
        every = self.plan.events["wrong_death"]
        now = every["retracted"] == month
        events = {name: column[now] for name, column in every.items()}
        return self._record(Death, {**from_day(events["day"]), **nothing(events)}, events["who"], origin)

    def _joiners(self, month: int, origin: Source) -> int:
        who = self.plan.of("joiner", month)["who"]
        voluntary = self.world.region[who] != FLEMISH
        return self._record(Membership, self._affiliated(voluntary), who, origin)

    def _affiliated(self, voluntary: Any) -> dict[str, Any]:
        number = len(voluntary)
        return {
            **from_day(np.full(number, day(self.year))),
            "fund_id": np.full(number, self.fund.pk),
            "kind": np.where(voluntary, tables.VOLUNTARY, tables.COMPULSORY).astype(np.int16),
        }

    def _end_membership(self, events: Columns, end: Ints, origin: Source) -> int:
        number = len(events["who"])
        no_values = {"fund_id": pa.nulls(number, pa.int64()), "kind": pa.nulls(number, pa.int16())}
        return self._record(Membership, {**from_day(end), **nothing(events), **no_values}, events["who"], origin)

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
        self._record(Residence, {**from_day(every["day"][now]), **home}, now, origin, ids)
        return self._record(Membership, self._affiliated(np.zeros(len(now), np.bool_)), now, origin, ids)

    def _moves(self, month: int, origin: Source) -> int:
        events = self.plan.of("move", month)
        rng = streams(self.seed, self.year, month)("moves")
        home = _addresses(rng, np.full(len(events["who"]), FLEMISH))
        return self._record(Residence, {**from_day(events["day"]), **home}, events["who"], origin)

    def _departures(self, month: int, origin: Source) -> int:
        """Membership ends on 31 December of the year (BVR art. 75)."""
        events = self.plan.of("departure", month)
        rng = streams(self.seed, self.year, month)("departures")
        away = _addresses(rng, np.where(events["abroad"] == 1, FOREIGN, WALLOON))
        self._end_membership(events, np.full(len(events["who"]), day(self.year + 1)), origin)
        return self._record(Residence, {**from_day(events["day"]), **away}, events["who"], origin)

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
        return self._record(IncreasedAllowance, from_day(events["day"]), events["who"], origin)

    def _withdrawn_allowances(self, month: int, origin: Source) -> int:
        events = self.plan.of("withdrawn_allowance", month)
        return self._record(IncreasedAllowance, {**from_day(events["day"]), **nothing(events)}, events["who"], origin)

    # -- members themselves --------------------------------------------------------------------------------------

    def _exemptions(self, month: int, origin: Source) -> int:
        events = self.plan.of("exemption", month)
        columns = {**from_day(events["day"]), "ground": events["ground"].astype(np.int16)}
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


def _addresses(rng: np.random.Generator, regions: Ints) -> dict[str, Any]:
    rows = tables.address_columns(draw_addresses(rng, regions), regions, rng.integers(1, len(ABROAD) + 1, len(regions)))
    return dict(rows)
