"""The other five care funds of the demo with a handful of members each, and some people who chose no fund at all.

They are no part of the published totals that the population meets: whoever looks at the demo sees six funds in one
installation, somebody who comes from another fund, and an automatic affiliation.
"""

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
from django.db import transaction

from zorgkas.letters.services import record_example_contact
from zorgkas.membership.models import Membership
from zorgkas.population import tables
from zorgkas.population.columns import Ints, date_column, day
from zorgkas.population.fund import neighbour_funds
from zorgkas.population.lives import draw_addresses
from zorgkas.population.numbers import SERIALS_PER_SEX, mock_insz
from zorgkas.population.people import People
from zorgkas.population.places import FLEMISH
from zorgkas.population.streams import streams
from zorgkas.registry.models import Person, Residence, Source
from zorgkas.registry.services import create_people, record_facts, source

MARK = "synthetic neighbours"
KNOWN_AT = datetime(2026, 1, 1, 8, tzinfo=UTC)
MEMBERS_PER_FUND = 12
WITHOUT_FUND = 6
# Neither the population nor the arrivals of the year use this serial number.
SERIAL = SERIALS_PER_SEX - 8


@transaction.atomic
def make_neighbours(seed: int = 1) -> int:
    """Make the funds and their few members, unless they are there; return how many people were made."""
    funds = neighbour_funds()
    for fund in funds:
        record_example_contact(fund)
    reference = f"{MARK} seed {seed}"
    if Source.objects.filter(reference__startswith=MARK).exists():
        return 0
    origin = source(Source.Kind.SYSTEM, reference, KNOWN_AT)
    rng = streams(seed, 0)("neighbours")
    members = len(funds) * MEMBERS_PER_FUND
    born = np.concatenate([rng.integers(1940, 1995, members), np.full(WITHOUT_FUND, 2000)])
    people = _people(rng, born)
    home = tables.address_columns(
        draw_addresses(rng, np.full(len(born), FLEMISH)), np.full(len(born), FLEMISH), np.zeros(len(born), np.int64)
    )
    since = date_column(np.full(len(born), day(2001, 10, 1), np.int32))
    record_facts(Residence, {"person_id": people, "valid_from": since, **home}, source=origin, recorded_at=KNOWN_AT)
    fund_of = np.repeat([fund.pk for fund in funds], MEMBERS_PER_FUND)
    record_facts(
        Membership,
        {
            "person_id": people[:members],
            "valid_from": date_column(np.array([day(int(year) + 26) for year in np.maximum(born[:members], 1980)])),
            "fund_id": fund_of,
            "kind": pa.repeat(pa.scalar(int(Membership.Kind.COMPULSORY), pa.int16()), members),
        },
        source=origin,
        recorded_at=KNOWN_AT,
    )
    return len(people)


def people_of(seed: int = 1) -> list[Person]:
    """The people who were made here, in the order of their numbers."""
    homes = Residence.objects.filter(source__reference=f"{MARK} seed {seed}").values("person_id")
    return list(Person.objects.filter(pk__in=homes).order_by("pk"))


def _people(rng: np.random.Generator, born: Ints) -> Ints:
    male = rng.integers(0, 2, len(born))
    # Everybody has a birthday of his own, so that one serial number is enough.
    birth = np.array([day(int(year)) for year in born]) + np.arange(len(born))
    names = People.draw_names(rng, male)
    number = mock_insz(birth.astype(np.int32), male, np.full(len(born), SERIAL))
    return create_people(tables.person_table(number, birth.astype(np.int32), male, *names))
