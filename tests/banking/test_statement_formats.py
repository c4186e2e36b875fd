"""CODA and camt.053: what is written is read back, and whatever is damaged is refused and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from banking_helpers import BENEFITS_IBAN, PREMIUMS_IBAN
from hypothesis import given, settings
from hypothesis import strategies as st

from zorgkas.banking.statements.camt import build_camt, parse_camt
from zorgkas.banking.statements.classify import Event, classify, r_transaction
from zorgkas.banking.statements.coda import build_coda, parse_coda
from zorgkas.banking.statements.shape import BankMovement, BankStatement, Information, StatementRefused, Violation

DAY = date(2026, 11, 3)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-?:().,'+ "
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def words(longest: int) -> st.SearchStrategy[str]:
    return st.text(ALPHABET, max_size=longest).map(str.strip)


movements = st.builds(
    BankMovement,
    number=st.just(0),
    amount_cents=st.integers(-(10**13), 10**13),
    code=st.from_regex(r"[0-9]{8}", fullmatch=True),
    booked_on=days,
    value_date=st.none() | days,
    communication=words(149),
    bank_reference=words(21),
    reference=words(35),
    r_type=st.integers(0, 5),
    reason=st.sampled_from(["", "AC04", "MD07"]),
    category_purpose=st.sampled_from(["", "SSBE"]),
    purpose=st.sampled_from(["", "SSBE"]),
    counterparty_bic=st.sampled_from(["", "GKCCBEBB"]),
    counterparty_iban=st.sampled_from(["", PREMIUMS_IBAN]),
    counterparty_name=words(35),
    information=st.lists(st.builds(Information, st.integers(1, 99), words(268)), max_size=2).map(tuple),
)


@st.composite
def statements(draw: st.DrawFn) -> BankStatement:
    moved = [replace(m, number=n) for n, m in enumerate(draw(st.lists(movements, max_size=5)), start=1)]
    opening = draw(st.integers(-(10**10), 10**10))
    return BankStatement(
        iban=draw(st.sampled_from([PREMIUMS_IBAN, "NL91ABNA0417164300"])),
        sequence=draw(st.integers(0, 999)),
        opening_cents=opening,
        closing_cents=opening + sum(movement.amount_cents for movement in moved),
        opened_on=draw(days),
        closed_on=draw(days),
        created_on=draw(days),
        movements=tuple(moved),
        holder_name=draw(words(26)),
        description=draw(words(35)),
        bic="GKCCBEBB",
        duplicate=draw(st.booleans()),
        free_texts=tuple(draw(st.lists(words(80), max_size=2))),
    )


def _statement(*moved: BankMovement, **changes: object) -> BankStatement:
    total = sum(movement.amount_cents for movement in moved)
    statement = BankStatement(BENEFITS_IBAN, 5, 1000_00, 1000_00 + total, date(2026, 11, 2), DAY, DAY, moved)
    return replace(statement, **changes)  # type: ignore[arg-type]


def _refusal(parse: Callable[[bytes], object], content: bytes) -> Violation | None:
    """Return why a file is refused, None when it is read; any other exception fails the test."""
    try:
        parse(content)
    except StatementRefused as refused:
        return refused.violation
    return None


RECEIPT = BankMovement(
    1,
    64_00,
    "00150000",
    DAY,
    value_date=DAY,
    communication="101100000012361",
    structured=True,
    counterparty_iban=PREMIUMS_IBAN,
    counterparty_name="AN PEETERS",
)
RETURN = BankMovement(
    2, 130_00, "00154000", DAY, reference="ZK1-7", r_type=2, reason="AC04", counterparty_name="BO", value_date=DAY
)
GOOD = build_coda([_statement(RECEIPT, RETURN)])


@settings(deadline=None)
@given(st.lists(statements(), min_size=1, max_size=3))
def test_coda_that_is_written_is_read_back(written: list[BankStatement]) -> None:
    content = build_coda(written)
    read = parse_coda(content)
    assert read == written
    assert not any(statement.violations for statement in read)
    assert build_coda(read) == content


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damaged_coda_is_refused_and_nothing_else_happens(data: st.DataObject) -> None:
    damaged = bytearray(GOOD)
    match data.draw(st.sampled_from(["cut", "flip", "noise", "double", "drop"])):
        case "cut":
            damaged = damaged[: data.draw(st.integers(0, len(GOOD) - 1))]
        case "flip":
            for _ in range(data.draw(st.integers(1, 4))):
                damaged[data.draw(st.integers(0, len(GOOD) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        case "noise":
            damaged = bytearray(data.draw(st.binary(max_size=600)))
        case "double":
            damaged = damaged + damaged[: data.draw(st.integers(1, len(GOOD) - 1))]
        case "drop":
            records = GOOD.split(b"\r\n")
            del records[data.draw(st.integers(0, len(records) - 2))]
            damaged = bytearray(b"\r\n".join(records))
    refused = _refusal(parse_coda, bytes(damaged))
    assert refused is None or (refused.code.startswith("STM-") and refused.reason)


def test_a_lost_record_never_goes_unnoticed() -> None:
    records = GOOD.split(b"\r\n")[:-1]
    for lost in range(len(records)):
        rest = b"\r\n".join(record for place, record in enumerate(records) if place != lost)
        assert _refusal(parse_coda, rest) or any(statement.violations for statement in parse_coda(rest)), lost


def test_one_long_line_is_a_coda_too() -> None:
    assert parse_coda(GOOD.replace(b"\r\n", b"")) == parse_coda(GOOD)


def _edit(record: int, start: int, new: str) -> bytes:
    """Overwrite part of a record; positions count from 1 as in the standard."""
    records = GOOD.decode().split("\r\n")
    line = records[record - 1]
    records[record - 1] = line[: start - 1] + new + line[start - 1 + len(new) :]
    return "\r\n".join(records).encode()


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (GOOD[:200], "STM-001", 2),
        (b"", "STM-001", 0),
        (_edit(3, 1, "7"), "STM-002", 3),
        (GOOD[GOOD.index(b"\n") + 1 :], "STM-002", 1),
        (GOOD[: GOOD.rindex(b"\r\n9")], "STM-002", 8),
        (_edit(3, 126, "0"), "STM-002", 4),
        (_edit(5, 3, "0009"), "STM-002", 5),
        (_edit(1, 128, "1"), "STM-003", 1),
        (GOOD.replace(b"AN PEETERS", b"AN PEET\xffRS"), "STM-004", 4),
        (GOOD.replace(b"AN PEETERS", b"AN PEET\x07RS"), "STM-004", 4),
    ],
)
def test_structure_that_is_wrong_refuses_the_file(content: bytes, code: str, place: int) -> None:
    with pytest.raises(StatementRefused) as refused:
        parse_coda(content)
    assert (refused.value.violation.code, refused.value.violation.place) == (code, place)


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (_edit(9, 17, "000099"), ["STM-010"]),
        (_edit(9, 23, "000000000001000"), ["STM-011"]),
        (_edit(9, 38, "000000000001000"), ["STM-012"]),
        (_edit(8, 43, "000000009999990"), ["STM-013"]),
        (_edit(8, 5, PREMIUMS_IBAN), ["STM-020"]),
        (_edit(3, 47, "5"), ["STM-040", "STM-012", "STM-013"]),
        (_edit(3, 116, "320126"), ["STM-041"]),
        (_edit(3, 48, "310226"), ["STM-041"]),
        (_edit(2, 40, "USD"), ["STM-042", "STM-020"]),
    ],
)
def test_values_that_are_wrong_set_the_statement_apart(content: bytes, codes: list[str]) -> None:
    [statement] = parse_coda(content)
    assert sorted(violation.code for violation in statement.violations) == sorted(codes)


@pytest.mark.parametrize("version", ["02", "08"])
def test_camt_tells_the_same_as_coda(version: str) -> None:
    details = (
        BankMovement(3, 128_00, "10550000", DAY, reference="ZKB2-1", value_date=DAY),
        BankMovement(3, 64_00, "50550000", DAY, detail=1, reference="ZK2-1", value_date=DAY),
        BankMovement(3, 64_00, "50550000", DAY, detail=2, reference="ZK2-2", value_date=DAY),
    )
    statement = _statement(RECEIPT, replace(RETURN, r_type=0), *details)
    statement = replace(statement, closing_cents=statement.closing_cents - 128_00)
    [coda], [camt] = parse_coda(build_coda([statement])), parse_camt(build_camt([statement], version))
    assert camt == coda == statement
    assert not camt.violations


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><Document>&b;</Document>"""
CAMT = build_camt([_statement(RECEIPT, RETURN)])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (BOMB, "XML-002"),
        (CAMT.replace(b"<Document", b'<!DOCTYPE Document SYSTEM "http://localhost/x"><Document'), "XML-002"),
        (CAMT.decode().replace("UTF-8", "UTF-16").encode("utf-16"), "STM-004"),
        (CAMT.replace(b"camt.053.001.08", b"camt.053.001.99"), "XML-001"),
        (CAMT[:-20], "XML-001"),
        (CAMT.replace(b"<CdtDbtInd>CRDT</CdtDbtInd>", b""), "XML-001"),
        (CAMT.replace(b"OPBD", b"XXXX"), "XML-001"),
        (b"<a>" * 50 + b"</a>" * 50, "XML-001"),
        (CAMT.replace(b"<Id>2026", b"<x>" * 60 + b"</x>" * 60 + b"<Id>2026"), "XML-003"),
    ],
)
def test_bad_xml_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(StatementRefused) as refused:
        parse_camt(content)
    assert refused.value.violation.code == code


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'<Amt Ccy="EUR">64.00', b'<Amt Ccy="EUR">64.001', "STM-040"),
        (b'<Amt Ccy="EUR">64.00', b'<Amt Ccy="USD">64.00', "STM-042"),
        (b"<Dt>2026-11-03</Dt>", b"<Dt>2026-13-03</Dt>", "STM-041"),
        (b"<Sum>194.00", b"<Sum>195.00", "STM-012"),
        (b"<Sum>0.00", b"<Sum>1.00", "STM-011"),
        (b">1194.00<", b">1195.00<", "STM-013"),
        (b"<ElctrncSeqNb>5</ElctrncSeqNb>", b"", "STM-031"),
    ],
)
def test_wrong_values_in_camt_set_the_statement_apart(old: bytes, new: bytes, code: str) -> None:
    assert old in CAMT
    [statement] = parse_camt(CAMT.replace(old, new))
    assert code in {violation.code for violation in statement.violations}


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damaged_camt_is_refused_and_nothing_else_happens(data: st.DataObject) -> None:
    damaged = bytearray(CAMT)
    start = data.draw(st.integers(0, len(CAMT) - 1))
    if data.draw(st.booleans()):
        damaged[start] ^= 1 << data.draw(st.integers(0, 7))
    else:
        del damaged[start : start + data.draw(st.integers(1, 40))]
    refused = _refusal(parse_camt, bytes(damaged))
    assert refused is None or (refused.code[:3] in ("STM", "XML") and refused.reason)


@pytest.mark.parametrize(
    ("code", "cents", "more", "event"),
    [
        ("00154000", 1, {}, Event.PAYMENT_RETURNED),
        ("00150000", 1, {"r_type": 2}, Event.PAYMENT_RETURNED),
        ("10107000", -1, {"reference": "ZKB1-1"}, Event.RUN_BOOKED),
        ("00101000", -1, {"reference": "ZK1-1"}, Event.PAYMENT_BOOKED),
        ("00101000", -1, {}, Event.SUSPENSE),
        ("10550000", 1, {}, Event.COLLECTED),
        ("00503000", -1, {"r_type": 2}, Event.COLLECTION_RETURNED),
        ("00503000", -1, {"r_type": 1}, Event.COLLECTION_REJECTED),
        ("00505000", -1, {}, Event.COLLECTION_REFUNDED),
        ("00503000", -1, {"r_type": 3}, Event.COLLECTION_REFUNDED),
        ("00558000", 1, {}, Event.COLLECTION_REVERSED),
        ("00150000", 1, {"communication": "101100000012361", "structured": True}, Event.RECEIPT_UNMATCHED),
        ("00150000", 1, {"communication": "101100000012360", "structured": True}, Event.RECEIPT_COMMUNICATION),
        ("00150000", 1, {"communication": "103100000012360", "structured": True}, Event.RECEIPT_UNMATCHED),
        ("00150000", 1, {"communication": "hallo"}, Event.RECEIPT_UNMATCHED),
        ("03537000", -1, {}, Event.BANK_CHARGE),
        ("08002000", -1, {}, Event.BANK_CHARGE),
        ("00137000", -1, {}, Event.BANK_CHARGE),
        ("00149000", -1, {}, Event.CORRECTION),
        ("00113000", -1, {}, Event.OWN_TRANSFER),
        ("04101000", -1, {}, Event.SUSPENSE),
    ],
)
def test_every_kind_of_movement_is_recognised(code: str, cents: int, more: dict[str, object], event: Event) -> None:
    assert classify(BankMovement(1, cents, code, DAY, **more)) == event  # type: ignore[arg-type]


def test_the_reason_of_a_direct_debit_stands_in_its_communication() -> None:
    zone = f"127031126110{'BE91ZZZ0200000142':<35}{'MANDATE1':<35}{'':62}2AM04"
    assert len(zone) == 149
    movement = BankMovement(1, -64_00, "00503000", DAY, communication=zone, structured=True)
    assert (classify(movement), r_transaction(movement)) == (Event.COLLECTION_RETURNED, (2, "AM04"))
