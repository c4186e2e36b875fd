"""What was found about the care need: scores with half points that lead to the outcome the law gives."""

from dataclasses import dataclass

import numpy as np

from zorgkas.population.assumptions import Assumptions
from zorgkas.population.care import FAR, HOME, LONGEST_MONTHS, RESIDENTIAL, WAITING_MONTHS, ZZZ, Rights
from zorgkas.population.columns import Days, Flags, Ints, month_index, month_start
from zorgkas.population.people import People, Role
from zorgkas.population.places import FACILITIES_PER_TOWN, places
from zorgkas.population.streams import Stream

# registry.CareFinding.Instrument
BELRAI_ATTEST, KATZ_HOME, MEDICAL_SOCIAL, CHILD_SUPPLEMENT, BELRAI_ASSESSMENT = 1, 2, 3, 4, 8
KATZ_A, KATZ_B, KATZ_C = 2, 3, 4
ISSUERS = {
    BELRAI_ATTEST: "Dienst voor gezinszorg",
    KATZ_HOME: "Thuisverpleging",
    MEDICAL_SOCIAL: "Federale overheidsdienst Sociale Zekerheid",
    CHILD_SUPPLEMENT: "Agentschap Opgroeien",
    BELRAI_ASSESSMENT: "Dienst maatschappelijk werk",
}


@dataclass(frozen=True)
class Findings:
    """Findings of people by position; scores in tenths, -1 without."""

    person: Ints
    start: Days
    end: Days
    issued: Days
    instrument: Ints
    total: Ints
    iadl_adl: Ints
    katz: Ints


@dataclass(frozen=True)
class Stays:
    """Stays in a facility, by its position in places.facilities()."""

    person: Ints
    start: Days
    end: Days
    kind: Ints
    facility: Ints


def scores(instrument: Ints, severe: Flags, rng: np.random.Generator) -> tuple[Ints, Ints, Ints]:
    """Total, IADL + ADL and Katz class: above a threshold of BVR art. 151 and 153 when severe, below it when not."""
    number = len(instrument)
    belrai = (instrument == BELRAI_ATTEST) | (instrument == BELRAI_ASSESSMENT)
    halves = np.where(severe, 11 + rng.binomial(13, 0.45, number), rng.binomial(10, 0.55, number))  # 5.5-12 or 0-5
    other = rng.binomial(36, 0.3, number)  # cognition, psychic and behaviour: up to 18 in half points
    # A few qualify by their total of 13 alone.
    by_total = severe & (rng.random(number) < 0.06)
    halves = np.where(by_total, rng.integers(6, 11, number), halves)
    other = np.where(by_total, 26 - halves + rng.binomial(8, 0.4, number), other)
    other = np.where(severe, other, np.minimum(other, 25 - halves))
    points = np.where(severe, 15 + rng.binomial(3, 0.5, number), rng.integers(4, 15, number))
    child = np.where(severe, 18 + rng.binomial(18, 0.35, number), rng.integers(6, 18, number))
    total = np.select(
        [belrai, instrument == MEDICAL_SOCIAL, instrument == CHILD_SUPPLEMENT],
        [(halves + other) * 5, points * 10, child * 10],
        -1,
    )
    katz = np.where(severe, KATZ_B + rng.integers(0, 2, number), KATZ_A)
    return total, np.where(belrai, halves * 5, -1), np.where(instrument == KATZ_HOME, katz, 0)


def findings_at_home(people: People, rights: Rights, stream: Stream) -> Findings:
    """The last finding behind each right to ZZZ at home, valid as long as the right."""
    rng = stream("findings")
    home = rights.where((rights.product == ZZZ) & (rights.care_form == HOME))
    number = len(home)
    with_other = np.char.find(home.combination.astype("U"), "+") >= 0
    draw = rng.random(number)
    instrument = np.select(
        [
            people.role[home.person] == Role.CHILD,
            with_other & (draw < 0.5),
            draw < 0.68,
            draw < 0.85,
        ],
        [CHILD_SUPPLEMENT, MEDICAL_SOCIAL, BELRAI_ASSESSMENT, BELRAI_ATTEST],
        KATZ_HOME,
    )
    opened = home.first_month - WAITING_MONTHS
    limited = home.end < FAR
    last_possible = month_index(np.where(limited, home.end, 0).astype(np.int32)) - LONGEST_MONTHS
    opened = np.where(limited & ~home.newcomer, np.maximum(opened, last_possible), opened)
    start = (month_start(opened) + rng.integers(0, 28, number)).astype(np.int32)
    total, iadl_adl, katz = scores(instrument, np.ones(number, np.bool_), rng)
    return Findings(home.person, start, home.end, start, instrument, total, iadl_adl, katz)


def findings_of_refused(people: People, persons: Ints, applied: Days, stream: Stream) -> Findings:
    """Findings below every threshold, made in the weeks after the application."""
    rng, number = stream("refused findings"), len(persons)
    instrument = np.where(rng.random(number) < 0.9, BELRAI_ASSESSMENT, KATZ_HOME)
    start = (applied + rng.integers(5, 40, number)).astype(np.int32)
    total, iadl_adl, katz = scores(instrument, np.zeros(number, np.bool_), rng)
    return Findings(persons, start, (start + 365).astype(np.int32), start, instrument, total, iadl_adl, katz)


def stays(rights: Rights, death: Days, here_since: Days, stream: Stream, assumed: Assumptions) -> Stays:
    """The stays behind each right to residential care: from the month of opening until death."""
    rng = stream("stays")
    who = rights.where((rights.product == ZZZ) & (rights.care_form == RESIDENTIAL))
    number = len(who)
    start = month_start(who.first_month - WAITING_MONTHS) + rng.integers(0, 28, number)
    start = np.maximum(start, here_since[who.person] + 1).astype(np.int32)
    # A right that ended before death: the person went home, in the month before.
    left = np.where(who.end < FAR, who.end - 10, FAR)
    end = np.minimum(death[who.person], np.where(death[who.person] < FAR, FAR, left)).astype(np.int32)
    kind = np.where(rng.random(number) < assumed.share_of_stays_in_pvt, 2, 1)
    flemish = int((places().region == 1).sum())
    shares = np.cumsum(places().inhabitants[:flemish])
    town = np.searchsorted(shares / shares[-1], rng.random(number), side="right")
    facility = town * FACILITIES_PER_TOWN + rng.integers(0, FACILITIES_PER_TOWN, number)
    return Stays(who.person, start, np.maximum(end, start + 1).astype(np.int32), kind, facility)
