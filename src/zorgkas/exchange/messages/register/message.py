"""The message of mutations: its layout, and each kind of information to who handles it."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext_lazy

from zorgkas.exchange.consequences.premiums import follow
from zorgkas.exchange.facts import known_people, where, without
from zorgkas.exchange.message import Field, Handled, Kind, Layout, Message, Part, Way
from zorgkas.exchange.messages.blocks import HEADER, KEEP_PREMIUM, PERSON, address_fields
from zorgkas.exchange.messages.register import homes, identity, life
from zorgkas.exchange.messages.register.lateness import leave_out_late

LAYOUT = Layout(
    namespace="urn:zorgkas:exchange:person-mutations:v1",
    root="notifyPersonMutations",
    schema="person-mutations.xsd",
    records="personMutationNotifications/personMutationNotification",
    header=HEADER,
    fields=(
        *PERSON,
        Field("it", "itCode"),
        Field("mutation", "mutation"),
        Field("effective", "effectiveDate", Kind.PARTIAL_DAY),
        Field("registered_at", "registeredAt", Kind.MOMENT),
        Field("new_ssin", "newValue/ssin"),
        Field("last_name", "newValue/lastName"),
        Field("first_names", "newValue/firstNames"),
        Field("gender", "newValue/gender"),
        *address_fields("newValue/address"),
    ),
)
Handle = Callable[[Part, pa.Table, Handled], None]
# Information types of the National Register, and who handles them. Any other is read and not kept: of what DEC art. 49
# §3 does not name (such as the profession, 070) nothing may be stored.
BY_TYPE: dict[str, Handle] = {
    "000": identity.numbers,
    "004": identity.sexes,
    "010": identity.names,
    "018": homes.abroad,
    "020": homes.addresses,
    "022": homes.abroad,
    "120": life.households,
    "123": life.households,
    "140": life.households,
    "141": life.households,
    "150": life.deaths,
    "151": life.absences,
}


def handle(part: Part) -> Handled:
    """Mutations in the order in which the register made them; a kind of information at a time."""
    table, strangers = known_people(part)
    handled = Handled(strangers)
    used = np.asarray(pc.is_in(table["it"], pa.array(sorted(BY_TYPE))))
    handled.ignored += int((~used).sum())
    table = where(table, used)
    table = table.take(pc.sort_indices(table, [("registered_at", "ascending"), ("position", "ascending")]))
    handled.faults += leave_out_late(part, table)
    table = without(table, handled.faults)
    identity.cancelled_numbers(part, table)
    for code, work in BY_TYPE.items():
        mine = where(table, np.asarray(pc.equal(table["it"], code)))
        if mine.num_rows:
            work(part, mine, handled)
            handled.counts[code] = mine.num_rows
    return handled


MESSAGE = Message(
    code="NationalRegister",
    slug="national-register",
    label=gettext_lazy("data and mutations of the National Register"),
    way=Way.IN,
    purpose="What the National Register knows is taken from there (DEC art. 52 §1); letters go to its address (54).",
    legal_basis=("deliberations 03/85 and 05/004 (texts not found)", "DEC art. 49 §3, 52-54"),
    legal_context="VSB:NATIONAL REGISTER",
    retention=KEEP_PREMIUM,
    layout=LAYOUT,
    handler=handle,
    consequences=follow,
    leads_to="Names, sex and number of people, Residence and Death; memberships and premiums follow at once, payments"
    " with the next run. A replaced number moves nothing. A change of household or an absence opens a task.",
)
