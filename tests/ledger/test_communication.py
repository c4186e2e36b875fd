"""Structured communications survive every way of writing them, and no slip of the pen goes unseen."""

import contextlib

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from zorgkas.ledger.communication import (
    InvalidCommunication,
    Stream,
    communication_of,
    communications_of,
    find_communications,
    format_communication,
    item_of,
    parse_communication,
    stream_of,
)

items = st.integers(1, 10**9 - 1)
streams = st.sampled_from(Stream)
FORMS = ["+++{}/{}/{}+++", "***{}/{}/{}***", "{}/{}/{}", "{} {} {}", "{}{}{}", " +++{}/{}/{}+++ ", "+++/{}/{}/{}+++"]


def test_the_example_of_the_standard() -> None:
    assert format_communication("410000012349") == "+++410/0000/12349+++"


@given(items, streams, st.sampled_from(FORMS))
@example(97 * 5, Stream.PREMIUM, FORMS[0])
def test_what_is_written_is_read_back(item: int, stream: Stream, form: str) -> None:
    digits = communication_of(item, stream)
    text = form.format(digits[:3], digits[3:7], digits[7:])
    assert parse_communication(text) == digits
    assert parse_communication(format_communication(digits)) == digits
    assert (item_of(text), stream_of(text)) == (item, stream)


def test_a_remainder_of_zero_is_written_97() -> None:
    item = next(i for i in range(1, 98) if (10**9 + i) % 97 == 0)
    digits = communication_of(item)
    assert digits.endswith("97")
    with pytest.raises(InvalidCommunication, match="check digits"):
        parse_communication(digits[:10] + "00")


@given(items, streams, st.integers(0, 11), st.integers(1, 9))
def test_one_changed_digit_is_always_seen(item: int, stream: Stream, place: int, more: int) -> None:
    digits = communication_of(item, stream)
    changed = digits[:place] + str((int(digits[place]) + more) % 10) + digits[place + 1 :]
    with pytest.raises(InvalidCommunication):
        parse_communication(changed)


@given(items, streams, st.integers(0, 10))
def test_two_swapped_digits_are_always_seen(item: int, stream: Stream, place: int) -> None:
    digits = communication_of(item, stream)
    assume(digits[place] != digits[place + 1])
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    with pytest.raises(InvalidCommunication):
        parse_communication(swapped)


@pytest.mark.parametrize(
    "text",
    ["", "12345678901", "1234567890123", "000000000097", "+++abc/defg/hijkl+++", "１２３４５６７８９０１２", "9" * 500],
)
def test_what_is_no_communication_is_refused(text: str) -> None:
    with pytest.raises(InvalidCommunication):
        parse_communication(text)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(InvalidCommunication):
        assert len(parse_communication(text)) == 12


def test_a_valid_communication_of_somebody_else_is_not_ours() -> None:
    foreign = parse_communication("410000012349")
    with pytest.raises(InvalidCommunication, match="not one of ours"):
        item_of(foreign)


@pytest.mark.parametrize("item", [0, -1, 10**9])
def test_an_item_without_a_communication_is_refused(item: int) -> None:
    with pytest.raises(InvalidCommunication):
        communication_of(item)
    with pytest.raises(InvalidCommunication):
        communications_of(np.array([item]))


@given(st.lists(items, max_size=20), streams)
def test_many_at_once_are_as_one_by_one(numbers: list[int], stream: Stream) -> None:
    made = communications_of(np.array(numbers, np.int64), stream)
    assert [str(digits) for digits in made] == [communication_of(item, stream) for item in numbers]


def test_ours_are_found_in_a_free_text() -> None:
    ours = communication_of(123456)
    text = (
        f"premie 2026 {format_communication(ours)} of {ours[:3]} {ours[3:7]} {ours[7:]}, tel 047812345678, 410000012349"
    )
    assert find_communications(text) == [ours, ours]
