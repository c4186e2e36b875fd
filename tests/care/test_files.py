"""Files of invoices: accepted, partly or refused; nothing twice; credits and new judgements are differences."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zorgkas.care.models import CareFile, CareLine, CareLineChange, Tariff
from zorgkas.care.pillar import Pillar
from zorgkas.care.services import check_files, recalculate, receive_files, record_provider_fact
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Entry, ProviderItem
from zorgkas.ledger.queries import check, trial_balance
from zorgkas.registry.models import CareFund, Person, Provider, Source

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 5)
HEADER = "user;code;from;to;quantity;unit_cents;amount_cents;corrects;room;km"


def invoice(number: str, *lines: str, provider: str = "P0", pillar: str = "sample") -> tuple[str, bytes]:
    """Write a file of lines."""
    text = "\n".join([f"ZORGKAS-CARE;1;{pillar};{provider};{number}", HEADER, *lines]) + "\n"
    return f"{number}.csv", text.encode()


def line(
    user: str = "80610100098",
    first: str = "2026-02-01",
    last: str = "2026-02-10",
    quantity: int = 10,
    unit: int = 50_00,
    corrects: str = "",
    code: str = "DAY",
) -> str:
    amount = quantity * unit
    return f"{user};{code};{first};{last};{quantity};{unit};{amount};{corrects};a 'b' \"c\";7"


def owed(provider: Provider) -> dict[int, int]:
    """What is open for a provider, per month; positive is owed to it."""
    items = ProviderItem.objects.filter(provider=provider, account=Account.PROVIDER_PAYABLE)
    return {item.period: -item.balance_cents for item in items}


def sound(fund: CareFund) -> None:
    """Everything adds up: entries, items, lines, and the whole is zero."""
    assert [finding for finding in check(fund) if not finding.good] == []
    assert sum(row.balance_cents for row in trial_balance(fund)) == 0


def test_a_file_is_judged_kept_and_booked(fund: CareFund, user: Person, sample: Pillar, tariff: Provider) -> None:
    (report,) = receive_files("sample", fund, [invoice("F1", line())], ON)
    assert (report.state, report.accepted_cents, report.refusals) == ("accepted", 500_00, [])
    assert owed(tariff) == {202602: 500_00}
    kept = CareLine.objects.get()
    assert kept.details == {"room": "a 'b' \"c\"", "km": 7}
    assert (kept.person_id, kept.first_day, kept.last_day) == (user.pk, date(2026, 2, 1), date(2026, 2, 10))
    sound(fund)


def test_the_same_file_again_changes_nothing(fund: CareFund, user: Person, sample: Pillar, tariff: Provider) -> None:
    first = receive_files("sample", fund, [invoice("F1", line())], ON)
    again = receive_files("sample", fund, [invoice("F1", line())], date(2026, 3, 9))
    assert again[0].again
    assert again[0].file == first[0].file
    assert (CareFile.objects.count(), Entry.objects.count()) == (1, 1)


def test_the_same_line_in_another_file_is_a_double(
    fund: CareFund, user: Person, sample: Pillar, tariff: Provider
) -> None:
    receive_files("sample", fund, [invoice("F1", line())], ON)
    (report,) = receive_files("sample", fund, [invoice("F2", line())], ON)
    assert (report.state, [one.code for one in report.refusals]) == ("refused", ["DOUBLE"])
    assert owed(tariff) == {202602: 500_00}


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (line(user="80610199999"), "UNKNOWN_USER"),
        (line(code="NIGHT"), "UNKNOWN_CODE"),
        (line(first="2026-02-10", last="2026-02-01"), "BAD_PERIOD"),
        (line(first="2026-02-20", last="2026-03-02"), "BAD_PERIOD"),
        (line(quantity=-1), "BAD_AMOUNT"),
        (line(corrects="F9/1", quantity=-1), "NOTHING_TO_CORRECT"),
        (line(unit=49_00), "WRONG_PRICE"),
    ],
)
def test_a_wrong_line_is_refused_with_its_code_and_the_good_one_is_paid(
    fund: CareFund, user: Person, sample: Pillar, tariff: Provider, bad: str, code: str
) -> None:
    good = line(first="2026-02-11", last="2026-02-12", quantity=2)
    (report,) = receive_files("sample", fund, [invoice("F1", bad, good)], ON)
    assert report.state == "partly"
    assert [(one.line, one.code) for one in report.refusals] == [(1, code)]
    assert owed(tariff) == {202602: 100_00}
    why = sample.reasons[code]
    assert why.text.nl
    assert why.remedy.nl
    assert why.text.en
    assert why.article
    sound(fund)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "FILE_UNREADABLE"),
        (b"something else\n", "FILE_UNREADABLE"),
        (b"ZORGKAS-CARE;1;sample;P0;F1\n", "FILE_UNREADABLE"),
        (b"ZORGKAS-CARE;1;sample;P0;F1\nuser;code\n1;2\n", "FILE_UNREADABLE"),
        (invoice("F1", "x;DAY;notaday;2026-02-01;1;1;1;;;")[1], "FILE_UNREADABLE"),
        (invoice("F1", line(), provider="NOBODY")[1], "UNKNOWN_PROVIDER"),
        (invoice("F1", line(), pillar="consultation")[1], "OTHER_PILLAR"),
    ],
)
def test_a_file_that_is_no_file_is_refused_whole_and_keeps_nothing(
    fund: CareFund, user: Person, sample: Pillar, tariff: Provider, content: bytes, reason: str
) -> None:
    (report,) = receive_files("sample", fund, [("x.csv", content)], ON)
    assert (report.state, report.reason) == ("refused", reason)
    assert not CareLine.objects.exists()
    assert not Entry.objects.exists()


def test_checking_keeps_nothing(fund: CareFund, user: Person, sample: Pillar, tariff: Provider) -> None:
    (report,) = check_files("sample", fund, [invoice("F1", line(), line(unit=1))], ON)
    assert report.state == "partly"
    assert report.accepted_cents == 500_00
    assert not CareFile.objects.exists()
    assert not Entry.objects.exists()


def test_a_credit_takes_back_and_what_it_freed_may_be_claimed_again(
    fund: CareFund, user: Person, sample: Pillar, tariff: Provider
) -> None:
    receive_files("sample", fund, [invoice("F1", line())], ON)
    credit = line(quantity=-10, corrects="F1/1")
    (report,) = receive_files("sample", fund, [invoice("F2", credit, line())], ON)
    assert (report.state, report.accepted_cents) == ("accepted", 0)
    assert owed(tariff) == {202602: 500_00}
    (twice,) = receive_files("sample", fund, [invoice("F3", credit)], ON)
    assert [one.code for one in twice.refusals] == ["NOTHING_TO_CORRECT"]
    sound(fund)


def test_a_changed_tariff_books_only_the_difference(
    fund: CareFund, user: Person, sample: Pillar, tariff: Provider, told: Source
) -> None:
    receive_files("sample", fund, [invoice("F1", line(), line(first="2026-03-01", last="2026-03-02", quantity=2))], ON)
    raised = {"pillar": "sample", "code": "DAY", "cents": 51_00}
    record_provider_fact(Tariff, tariff, date(2026, 3, 1), None, raised, source=told)
    done = recalculate("sample", fund, 202601, 202612)
    assert (done.lines, done.changed, done.up_cents, done.down_cents) == (2, 1, 2_00, 0)
    assert owed(tariff) == {202602: 500_00, 202603: 102_00}
    change = CareLineChange.objects.get()
    assert (change.before_cents, change.after_cents) == (100_00, 102_00)
    again = recalculate("sample", fund, 202601, 202612)
    assert again.changed == 0
    assert CareLineChange.objects.count() == 1
    sound(fund)


LINES = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 3), st.sampled_from([50_00, 49_00])), min_size=1, max_size=6
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, min_size=1, max_size=4), st.integers(45_00, 55_00))
def test_whatever_comes_in_all_of_it_adds_up(
    fund: CareFund,
    user: Person,
    sample: Pillar,
    tariff: Provider,
    told: Source,
    files: list[list[tuple[int, int, int]]],
    price: int,
) -> None:
    """Files together give the same as one after the other; a new price changes exactly the accepted lines."""
    from django.db import transaction

    def contents() -> list[tuple[str, bytes]]:
        return [
            invoice(
                f"F{number}",
                *(
                    line(first=f"2026-02-{day:02d}", last=f"2026-02-{day:02d}", quantity=quantity, unit=unit)
                    for day, quantity, unit in lines
                ),
            )
            for number, lines in enumerate(files)
        ]

    def outcome(at_once: bool) -> tuple[list[int], dict[int, int]]:
        if at_once:
            receive_files("sample", fund, contents(), ON)
        else:
            for one in contents():
                receive_files("sample", fund, [one], ON)
        sound(fund)
        # Which of two reasons a line is refused for may differ; what is paid of it not.
        kept = CareLine.objects.order_by("file__number", "number").values_list("accepted_cents", flat=True)
        return list(kept), owed(tariff)

    results = []
    for at_once in (True, False):
        with transaction.atomic():
            results.append(outcome(at_once))
            record_provider_fact(
                Tariff,
                tariff,
                date(2026, 1, 1),
                None,
                {"pillar": "sample", "code": "DAY", "cents": price},
                source=told,
            )
            recalculate("sample", fund, 202602, 202602)
            sound(fund)
            transaction.set_rollback(True)
    assert results[0] == results[1]
