"""No file, however damaged, makes a reader fail: it is refused or its records are set apart, with a reason."""

from contextlib import suppress

import pytest
from exchange_helpers import abroad, answer, benefit, care_need, identification, listed, mutation, year_list
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zorgkas.exchange.catalogue import by_code
from zorgkas.exchange.models import MessageFile
from zorgkas.exchange.reading.columns import read_records, split
from zorgkas.exchange.reading.envelope import scan
from zorgkas.exchange.reading.faults import FileRefused
from zorgkas.exchange.services import receive
from zorgkas.exchange.writing import CROSSROADS_BANK, Head, Organization, block, document, tag

NUMBER = "70650100101"
RECORDS = {
    "VZV25+": [listed(NUMBER, residenceSince="2020-01-01", decease="2026-01-01")],
    "CareNeedsNotifications": [care_need(NUMBER)],
    "HandichildNotifications": [
        block(
            "handichildNotification",
            tag("ssin", NUMBER),
            identification("a"),
            tag("source", "KINDENGEZIN"),
            block(
                "handicapRecognition",
                block(
                    "recognitionStatus", tag("dateOfDecision", "2026-01-01"), tag("startDateRecognition", "2026-01-01")
                ),
                block("resultRecognitionChild", block("pillars", tag("pillarsTotal", 18))),
            ),
        )
    ],
    "IncreasedAllowance": [answer(NUMBER, True)],
    "NationalRegister": [
        mutation(NUMBER, "150", "2026-01-01"),
        mutation(NUMBER, "000", "2026-01-01", tag("ssin", NUMBER)),
    ],
    "A415,M": [abroad(NUMBER, "1")],
    "A003,Z": [benefit(NUMBER, "1")],
}
MORE = {"VZV25+": year_list(2)}


def file_of(code: str, receiver: str = "0200000142") -> bytes:
    head = Head(
        CROSSROADS_BANK,
        Organization(cbe=receiver),
        by_code()[code].legal_context,
        1,
        "t",
        answers="asked",
        more=MORE.get(code, ""),
    )
    return b"".join(document(by_code()[code].layout, head, RECORDS[code] * (2 // len(RECORDS[code]))))


def read_all(code: str, data: bytes) -> tuple[int, int]:
    """Read every record of a file as the mailbox does; how many are usable, and how many are not."""
    from io import BytesIO

    layout = by_code()[code].layout
    envelope = scan(BytesIO(data), layout.record)
    good = bad = 0
    for piece in range(envelope.pieces):
        body = data[envelope.cuts[piece] : envelope.cuts[piece + 1]]
        found = read_records(layout, envelope.head, body, envelope.tail, envelope.before[piece] + 1)
        assert len(split(layout, body)) == found.table.num_rows + len({one.position for one in found.faults})
        good, bad = good + found.table.num_rows, bad + len(found.faults)
    return good, bad


@pytest.mark.parametrize("code", RECORDS)
def test_a_right_file_is_read_whole(code):
    assert read_all(code, file_of(code)) == (2, 0)


@st.composite
def damaged(draw: st.DrawFn, code: str) -> bytes:
    """A right file with pieces cut out, repeated, replaced or shuffled."""
    data = bytearray(file_of(code))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(len(data) - 1, 0)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        put = draw(
            st.one_of(
                st.binary(max_size=8),
                st.just(b""),
                st.just(bytes(data[start:end]) * 3),
                st.sampled_from(
                    [
                        b"<!DOCTYPE x>",
                        b"<![CDATA[",
                        b"<!--",
                        b"&a;",
                        b"&#0;",
                        b"<?x?>",
                        b"\0",
                        b"</",
                        b'"',
                        b"]]>",
                        b"\xff\xfe",
                    ]
                ),
            )
        )
        data[start:end] = put
    return bytes(data)


@pytest.mark.parametrize("code", RECORDS)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_refused_or_set_apart(code, data):
    with suppress(FileRefused):
        read_all(code, data.draw(damaged(code)))


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(code=st.sampled_from(sorted(RECORDS)), data=st.data())
def test_the_mailbox_brings_any_file_to_an_end(network, code, data):
    """Whatever comes: the file is processed, refused or waits, every record is counted, and nothing is half done."""
    file = receive(data.draw(damaged(code))).file
    assert file.state in (MessageFile.State.DONE, MessageFile.State.REFUSED, MessageFile.State.WAITING)
    if file.state == MessageFile.State.DONE:
        assert file.accepted + file.quarantined + file.ignored == file.records
        assert file.quarantine.count() == file.quarantined
    else:
        assert file.told_reason


def lying(code: str) -> dict[str, bytes]:
    """Files that lie about what they are."""
    good = file_of(code)
    layout = by_code()[code].layout
    namespace, record = layout.namespace.encode(), layout.record.encode()
    start = good.index(b"<" + record)
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return {
        "bomb": good.replace(b"?>", b"?>" + laughs, 1),
        "outside entity": good.replace(b"?>", b'?><!DOCTYPE x SYSTEM "file:///etc/passwd">', 1),
        "other namespace": good.replace(namespace, b"urn:somebody:else"),
        "no namespace": good.replace(b"z:", b"").replace(b"xmlns:z=", b"xmlns:y=").replace(b"xmlns:", b"xmlns:", 1),
        "utf-16": good.decode().encode("utf-16"),
        "other encoding declared": good.replace(b"UTF-8", b"UTF-7"),
        "unknown encoding": good.replace(b"UTF-8", b"klingon"),
        "truncated in a record": good[: start + 25],
        "truncated after a record": good[: good.rindex(b"</" + record) + len(record) + 3],
        "empty": b"",
        "not XML": b"0000024112672505        00123456",
        "cdata": good.replace(b"</" + record, b"<![CDATA[</" + record + b">]]></" + record, 1),
        "huge head": good[:start] + b" " * 70_000 + good[start:],
        "record before the list": good.replace(b"<legalContext>", b"<" + record + b"/><legalContext>", 1),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("code", RECORDS)
def test_a_file_that_lies_is_refused_with_its_reason(network, code):
    for name, data in lying(code).items():
        file = receive(data).file
        assert file.state == MessageFile.State.REFUSED, name
        assert file.code == "E-SYNTAX", name
        assert file.told_reason, name


@pytest.mark.django_db
def test_a_huge_field_a_wrong_byte_and_a_namespace_inside_are_set_apart_alone(network):
    person = network.person()
    records = [
        listed(network.number(), lastName="x" * 100_000),
        listed(network.number()).replace("<person>", '<person xmlns="urn:somebody:else">'),
        listed(network.number(), lastName="Janssens"),
        listed(person.insz),
    ]
    data = network.file("VZV25+", records, more=year_list(4)).replace(
        b"Janssens</lastName><firstNames>Marie</firstNames>",
        b"Jans\xe9\x00".replace(b"\x00", b"") + b"ns</lastName><firstNames>Marie</firstNames>",
        2,
    )
    file = receive(data).file
    assert file.state == MessageFile.State.DONE
    kept = list(file.quarantine.order_by("position").values_list("position", "code", "element"))
    assert kept[0] == (1, "E-SYNTAX", "person")
    assert [position for position, _code, _element in kept] in ([1, 2], [1, 2, 3])
    assert file.accepted == 1


@pytest.mark.django_db
def test_who_the_file_is_for_and_under_which_law(network):
    data = file_of("VZV25+", receiver="0999999922")
    assert (receive(data).file.code, receive(data).file.element) == ("E-AUTH", "receiver")
    other = network.sends("VZV25+", [listed(network.number())], legal_context="VSB:CURIOSITY", more=year_list(1))
    assert (other.state, other.code, other.element) == ("refused", "E-AUTH", "legalContext")
    short = network.sends("VZV25+", [listed(network.number())], more=year_list(2))
    assert (short.state, short.code) == ("refused", "E-COUNT")
