"""One chunk of the population: people, facts and applications as Arrow tables, made from the seed alone."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from zorgkas.population import known_rights, tables
from zorgkas.population.applications import Applications, applications_of_2023
from zorgkas.population.assumptions import DEFAULT, Assumptions
from zorgkas.population.care import FAR, Rights, draw_holders, draw_newcomers, join, rights_of_2023, rights_of_newcomers
from zorgkas.population.columns import Flags, Ints, day
from zorgkas.population.findings import findings_at_home, findings_of_refused, stays
from zorgkas.population.lives import Lives, draw_arrivals, draw_deaths, draw_moves, memberships, residences
from zorgkas.population.numbers import SERIALS_PER_SEX
from zorgkas.population.people import People, Role, draw_people
from zorgkas.population.premium_facts import (
    detentions,
    exemptions,
    foreign_insurances,
    increased_allowances,
    mandates,
    suspensions,
)
from zorgkas.population.quota import CHUNK_SIZE, chunk_count, quota
from zorgkas.population.streams import Stream, streams

# Here since then: enough calendar years of residence for any right that begins in 2024 or later (DEC art. 41 §1, 4°).
FIVE_YEARS_AND_MORE = day(2017)


@dataclass(frozen=True)
class Chunk:
    """Tables ready to be stored; `person` in facts and applications is a position in `people`."""

    people: pa.Table
    facts: dict[str, pa.Table]  # by the name of the kind in registry, membership or budgets
    applications: pa.Table


def make_chunk(scale: int, seed: int, number: int, assumed: Assumptions = DEFAULT) -> Chunk:
    """Make chunk `number` of the population at 1:scale; it does not depend on the other chunks."""
    stream = streams(seed, scale, number)
    share = quota(scale, number, assumed)
    people = draw_people(share, stream, assumed)
    region, here_since, from_wallonia = draw_arrivals(people, stream, assumed)
    holders = draw_holders(people, here_since, share, stream)
    with_budget = _flags(people, *holders.values())
    death = draw_deaths(people, with_budget, stream, assumed)
    rights = rights_of_2023(people, holders, death, stream, assumed)
    free = ~with_budget & (people.role == Role.MEMBER) & (death == FAR) & (here_since < FIVE_YEARS_AND_MORE)
    newcomers = draw_newcomers(people, holders, rights, free, stream)
    rights = join([rights, rights_of_newcomers(people, newcomers, stream, assumed)])
    with_budget = _flags(people, rights.person)
    moved, departed = draw_moves(people, here_since, death, with_budget, stream, assumed)
    lives = Lives(region, here_since, from_wallonia, moved, departed, death)
    free = ~with_budget & (people.role == Role.MEMBER)
    applications = applications_of_2023(people, rights, free, share, stream, assumed)
    return Chunk(
        people=tables.people(people, number, SERIALS_PER_SEX // chunk_count(scale, assumed)),
        facts=_facts(people, lives, rights, applications, stream, assumed, number),
        applications=tables.applications(applications, seed, number),
    )


def _facts(
    people: People,
    lives: Lives,
    rights: Rights,
    applications: Applications,
    stream: Stream,
    assumed: Assumptions,
    number: int,
) -> dict[str, pa.Table]:
    with_budget = _flags(people, rights.person)
    in_facility = stays(rights, lives.death, lives.here_since, stream, assumed)
    members, since, until = memberships(people, lives)
    affiliated = _flags(people, members) & (lives.death == FAR) & (lives.departed == FAR)
    abroad = foreign_insurances(people, affiliated, with_budget, stream, assumed)
    voluntary = _flags(people, abroad.person) | (lives.region == 2)
    refused = applications.state == 1
    held_back, told = suspensions(rights, people, stream, assumed)
    known = known_rights.draw_known(rights, stream, assumed.share_of_budgets_with_facts)
    first_account = number * CHUNK_SIZE * 2
    return {
        "Residence": tables.residences(residences(people, lives, in_facility, stream)),
        "Death": tables.deaths(lives.death),
        "IncreasedAllowance": tables.plain(increased_allowances(people, rights, affiliated, stream, assumed)),
        "ForeignInsurance": tables.foreign_insurances(abroad),
        "PremiumExemption": tables.grounds(exemptions(people, affiliated, stream, assumed)),
        "CareFinding": tables.findings(
            findings_at_home(people, rights, stream),
            findings_of_refused(people, applications.person[refused], applications.applied[refused], stream),
        ),
        "FacilityStay": tables.stays(in_facility),
        "Suspension": tables.suspensions(held_back, told),
        "Detention": tables.plain(detentions(people, stream, assumed)),
        "BankAccount": tables.bank_accounts(people, rights, first_account, stream, assumed),
        "DirectDebitMandate": tables.mandates(people, mandates(people, affiliated, stream, assumed), first_account),
        "Membership": tables.memberships(members, since, until, voluntary[members]),
        "Entitlement": tables.entitlements(rights, known),
        "OlderCareFinding": known_rights.findings(rights, known),
        "Means": known_rights.means(rights, known),
        "DisabilityFile": known_rights.files(rights, known),
    }


def _flags(people: People, *persons: Ints) -> Flags:
    flags = np.zeros(len(people), np.bool_)
    for chosen in persons:
        flags[chosen] = True
    return flags
