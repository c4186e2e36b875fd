"""Every message has a page and a sample; the sample fits its schema and is taken in."""

from pathlib import Path

import pytest
from lxml import etree

import zorgkas
from zorgkas.exchange.catalogue import MESSAGES, by_code
from zorgkas.exchange.message import Way
from zorgkas.exchange.models import MessageFile
from zorgkas.exchange.page import page, schema_names
from zorgkas.exchange.reading.xml import schema
from zorgkas.exchange.services import receive
from zorgkas.population.messages import samples as made
from zorgkas.registry.services import create_person

DOCS = Path(zorgkas.__file__).parents[2] / "docs" / "reference" / "exchange"
CODES = [message.code for message in MESSAGES]


@pytest.mark.parametrize("code", CODES)
def test_the_page_and_the_sample_are_those_of_the_definition(code):
    message = by_code()[code]
    sample = (DOCS / "samples" / f"{message.slug}.xml").read_text()
    assert sample == made.sample(message), "run: zorgkas exchange pages docs/reference/exchange"
    assert (DOCS / f"{message.slug}.md").read_text() == page(message, sample)
    assert f"({message.slug}.md)" in (DOCS / "README.md").read_text()
    schema(message.layout.schema).assertValid(etree.fromstring(sample.encode()))


def test_every_schema_belongs_to_a_message():
    assert {message.layout.schema for message in MESSAGES} | {"CommonV3.xsd"} == set(schema_names())


def test_every_message_says_what_the_law_asks():
    for message in MESSAGES:
        assert message.legal_basis, message.code
        assert message.retention, message.code
        assert message.leads_to, message.code
        assert (message.handler is not None) == (message.way == Way.IN), message.code


@pytest.mark.django_db
@pytest.mark.parametrize("code", [message.code for message in MESSAGES if message.way == Way.IN])
def test_each_sample_is_taken_in(code, network):
    for insz, born in (
        (made.AN, "1970-05-01"),
        (made.JO, "1970-05-01"),
        (made.CHILD, "2018-03-04"),
        (made.OLDER, "1945-01-01"),
    ):
        create_person(insz=insz, first_name="An", last_name="Voorbeeld", birth_date=born, sex="F")
    message = by_code()[code]
    if message.answers:
        MessageFile.objects.create(
            direction="out",
            message=message.answers,
            fund=network.fund,
            name="x",
            path="x",
            state="sent",
            subject="x",
            ticket="00000000-0000-4000-8000-000000000002",
            received_at=made.AT,
        )
    file = receive((DOCS / "samples" / f"{message.slug}.xml").read_bytes()).file
    assert (file.state, file.told_reason) == ("done", "")
    expected = 1 if code == "Inscriptions response" else 0  # it answers an inscription that was never sent here
    assert file.quarantined == expected, list(file.quarantine.values_list("code", "element", "reason_values"))
