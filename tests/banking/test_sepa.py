"""Files for the bank are valid whatever the names, amounts and texts; and the same orders give the same bytes."""

import tempfile
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from banking_helpers import PREMIUMS_IBAN
from hypothesis import given, settings
from hypothesis import strategies as st

from zorgkas.banking.calendar import add_banking_days, banking_day_from, is_banking_day
from zorgkas.banking.sepa.orders import Collection, FileHeader, OrdersDiffer, OwnAccount, Transfer
from zorgkas.banking.sepa.pain001 import write_transfers
from zorgkas.banking.sepa.pain008 import write_collections
from zorgkas.banking.sepa.reading import read_orders
from zorgkas.banking.sepa.text import is_sepa_text, sepa_text
from zorgkas.banking.sepa.validation import InvalidFile, validate

OWN = OwnAccount("Zorgkas Één & Co", PREMIUMS_IBAN, "GKCCBEBB", "0200000142", "BE91ZZZ0200000142")
names = st.text(max_size=160)
amounts = st.integers(1, 999_999_999_99)
remittances = st.one_of(names, st.from_regex(r"[0-9]{12}", fullmatch=True))


def _header(count: int, total_cents: int) -> FileHeader:
    created_at = datetime(2026, 11, 3, 9, tzinfo=UTC)
    return FileHeader("ZK20261103-1-1", "ZKB1-1", created_at, date(2026, 11, 4), count, total_cents)


def _transfers(rows: list[tuple[int, str, str]]) -> bytes:
    stream = BytesIO()
    orders = [Transfer(f"ZK1-{n}", cents, name, PREMIUMS_IBAN, text) for n, (cents, name, text) in enumerate(rows, 1)]
    write_transfers(stream, _header(len(rows), sum(cents for cents, *_ in rows)), OWN, orders)
    return stream.getvalue()


def _collections(rows: list[tuple[int, str, str]]) -> bytes:
    stream = BytesIO()
    orders = [
        Collection(f"ZK1-{n}", cents, name, PREMIUMS_IBAN, text, f"M{n}", date(2025, 2, 28))
        for n, (cents, name, text) in enumerate(rows, 1)
    ]
    write_collections(stream, _header(len(rows), sum(cents for cents, *_ in rows)), OWN, orders)
    return stream.getvalue()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(amounts, names, remittances), min_size=1, max_size=8))
@pytest.mark.parametrize(
    ("write", "message"), [(_transfers, "pain.001.001.09"), (_collections, "pain.008.001.08")], ids=["pay", "collect"]
)
def test_every_file_is_valid_and_tells_what_was_ordered(write, message, rows) -> None:
    content = write(rows)
    assert write(rows) == content
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.xml"
        path.write_bytes(content)
        validate(path, message)
        orders = list(read_orders(path))
    assert [order.amount_cents for order in orders] == [cents for cents, *_ in rows]
    assert [order.name for order in orders] == [sepa_text(name, 70) for _cents, name, _text in rows]
    assert all(is_sepa_text(order.name) and is_sepa_text(order.remittance) for order in orders)
    assert b"PstlAdr" not in content


def test_a_transfer_follows_the_rules_of_belgian_banks() -> None:
    content = _transfers([(130_00, "Zoë", "123456789012"), (1, "Jan", "Zorgbudget")]).decode()
    for part in (
        "<NbOfTxs>2</NbOfTxs><CtrlSum>130.01</CtrlSum>",
        "<SvcLvl><Cd>SEPA</Cd></SvcLvl>",
        "<ReqdExctnDt><Dt>2026-11-04</Dt></ReqdExctnDt>",
        "<ChrgBr>SLEV</ChrgBr>",
        "<Id>0200000142</Id><Issr>KBO-BCE</Issr>",
        "<Cd>SCOR</Cd></CdOrPrtry><Issr>BBA</Issr></Tp><Ref>123456789012</Ref>",
        "<Ustrd>Zorgbudget</Ustrd>",
        '<InstdAmt Ccy="EUR">0.01</InstdAmt>',
        "<EndToEndId>ZK1-1</EndToEndId>",
    ):
        assert part in content


def test_a_collection_names_scheme_mandate_and_creditor() -> None:
    content = _collections([(64_00, "Zoë", "123456789012")]).decode()
    for part in (
        "<LclInstrm><Cd>CORE</Cd></LclInstrm><SeqTp>RCUR</SeqTp>",
        "<ReqdColltnDt>2026-11-04</ReqdColltnDt>",
        "<Othr><Id>BE91ZZZ0200000142</Id><SchmeNm><Prtry>SEPA</Prtry></SchmeNm></Othr>",
        "<MndtId>M1</MndtId><DtOfSgntr>2025-02-28</DtOfSgntr>",
    ):
        assert part in content


def test_orders_that_differ_from_the_header_are_refused() -> None:
    orders = [Transfer("ZK1-1", 100, "An", PREMIUMS_IBAN, "x")]
    for count, cents in ((2, 100), (1, 101)):
        with pytest.raises(OrdersDiffer):
            write_transfers(BytesIO(), _header(count, cents), OWN, orders)
    with pytest.raises(OrdersDiffer):
        _transfers([(0, "An", "x")])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"SLEV", b"SLEX"),
        (b"<EndToEndId>ZK1-1</EndToEndId>", b""),
        (b"</Document>", b""),
        (b"<MsgId>ZK20261103-1-1</MsgId>", b"<MsgId>" + b"x" * 36 + b"</MsgId>"),
        (b'Ccy="EUR"', b'Ccy="euro"'),
        (b"BE68", b"be68"),
    ],
)
def test_an_invalid_file_does_not_leave(tmp_path: Path, old: bytes, new: bytes) -> None:
    content = _transfers([(130_00, "Zoë", "x")])
    assert old in content
    (tmp_path / "file.xml").write_bytes(content.replace(old, new))
    with pytest.raises(InvalidFile, match=r"file\.xml"):
        validate(tmp_path / "file.xml", "pain.001.001.09")


@given(st.text(), st.integers(1, 140))
def test_text_is_allowed_short_enough_never_empty_and_stable(text: str, longest: int) -> None:
    made = sepa_text(text, longest)
    assert 0 < len(made) <= longest
    assert is_sepa_text(made)
    assert not made.startswith("/")
    assert not made.endswith("/")
    assert "//" not in made
    assert sepa_text(made, longest) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Zoë D'Hóndt-Çelik", "Zoe D'Hondt-Celik"),
        ("Groß & Søn", "Gross + Son"),
        ("李", "NOTPROVIDED"),
        ("//a//b/", "a/b"),
    ],
)
def test_letters_become_what_a_bank_accepts(text: str, made: str) -> None:
    assert sepa_text(text, 70) == made


def test_banking_days_skip_weekends_and_target_holidays() -> None:
    closed = [date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1), date(2026, 12, 25)]
    assert not any(is_banking_day(day) for day in closed)
    assert is_banking_day(date(2026, 7, 21))  # a Belgian holiday, but payments settle
    assert banking_day_from(date(2026, 4, 3)) == date(2026, 4, 7)
    assert add_banking_days(date(2026, 12, 24), 1) == date(2026, 12, 28)
