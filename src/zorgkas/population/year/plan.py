"""What will happen in a year: every event drawn at once from the seed and the population as it was taken over.

An event has the month in which the fund hears of it; `day` is when it happened. Nothing here looks at the
database, so a year that was broken off goes on with the same events.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from zorgkas.population.assumptions import Assumptions
from zorgkas.population.care import NEED_AT_HOME, NEED_OF_A_FACILITY
from zorgkas.population.columns import Flags, Ints, curve, day, month_index, month_start
from zorgkas.population.lives import death_chance
from zorgkas.population.year.chance import Floats, between, choose, uniform
from zorgkas.population.year.world import World

Columns = dict[str, Ints]
CUT_OFF = 15  # what happens after this day of a month is heard of in the next


@dataclass
class Plan:
    """Per kind of event: the positions of the people in the world, the month of hearing, and what more is known."""

    events: dict[str, Columns] = field(default_factory=dict)

    def of(self, kind: str, month: int) -> Columns:
        """The events of a kind that the fund hears of in a month."""
        columns = self.events[kind]
        now = columns["month"] == month
        return {name: column[now] for name, column in columns.items()}

    def count(self, kind: str) -> int:
        """How many events of a kind the fund hears of within the year."""
        month = self.events[kind]["month"]
        return int(((month >= 1) & (month <= 12)).sum())


@dataclass(frozen=True)
class _Year:
    """What drawing an event needs."""

    world: World
    year: int
    seed: int
    assumed: Assumptions
    dies: Flags

    def pick(self, subject: str, share: float, allowed: Flags, weights: Floats | None = None, least: int = 1) -> Ints:
        """Some of the allowed who do not die this year, `share` of the members but at least a few."""
        number = max(least, round(share * int((self.world.member & self.world.alive).sum())))
        alive = self.world.alive & ~self.dies
        return choose(self.seed, subject, self.world.index, number, allowed & alive, weights)

    def number(self, subject: str, who: Ints, low: int, high: int) -> Ints:
        return between(self.seed, subject, self.world.index[who], low, high)

    def day_in(self, subject: str, who: Ints, month: Ints) -> Ints:
        """A day in the first two weeks of a month of the year."""
        first = month_start(12 * (self.year - 1970) + month - 1)
        return np.asarray(first + self.number(subject, who, 0, CUT_OFF - 2), np.int64)


def draw_plan(world: World, year: int, seed: int, assumed: Assumptions) -> Plan:
    """Draw the events of the year."""
    deaths = _deaths(world, year, seed, assumed)
    dies = np.zeros(len(world), np.bool_)
    dies[deaths["who"]] = True
    this = _Year(world, year, seed, assumed, dies)
    plan = Plan({"death": deaths})
    drawers: dict[str, Callable[[_Year], Columns]] = {
        "wrong_death": _wrong_deaths,
        "joiner": _joiners,
        "move": _moves,
        "departure": _departures,
        "corrected_address": _corrected_addresses,
        "new_number": _new_numbers,
        "late_allowance": _late_allowances,
        "withdrawn_allowance": _withdrawn_allowances,
        "exemption": _exemptions,
        "attest": _attests,
        "application": _applications,
        "renewal": _renewals,
        "admission": _admissions,
        "suspension": _suspensions,
        "first_account": _first_accounts,
    }
    for kind, draw in drawers.items():
        plan.events[kind] = draw(this)
    plan.events["arrival"] = _arrivals(this)
    return plan


def _deaths(world: World, year: int, seed: int, assumed: Assumptions) -> Columns:
    chance = death_chance(world.age(year), world.zzz | world.other_budget, assumed)
    dies = world.alive & (uniform(seed, "dies", world.index) < chance)
    who = np.flatnonzero(dies)
    when = day(year) + between(seed, "day of death", world.index[who], 0, 364)
    late = uniform(seed, "death reported late", world.index[who]) < assumed.share_of_deaths_reported_late
    delay = np.where(late, between(seed, "months late", world.index[who], 2, 4), 0)
    return {"who": who, "day": when, "month": _heard(when, year) + delay, "late": late.astype(np.int64)}


def _heard(days: Ints, year: int) -> Ints:
    month = month_index(days.astype(np.int32))
    after = days - month_start(month) >= CUT_OFF
    return np.asarray(month - 12 * (year - 1970) + 1 + after, np.int64)


def _wrong_deaths(this: _Year) -> Columns:
    """Deaths of somebody else by the same name: taken back one or two months later."""
    who = this.pick("wrong death", 0.00002, this.world.member & (this.world.zzz | this.world.other_budget), least=2)
    month = this.number("wrong death month", who, 3, 8)
    return {
        "who": who,
        "month": month,
        "day": this.day_in("wrong death day", who, month),
        "retracted": month + this.number("retracted after", who, 1, 2),
    }


def _joiners(this: _Year) -> Columns:
    """Who turns 26 this year: affiliated from 1 January."""
    joins = this.world.alive & ~this.world.member & (this.world.age(this.year) == 26) & (this.world.region <= 2)
    who = np.flatnonzero(joins & (this.world.region >= 1))
    return {"who": who, "month": np.ones(len(who), np.int64)}


def _moves(this: _Year) -> Columns:
    who = this.pick("moves", 0.04, this.world.member & (this.world.region == 1) & ~this.world.zzz_residential)
    month = this.number("move month", who, 1, 12)
    return {"who": who, "month": month, "day": this.day_in("move day", who, month)}


def _departures(this: _Year) -> Columns:
    share = this.assumed.departures_per_member_and_year
    stays_here = this.world.zzz | this.world.other_budget
    who = this.pick("departs", share, this.world.member & (this.world.region == 1) & ~stays_here, least=3)
    month = this.number("departure month", who, 2, 11)
    return {
        "who": who,
        "month": month,
        "day": this.day_in("departure day", who, month),
        "abroad": this.number("departs abroad", who, 0, 1),
    }


def _corrected_addresses(this: _Year) -> Columns:
    who = this.pick("corrected address", 0.0005, this.world.member & (this.world.region == 1), least=2)
    return {"who": who, "month": this.number("correction month", who, 2, 12)}


def _new_numbers(this: _Year) -> Columns:
    who = this.pick("new number", 0.00002, this.world.member, least=1)
    return {"who": who, "month": this.number("new number month", who, 2, 11)}


def _late_allowances(this: _Year) -> Columns:
    """An increased allowance that began before the reference day and is heard of after the premium was asked."""
    lacks = this.world.member & ~this.world.increased_allowance & ~this.world.exempt
    who = this.pick("late allowance", 0.002, lacks, least=4)
    start = day(this.year - 2) + this.number("allowance since", who, 0, 330)
    return {"who": who, "month": this.number("allowance month", who, 3, 11), "day": start}


def _withdrawn_allowances(this: _Year) -> Columns:
    has = this.world.member & this.world.increased_allowance & ~this.world.exempt
    who = this.pick("withdrawn allowance", 0.0005, has, least=2)
    start = day(this.year - 2, 7) + this.number("withdrawn since", who, 0, 150)
    return {"who": who, "month": this.number("withdrawn month", who, 4, 10), "day": start}


def _exemptions(this: _Year) -> Columns:
    who = this.pick("exempted", 0.0005, this.world.member & ~this.world.exempt & ~this.world.zzz, least=2)
    month = this.number("exemption month", who, 2, 9)
    ground = 1 + (this.number("exemption ground", who, 0, 9) > 6)
    return {"who": who, "month": month, "day": this.day_in("exemption day", who, month), "ground": ground}


def _without_zzz(this: _Year) -> tuple[Flags, Floats]:
    free = this.world.member & ~this.world.zzz & ~this.world.other_budget & (this.world.region <= 2)
    return free, curve(NEED_AT_HOME, this.world.age(this.year))


def _attests(this: _Year) -> Columns:
    """Attests that arrive as file data and open the right by themselves when they are severe enough."""
    free, need = _without_zzz(this)
    who = this.pick("attest", 0.0035, free, need, least=8)
    month = this.number("attest month", who, 1, 11)
    severe = uniform(this.seed, "attest severe", this.world.index[who]) < 0.8
    return {
        "who": who,
        "month": month,
        "day": this.day_in("attest day", who, month),
        "instrument": np.array([1, 2, 3])[this.number("attest instrument", who, 0, 2)],
        "severe": severe.astype(np.int64),
    }


def _applications(this: _Year) -> Columns:
    """Applications on a form, with an assessment that is or is not severe enough."""
    free, need = _without_zzz(this)
    who = this.pick("applies", 0.003, free, need, least=12)
    month = this.number("application month", who, 1, 10)
    severe = uniform(this.seed, "assessed severe", this.world.index[who]) < 0.75
    return {
        "who": who,
        "month": month,
        "day": this.day_in("application day", who, month),
        "assessed": this.day_in("application day", who, month) + this.number("assessed after", who, 5, 30),
        "instrument": np.full(len(who), 8),
        "severe": severe.astype(np.int64),
    }


def _renewals(this: _Year) -> Columns:
    """Most rights at home that end this year are followed by a new finding, two months before the end."""
    ends = this.world.zzz & ~this.world.zzz_residential & ~this.dies & this.world.alive
    ends &= (this.world.zzz_end > day(this.year, 2, 1)) & (this.world.zzz_end <= day(this.year + 1, 1, 1))
    who = np.flatnonzero(ends & (uniform(this.seed, "renewed", this.world.index) < 0.8))
    month = np.maximum(month_index(this.world.zzz_end[who]) - 12 * (this.year - 1970) + 1 - 2, 1)
    instrument = np.where(
        this.world.age(this.year)[who] < 18, 4, np.array([1, 2, 3])[this.number("renewed by", who, 0, 2)]
    )
    return {
        "who": who,
        "month": month,
        "day": this.day_in("renewal day", who, month),
        "instrument": instrument,
        "severe": np.ones(len(who), np.int64),
    }


def _admissions(this: _Year) -> Columns:
    """People go to live in a facility, also some who had the budget at home."""
    free = this.world.member & ~this.world.zzz_residential & (this.world.region == 1)
    who = this.pick("admitted", 0.003, free, curve(NEED_OF_A_FACILITY, this.world.age(this.year)), least=8)
    month = this.number("admission month", who, 1, 12)
    return {
        "who": who,
        "month": month,
        "day": this.day_in("admission day", who, month),
        "town": this.number("facility town", who, 0, 83),
        "facility": this.number("facility", who, 0, 11),
    }


def _suspensions(this: _Year) -> Columns:
    """Budgets that suspend the ZZZ, told two to four months after they began."""
    at_home = this.world.zzz & ~this.world.zzz_residential & (this.world.age(this.year) < 66)
    who = this.pick("suspended", 0.0004, at_home, least=2)
    month = this.number("told month", who, 5, 11)
    began = this.day_in("suspended day", who, month - this.number("told after", who, 2, 4))
    return {"who": who, "month": month, "day": began, "ground": this.number("suspension ground", who, 1, 2)}


def _first_accounts(this: _Year) -> Columns:
    """People with a budget and no account known tell it in the course of the year."""
    has_budget = this.world.zzz | this.world.other_budget
    tells = this.world.alive & ~this.dies & has_budget & ~this.world.has_account
    who = np.flatnonzero(tells & (uniform(this.seed, "tells account", this.world.index) < 0.7))
    return {"who": who, "month": this.number("account month", who, 2, 11)}


def _arrivals(this: _Year) -> Columns:
    """People who come to live here: not in the world yet, so `who` only numbers them."""
    members = int((this.world.member & this.world.alive).sum())
    number = max(6, round(members * this.assumed.arrivals_per_member_and_year))
    index = np.arange(number)
    month = between(this.seed, "arrival month", index, 1, 12)
    born = this.year - 26 - (-9 * np.log1p(-uniform(this.seed, "arrival age", index))).astype(np.int64).clip(0, 50)
    first = month_start(12 * (this.year - 1970) + month - 1)
    return {
        "who": index,
        "month": month,
        "day": first + between(this.seed, "arrival day", index, 0, CUT_OFF - 2),
        "birth_year": born,
        "male": between(this.seed, "arrival sex", index, 0, 1),
    }
