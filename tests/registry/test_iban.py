"""Account numbers: hard refusals, and doubts that a person may overrule."""

import pytest

from zorgkas.registry.iban import InvalidIban, format_iban, iban_warning, validate_iban


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
