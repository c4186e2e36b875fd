"""VZV25+: everybody of 25 and over who officially lives in Flanders (KSZ dossier 4.1)."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from zorgkas.exchange.consequences.premiums import affiliate, follow
from zorgkas.exchange.facts import Flags, at_row, each, record, where, without
from zorgkas.exchange.message import Field, Handled, Kind, Layout, Message, Part, Way
from zorgkas.exchange.messages.blocks import HEADER, KEEP_PREMIUM, PERSON, address_fields
from zorgkas.exchange.messages.regions import FLEMISH
from zorgkas.exchange.messages.residences import changed_homes, house_numbers
from zorgkas.exchange.models import MessageFile
from zorgkas.exchange.people import NOBODY
from zorgkas.exchange.reading.faults import CONTENT, DUPLICATE, RecordFault
from zorgkas.registry.columns import read_sql
from zorgkas.registry.models import CareFund, Death, Residence
from zorgkas.registry.services import create_people

LAYOUT = Layout(
    namespace="urn:zorgkas:exchange:vzv25:v1",
    root="vzv25",
    schema="vzv25.xsd",
    records="persons/person",
    header=(
        *HEADER,
        Field("year", "referenceYear"),
        Field("reference_date", "referenceDate"),
        Field("count", "recordCount"),
    ),
    fields=(
        *PERSON,
        Field("last_name", "lastName"),
        Field("first_names", "firstNames"),
        Field("birth_date", "birthDate", Kind.PARTIAL_DAY),
        Field("gender", "gender"),
        Field("subregister", "subregister"),
        *address_fields("address"),
        Field("since", "residenceSince", Kind.DAY),
        Field("died_on", "decease", Kind.DAY),
    ),
)
_DEAD = "SELECT DISTINCT person_id FROM registry_death WHERE superseded_at IS NULL AND person_id = ANY(%s)"


def handle(part: Part) -> Handled:
    """Keep addresses and deaths of who is known; of the others only those whom this fund must affiliate."""
    reference = date.fromisoformat(part.header["reference_date"][:10])
    faults = _faults(part.table)
    table = without(part.table, faults)
    known = table["person_id"].to_numpy(zero_copy_only=False) != NOBODY
    handled = Handled(faults)
    if is_automatic_fund(part.fund):
        table, created = _with_newcomers(table, known, handled)
        handled.counts["new people"] = created
        table = without(table, handled.faults)
    else:
        # People of other funds are read, and not kept: the list is of all Flanders.
        handled.ignored = int((~known).sum())
        table = where(table, known)
    table = where(table, ~_again(table, "person_id", handled))
    if table.num_rows:
        _record_homes(part, table, reference, handled)
        _record_deaths(part, table, handled)
    return handled


def _faults(table: pa.Table) -> list[RecordFault]:
    outside = np.flatnonzero(~np.asarray(pc.match_substring_regex(table["municipality_code"], FLEMISH)))
    text = _("the municipality %(code)s does not lie in the Flemish Region")
    return [
        at_row(
            table,
            row,
            CONTENT,
            "address/municipalityCode",
            text,
            code=table["municipality_code"][int(row)].as_py(),
        )
        for row in outside
    ]


def _with_newcomers(table: pa.Table, known: Flags, handled: Handled) -> tuple[pa.Table, int]:
    """Enter who is not known yet; a birth date that is not complete is asked for."""
    full = ~np.asarray(pc.match_substring(table["birth_date"], "-00"))
    for row in np.flatnonzero(~known & ~full):
        text = _("the birth date %(date)s of somebody new is not complete: look it up and replay")
        handled.faults.append(
            at_row(
                table,
                row,
                CONTENT,
                "birthDate",
                text,
                date=table["birth_date"][int(row)].as_py(),
            )
        )
    fresh = where(table, ~known & full)
    fresh = where(fresh, ~_again(fresh, "ssin", handled))
    if fresh.num_rows:
        sex = pc.if_else(pc.equal(fresh["gender"], "1"), "M", pc.if_else(pc.equal(fresh["gender"], "2"), "F", "X"))
        ids = create_people(
            {
                "insz": pc.if_else(
                    pc.equal(fresh["replaced_by"], ""), fresh["ssin"], fresh["replaced_by"]
                ).combine_chunks(),
                "first_name": fresh["first_names"].combine_chunks(),
                "last_name": fresh["last_name"].combine_chunks(),
                "birth_date": pc.cast(fresh["birth_date"], pa.date32()).combine_chunks(),
                "sex": sex.combine_chunks(),
            }
        )
        fresh = fresh.set_column(fresh.column_names.index("person_id"), "person_id", pa.array(ids))
    return pa.concat_tables([where(table, known), fresh]), fresh.num_rows


def _again(table: pa.Table, name: str, handled: Handled) -> Flags:
    """Who stands in this part of the list before: the first time counts."""
    keys = pc.dictionary_encode(table[name]).combine_chunks().indices.to_numpy(zero_copy_only=False)
    _unique, first = np.unique(keys, return_index=True)
    again = np.ones(len(keys), np.bool_)
    again[first] = False
    for row in np.flatnonzero(again):
        text = _("%(insz)s stands in the list twice")
        handled.faults.append(at_row(table, row, DUPLICATE, "ssin", text, insz=str(table["ssin"][int(row)])))
    return again


def _record_homes(part: Part, table: pa.Table, reference: date, handled: Handled) -> None:
    moved = where(table, changed_homes(table, reference))
    handled.counts["addresses"] = moved.num_rows
    if moved.num_rows:
        columns = {
            "person_id": moved["person_id"],
            "valid_from": pc.fill_null(moved["since"], pa.scalar(reference)),
            "region": each(np.int16(Residence.Region.FLANDERS), moved.num_rows),
            "street": moved["street"],
            "house_number": house_numbers(moved),
            "postal_code": moved["postal_code"],
            "municipality": moved["municipality"],
            "country": each("BE", moved.num_rows),
            "position": moved["position"],
        }
        handled.faults += record(part, Residence, columns)


def _record_deaths(part: Part, table: pa.Table, handled: Handled) -> None:
    dead = table.filter(pc.is_valid(table["died_on"]))
    if dead.num_rows:
        known = read_sql(_DEAD, [dead["person_id"].to_pylist()])["person_id"]
        dead = dead.filter(pc.invert(pc.is_in(dead["person_id"], value_set=known.combine_chunks())))
    if dead.num_rows:
        columns = {"person_id": dead["person_id"], "valid_from": dead["died_on"], "position": dead["position"]}
        handled.faults += record(part, Death, columns)
        handled.people += dead["person_id"].to_pylist()


def consequences(file: MessageFile, people: Sequence[int]) -> Mapping[str, int]:
    """Affiliate at the fund that must; at every fund, memberships and premiums follow deaths."""
    assert file.fund is not None
    return affiliate(file, people) if is_automatic_fund(file.fund) else follow(file, people)


def is_automatic_fund(fund: CareFund) -> bool:
    """Whether this fund takes who chose none (DEC art. 42 §1)."""
    return bool(fund.code == settings.AUTOMATIC_FUND)


MESSAGE = Message(
    code="VZV25+",
    slug="vzv25",
    label=gettext_lazy("persons of 25 and over who live in Flanders"),
    way=Way.IN,
    purpose="The yearly list of who may owe the premium. The age is judged here, from the birth date (BVR art. 56).",
    legal_basis=("deliberation 04/005 of 20 February 2004", "DEC art. 49 §3, 1°", "DEC art. 52 §1"),
    legal_context="VSB:PREMIUM",
    retention=KEEP_PREMIUM,
    layout=LAYOUT,
    handler=handle,
    consequences=consequences,
    whole=True,
    leads_to="Residence and Death; at the fund of the automatic affiliation also new people, membership and premium.",
)
