"""Account numbers: hard refusals, and doubts that a person may overrule."""

from datetime import date

import pyarrow as pa
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from zorgkas.registry.iban import InvalidIban, check_iban, format_iban, iban_warning, validate_iban, wrong_ibans
from zorgkas.registry.models import BankAccount, Person, Source
from zorgkas.registry.services import FactRefused, record_fact, record_facts


@pytest.mark.parametrize("text", ["BE32 1234 5678 9002", "be32-123-4567890-02", "NL91ABNA0417164300"])
def test_numbers_are_stored_in_capitals_without_spaces(text):
    number = validate_iban(text)
    assert number.isalnum()
    assert number == number.upper()
    assert validate_iban(format_iban(number)) == number


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "SEPA"),
        ("US64SVBKUS6S3300958879", "SEPA"),
        ("BE3212345678900", "15 characters"),
        ("BE33123456789002", "check digits"),
        ("BE" + "32" + "12345678900A", "check digits|characters"),
    ],
)
def test_a_refusal_says_why(text, reason):
    with pytest.raises(InvalidIban, match=reason):
        validate_iban(text)


def test_an_unknown_bank_or_wrong_national_check_is_only_a_doubt():
    assert iban_warning(validate_iban("BE83138811735115")) == "No bank is known with code 138."
    assert "check digits" in iban_warning(validate_iban("BE41091811735141"))
    assert iban_warning(validate_iban("BE32123456789002")) is None
    assert iban_warning(validate_iban("NL91ABNA0417164300")) is None


@given(
    st.lists(st.one_of(st.integers(0, 10**12 - 1), st.sampled_from(["NL91ABNA0417164300", "BE32", "", "be1", None])))
)
def test_a_column_is_judged_like_each_of_its_numbers(drawn):
    """Drawn accounts get check digits that fit for the even ones and one too many for the odd ones."""
    column = [one if not isinstance(one, int) else _belgian(one, wrong=one % 2) for one in drawn]

    def refused(number):
        try:
            check_iban(number)
        except ValidationError:
            return True
        return False

    expected = [row for row, number in enumerate(column) if number is not None and refused(number)]
    assert [row for row, _reason in wrong_ibans(pa.array(column, pa.string()))] == expected


def _belgian(account: int, wrong: int) -> str:
    check = (98 - int(f"{account:012d}111400") % 97 + wrong) % 100
    return f"BE{check:02d}{account:012d}"


def test_an_account_that_cannot_be_is_not_recorded(person: Person, register: Source) -> None:
    values = {"iban": "BE33123456789002", "holder_name": "An Peeters", "blocked": False}
    with pytest.raises(FactRefused, match="check digits"):
        record_fact(BankAccount, person.pk, date(2026, 1, 1), None, values, source=register)
    spaced = {**values, "iban": "BE32 1234 5678 9002"}
    with pytest.raises(FactRefused, match="Write the account number as BE32123456789002"):
        record_fact(BankAccount, person.pk, date(2026, 1, 1), None, spaced, source=register)
    rows = {
        "person_id": [person.pk] * 2,
        "valid_from": [date(2026, 1, 1), date(2026, 3, 1)],
        "valid_to": [date(2026, 3, 1), None],
        "iban": ["BE32123456789002", "BE33123456789002"],
        "holder_name": ["An Peeters"] * 2,
        "blocked": [False] * 2,
    }
    told = record_facts(BankAccount, rows, source=register, invalid="quarantine")
    assert (told.recorded, [refusal.row for refusal in told.refusals]) == (1, [2])
    assert "check digits" in told.refusals[0].reason
