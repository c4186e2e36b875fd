"""Writes of the registry: the only way to change people, facts and tasks."""

from zorgkas.registry.services.bulk import BulkRecorded, FactsRefused, record_facts
from zorgkas.registry.services.facts import FactRefused, Recorded, record_fact
from zorgkas.registry.services.files import add_event, replace_task
from zorgkas.registry.services.identity import Identity, update_identities
from zorgkas.registry.services.name_indexes import names_indexed_later
from zorgkas.registry.services.people import PersonRefused, create_people, create_person, replace_number
from zorgkas.registry.services.representation import (
    NewRepresentative,
    RepresentationRefused,
    acting_for,
    check_representative,
    end_representative,
    pay_to_other,
    record_representative,
)
from zorgkas.registry.services.sources import source
from zorgkas.registry.services.tasks import close_task, close_tasks, date_tasks, open_task, open_tasks, retell_tasks
from zorgkas.registry.services.values import Refusal

__all__ = [
    "BulkRecorded",
    "FactRefused",
    "FactsRefused",
    "Identity",
    "NewRepresentative",
    "PersonRefused",
    "Recorded",
    "Refusal",
    "RepresentationRefused",
    "acting_for",
    "add_event",
    "check_representative",
    "close_task",
    "close_tasks",
    "create_people",
    "create_person",
    "date_tasks",
    "end_representative",
    "names_indexed_later",
    "open_task",
    "open_tasks",
    "pay_to_other",
    "record_fact",
    "record_facts",
    "record_representative",
    "replace_number",
    "replace_task",
    "retell_tasks",
    "source",
    "update_identities",
]
