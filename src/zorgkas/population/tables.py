"""From the generator's columns to tables with the columns of the data model."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from zorgkas.population.applications import STATES, Applications
from zorgkas.population.assumptions import Assumptions
from zorgkas.population.care import FAR, Rights
from zorgkas.population.columns import NO_DAY, Days, Flags, Ints, date_column, digits_column, month_start, text_column
from zorgkas.population.findings import ISSUERS, Findings, Stays
from zorgkas.population.known_rights import Known
from zorgkas.population.known_rights import columns as known_columns
from zorgkas.population.lives import Addresses, Residences
from zorgkas.population.names import names
from zorgkas.population.numbers import PERSON_ACCOUNTS, iban, mock_insz
from zorgkas.population.people import People
from zorgkas.population.places import ABROAD, FOREIGN, facilities, places, streets
from zorgkas.population.premium_facts import NEIGHBOURS, Periods
from zorgkas.population.streams import Stream

COMPULSORY, VOLUNTARY = 1, 2  # membership.Membership.Kind


def people(people: People, chunk: int, serials: int) -> pa.Table:
    """Persons; each chunk has its own serial numbers, so that no INSZ is made twice."""
    if len(people) and int(people.birth_rank.max()) >= serials:
        raise ValueError("too many people of one sex are born on one day for the serial numbers of a chunk")
    number = mock_insz(people.birth, people.male, people.birth_rank + chunk * serials)
    return person_table(number, people.birth, people.male, people.first_name, people.last_name)


def person_table(insz: pa.Array, birth: Days, male: Ints, first_name: Ints, last_name: Ints) -> pa.Table:
    """Persons, with their names as positions in the lists."""
    return pa.table(
        {
            "insz": insz,
            "first_name": _first_names(male, first_name),
            "last_name": text_column(names().last.names, last_name),
            "birth_date": date_column(birth),
            "sex": text_column("FM", male),
        }
    )


def _first_names(male: Ints, first_name: Ints) -> pa.Array:
    women, men = names().women.names, names().men.names
    return text_column([*women, *men], first_name + np.where(male == 1, len(women), 0))


def _period(person: Ints, start: npt.NDArray[np.integer], end: npt.NDArray[np.integer]) -> dict[str, pa.Array]:
    return {
        "person": pa.array(person.astype(np.int64)),
        "valid_from": date_column(start),
        "valid_to": date_column(np.where(end == FAR, NO_DAY, end).astype(np.int32)),
    }


def plain(periods: Periods) -> pa.Table:
    """Facts that say nothing besides their period."""
    return pa.table(_period(periods.person, periods.start, periods.end))


def grounds(periods: Periods) -> pa.Table:
    """Facts with a ground."""
    return plain(periods).append_column("ground", _small(periods.code))


def foreign_insurances(periods: Periods) -> pa.Table:
    """Insurance in a neighbouring country."""
    return grounds(periods).append_column("country", text_column(NEIGHBOURS, periods.person % len(NEIGHBOURS)))


def suspensions(periods: Periods, told: Days) -> pa.Table:
    """Suspensions with the day the fund was told."""
    return grounds(periods).append_column("notified_on", date_column(told))


def deaths(death: Days) -> pa.Table:
    """Deaths have no end."""
    dead = np.flatnonzero(death < FAR)
    return pa.table(_period(dead, death[dead], np.full(len(dead), FAR, np.int32)))


def residences(rows: Residences) -> pa.Table:
    """Periods at an address."""
    return pa.table(
        {**_period(rows.person, rows.start, rows.end), **address_columns(rows.address, rows.region, rows.country)}
    )


def address_columns(address: Addresses, region: Ints, country: Ints) -> dict[str, pa.Array]:
    """What a residence says; of one abroad only the country (a position in ABROAD from 1) is known."""
    foreign = region == FOREIGN
    known = pa.array(~foreign)

    def unless_foreign(column: pa.Array) -> pa.Array:
        return pc.if_else(known, column, "")

    return {
        "region": _small(region),
        "street": unless_foreign(text_column(streets(), address.street)),
        "house_number": unless_foreign(pa.array(address.number).cast(pa.string())),
        "postal_code": unless_foreign(text_column(places().postal_codes, address.place)),
        "municipality": unless_foreign(text_column(places().municipalities, address.place)),
        "country": text_column(("BE", *ABROAD), np.where(foreign, country, 0)),
    }


def findings(*parts: Findings) -> pa.Table:
    """Findings about care need."""

    def column(name: str) -> Ints:
        whole: Ints = np.concatenate([getattr(part, name) for part in parts])
        return whole

    instrument = column("instrument")
    issuers = [ISSUERS.get(which, "") for which in range(max(ISSUERS) + 1)]
    return pa.table(
        {
            **_period(column("person"), column("start"), column("end")),
            "instrument": _small(instrument),
            "issued_on": date_column(column("issued")),
            "issuer": text_column(issuers, instrument),
            "total_tenths": _small(column("total")),
            "iadl_adl_tenths": _small(column("iadl_adl")),
            "katz_class": _small(column("katz")),
        }
    )


def stays(rows: Stays) -> pa.Table:
    """Stays in a facility."""
    return pa.table(
        {
            **_period(rows.person, rows.start, rows.end),
            "facility_kind": _small(rows.kind),
            "facility": text_column(facilities(), rows.facility),
        }
    )


def bank_accounts(people: People, rights: Rights, first: int, stream: Stream, assumed: Assumptions) -> pa.Table:
    """An account for who has a budget, since the month before the first; a few are not known."""
    rng = stream("accounts")
    persons, row = np.unique(rights.person, return_index=True)
    known = rng.random(len(persons)) >= assumed.share_of_budgets_without_account
    persons, row = persons[known], row[known]
    since = np.maximum(month_start(rights.first_month[row] - 1), people.birth[persons]).astype(np.int32)
    return pa.table(
        {
            **_period(persons, since, np.full(len(persons), FAR, np.int32)),
            "iban": iban(PERSON_ACCOUNTS, first + persons),
            "holder_name": _holder(people, persons),
            "blocked": pa.array(np.zeros(len(persons), np.bool_)),
        }
    )


def mandates(people: People, periods: Periods, first: int) -> pa.Table:
    """Direct debit mandates; the account is the person's own."""
    return pa.table(
        {
            **_period(periods.person, periods.start, periods.end),
            "reference": pc.binary_join_element_wise("ZK", digits_column(first + periods.person, 10), ""),
            "iban": iban(PERSON_ACCOUNTS, first + periods.person),
            "holder_name": _holder(people, periods.person),
            "signed_on": date_column(periods.start),
        }
    )


def _holder(people: People, persons: Ints) -> pa.Array:
    last = text_column(names().last.names, people.last_name[persons])
    first = _first_names(people.male[persons], people.first_name[persons])
    return pc.binary_join_element_wise(last, first, " ")


def memberships(person: Ints, start: Days, end: Days, voluntary: Flags) -> pa.Table:
    """Memberships of the fund; the fund itself is added when they are stored."""
    kind = np.where(voluntary, VOLUNTARY, COMPULSORY)
    return pa.table({**_period(person, start, end), "kind": _small(kind)})


def entitlements(rights: Rights, known: Known) -> pa.Table:
    """Running and ended rights, taken over without a decision of ours."""
    return pa.table(
        {
            **_period(rights.person, month_start(rights.first_month), rights.end),
            "product": _small(rights.product),
            "care_form": _small(rights.care_form),
            **known_columns(rights, known),
        }
    )


def applications(rows: Applications, seed: int, chunk: int) -> pa.Table:
    """Applications with their outcome; the reference says where they come from."""
    number = pa.array(np.arange(len(rows.person))).cast(pa.string())
    return pa.table(
        {
            "person": pa.array(rows.person.astype(np.int64)),
            "care_form": _small(rows.care_form),
            "channel": text_column(("form", "automatic"), rows.automatic.astype(np.int64)),
            "applied_on": date_column(rows.applied),
            "state": text_column(STATES, rows.state),
            "decide_by": date_column(rows.decide_by),
            "reference": pc.binary_join_element_wise(f"taken over 2023 {seed}-{chunk}-", number, ""),
        }
    )


def _small(values: Ints) -> pa.Array:
    return pa.array(values.astype(np.int16))
