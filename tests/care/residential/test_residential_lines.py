"""What becomes of lines of invoices of residential care, as examples: each fault has its outcome, and money adds up."""

from dataclasses import fields, replace
from datetime import date
from itertools import count
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zorgkas.care.pillars.residential.assess import Context, assess
from zorgkas.care.pillars.residential.columns import (
    Absences,
    Amounts,
    Billed,
    Lines,
    OtherCare,
    People,
    Places,
    Rows,
    Stays,
    Used,
    running_before,
)
from zorgkas.engine import FOREVER, NEVER
from zorgkas.law import law_on
from zorgkas.law.residential.kinds import AllowanceKind, CareUnit, LineOutcome

WZC, CVK, CDV = CareUnit.WZC, CareUnit.CVK, CareUnit.CDV
BASIC, INCONTINENCE = AllowanceKind.BASIC, AllowanceKind.INCONTINENCE
MAY = 2026 * 12 + 4
ANNA, BERT, CLARA = 1, 2, 3
ROSE, ELM = 101, 102  # two sites
ALWAYS = date(9999, 1, 1).toordinal()
NUMBERS = count(1_000)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def rows(kind: type[Rows], *given: tuple[Any, ...]) -> Any:
    """Rows written one after the other, in the order of the columns."""
    names = [field.name for field in fields(kind)]
    columns = zip(*given, strict=True) if given else ([] for _ in names)
    types = [np.bool_ if name in ("ended_by_death", "refused_before", "additional") else np.int64 for name in names]
    return kind(*(np.array(list(column), dtype) for column, dtype in zip(columns, types, strict=True)))


def line(**changed: Any) -> tuple[Any, ...]:
    """Anna in the Rose in May 2026: 31 days of 75.12 euro, received on 8 June."""
    usual = {
        "number": next(NUMBERS),
        "refused_before": False,
        "person": ANNA,
        "site": ROSE,
        "unit": WZC,
        "kind": BASIC,
        "month": MAY,
        "first": day("2026-05-01"),
        "last": day("2026-05-31"),
        "days": 31,
        "day_cents": 7512,
        "total_cents": 31 * 7512,
        "hundredth_km": 0,
        "received": day("2026-06-08"),
    }
    return tuple((usual | changed).values())


def stay(person: int, site: int = ROSE, **changed: Any) -> tuple[Any, ...]:
    usual = {
        "person": person,
        "site": site,
        "unit": WZC,
        "began": day("2025-02-03"),
        "arrived_minute": 600,
        "ended": FOREVER,
        "departed_minute": 660,
        "ended_by_death": False,
        "paid_from": day("2025-02-03"),
    }
    return tuple((usual | changed).values())


def context(**changed: Any) -> Context:
    """Anna and Bert live in the Rose (10 units); the amount rose on 1 January 2026."""
    usual = Context(
        stays=rows(Stays, stay(ANNA), stay(BERT)),
        absences=rows(Absences),
        amounts=rows(
            Amounts, (ROSE, WZC, day("2025-01-01"), ALWAYS, 7365), (ROSE, WZC, day("2026-01-01"), ALWAYS, 7512)
        ),
        places=rows(Places, (ROSE, WZC, day("2019-01-01"), ALWAYS, 10, False)),
        billed=rows(Billed),
        used=rows(Used),
        people=rows(People, (ANNA, NEVER, 0), (BERT, NEVER, 2026), (CLARA, NEVER, 0)),
        other_care=rows(OtherCare),
    )
    return replace(usual, **changed)


def outcomes(*lines: tuple[Any, ...], known: Context | None = None) -> list[LineOutcome]:
    assessed = assess(rows(Lines, *lines), known or context())
    return [LineOutcome(int(outcome)) for outcome in assessed.outcome]


def test_two_residents_in_order() -> None:
    assert outcomes(line(), line(person=BERT)) == [LineOutcome.ACCEPTED] * 2


FAULTS = {
    "somebody who was never notified": (line(person=CLARA), {}, LineOutcome.NO_APPROVAL),
    "somebody whom nobody knows": (line(person=99), {}, LineOutcome.NO_APPROVAL),
    "the tariff of last year": (line(day_cents=7365, total_cents=31 * 7365), {}, LineOutcome.OLD_AMOUNT),
    "an invented tariff": (line(day_cents=9999, total_cents=31 * 9999), {}, LineOutcome.WRONG_AMOUNT),
    "a total that does not add up": (line(total_cents=1), {}, LineOutcome.WRONG_TOTAL),
    "travel in a care centre": (line(kind=AllowanceKind.TRAVEL), {}, LineOutcome.WRONG_ALLOWANCE),
    "before the month is over": (line(received=day("2026-05-31")), {}, LineOutcome.FUTURE_DAYS),
    "more than two years later": (line(received=day("2028-06-01")), {}, LineOutcome.TIME_BARRED),
    "a month after the death": (
        line(),
        {"people": rows(People, (ANNA, day("2026-04-10"), 0))},
        LineOutcome.AFTER_DEATH,
    ),
    "a stay that goes on after the death in the month": (
        line(),
        {
            "people": rows(People, (ANNA, day("2026-05-10"), 0)),
            "stays": rows(Stays, stay(ANNA, ended=day("2026-05-10"), ended_by_death=True)),
        },
        LineOutcome.AFTER_DEATH,
    ),
    "a death that the facility did not tell": (
        line(),
        {"people": rows(People, (ANNA, day("2026-05-10"), 0))},
        LineOutcome.AFTER_DEATH,
    ),
    "a month after the departure": (
        line(),
        {"stays": rows(Stays, stay(ANNA, ended=day("2026-04-28")))},
        LineOutcome.AFTER_END,
    ),
    "unpaid premiums of the years before": (
        line(),
        {"people": rows(People, (ANNA, NEVER, 2025))},
        LineOutcome.PREMIUMS_UNPAID,
    ),
    "days of a weekend at home": (
        line(),
        {"absences": rows(Absences, (ANNA, ROSE, MAY, 2))},
        LineOutcome.TOO_MANY_DAYS,
    ),
    "an admission that was told too late": (
        line(),
        {"stays": rows(Stays, stay(ANNA, began=day("2026-05-04"), paid_from=day("2026-05-20")))},
        LineOutcome.TOO_MANY_DAYS,
    ),
    "no amount told for this site": (line(), {"amounts": rows(Amounts)}, LineOutcome.NO_AMOUNT_KNOWN),
    "billed before": (
        line(),
        {"billed": rows(Billed, (1, ANNA, ROSE, WZC, BASIC, MAY, day("2026-05-01"), day("2026-05-31"), 31))},
        LineOutcome.BILLED_TWICE,
    ),
    "billed by another site": (
        line(),
        {"billed": rows(Billed, (1, ANNA, ELM, CVK, BASIC, MAY, day("2026-05-30"), day("2026-05-31"), 2))},
        LineOutcome.OTHER_FACILITY,
    ),
    "in a rehabilitation hospital": (
        line(),
        {"other_care": rows(OtherCare, (ANNA, day("2026-05-11"), day("2026-05-15")))},
        LineOutcome.IN_OTHER_CARE,
    ),
    "above the recognised capacity": (
        line(),
        {"places": rows(Places, (ROSE, WZC, day("2026-05-20"), day("2026-06-10"), 1, False))},
        LineOutcome.OVER_CAPACITY,
    ),
}


@pytest.mark.parametrize(("faulty", "changed", "expected"), FAULTS.values(), ids=FAULTS)
def test_each_fault_has_its_outcome(faulty: tuple[Any, ...], changed: dict[str, Any], expected: LineOutcome) -> None:
    assert outcomes(faulty, known=context(**changed)) == [expected]


def test_the_same_line_twice_in_a_file_is_paid_once() -> None:
    assert outcomes(line(), line()) == [LineOutcome.ACCEPTED, LineOutcome.BILLED_TWICE]


def test_a_refused_line_does_not_stand_in_the_way_of_the_right_one() -> None:
    assert outcomes(line(day_cents=7365), line()) == [LineOutcome.OLD_AMOUNT, LineOutcome.ACCEPTED]


def test_the_days_until_an_untold_death_are_paid() -> None:
    known = context(people=rows(People, (ANNA, day("2026-05-10"), 0)))
    assert outcomes(line(days=10, total_cents=10 * 7512), known=known) == [LineOutcome.ACCEPTED]
    assert outcomes(line(days=11, total_cents=11 * 7512), known=known) == [LineOutcome.AFTER_DEATH]


def test_two_sites_in_one_file_ask_for_the_same_days() -> None:
    known = context(
        stays=rows(Stays, stay(ANNA), stay(ANNA, ELM)),
        amounts=rows(
            Amounts, (ROSE, WZC, day("2026-01-01"), ALWAYS, 7512), (ELM, WZC, day("2026-01-01"), ALWAYS, 7512)
        ),
        places=rows(
            Places,
            (ROSE, WZC, day("2019-01-01"), ALWAYS, 10, False),
            (ELM, WZC, day("2019-01-01"), ALWAYS, 10, False),
        ),
    )
    assert outcomes(line(), line(site=ELM), known=known) == [LineOutcome.ACCEPTED, LineOutcome.OTHER_FACILITY]


def test_incontinence_goes_beside_the_basic_allowance() -> None:
    first, second = (line(kind=INCONTINENCE, day_cents=43, total_cents=31 * 43) for _ in range(2))
    expected = [LineOutcome.ACCEPTED, LineOutcome.ACCEPTED, LineOutcome.BILLED_TWICE]
    assert outcomes(line(), first, second) == expected


def test_the_capacity_goes_to_the_lines_that_come_first() -> None:
    """One unit for a quarter: 91 days, of which 60 are used."""
    known = context(
        places=rows(Places, (ROSE, WZC, day("2026-04-01"), day("2026-07-01"), 1, False)),
        used=rows(Used, (1, ROSE, WZC, MAY - 1, 60)),
    )
    assert outcomes(line(), line(person=BERT), known=known) == [LineOutcome.ACCEPTED, LineOutcome.OVER_CAPACITY]
    assert outcomes(line(person=BERT), line(), known=known) == [LineOutcome.ACCEPTED, LineOutcome.OVER_CAPACITY]


def test_a_credit_makes_room_for_the_right_line() -> None:
    wrong = (1, ANNA, ROSE, WZC, BASIC, MAY, day("2026-05-01"), day("2026-05-31"), 31)
    credit = (2, ANNA, ROSE, WZC, BASIC, MAY, day("2026-05-01"), day("2026-05-31"), -31)
    assert outcomes(line(), known=context(billed=rows(Billed, wrong))) == [LineOutcome.BILLED_TWICE]
    assert outcomes(line(), known=context(billed=rows(Billed, wrong, credit))) == [LineOutcome.ACCEPTED]


def test_a_line_that_is_judged_again_looks_only_at_what_came_before_it() -> None:
    """Unless it was refused the first time: then the line that came in its place goes before it."""
    later = (9_000_000, ANNA, ROSE, WZC, BASIC, MAY, day("2026-05-01"), day("2026-05-31"), 31)
    known = context(billed=rows(Billed, later))
    assert outcomes(line(), known=known) == [LineOutcome.ACCEPTED]
    assert outcomes(line(refused_before=True), known=known) == [LineOutcome.BILLED_TWICE]


def test_two_stays_in_one_month_add_up() -> None:
    known = context(
        stays=rows(
            Stays, stay(ANNA, ended=day("2026-05-11")), stay(ANNA, began=day("2026-05-21"), paid_from=day("2026-05-21"))
        )
    )
    days = 10 + 11
    right = line(days=days, total_cents=days * 7512)
    more = line(days=days + 1, total_cents=(days + 1) * 7512)
    assert outcomes(right, known=known) == [LineOutcome.ACCEPTED]
    assert outcomes(more, known=known) == [LineOutcome.TOO_MANY_DAYS]


def test_a_line_has_no_more_days_than_it_names() -> None:
    short = line(first=day("2026-05-01"), last=day("2026-05-05"))
    assert outcomes(short) == [LineOutcome.TOO_MANY_DAYS]


def test_parts_of_a_month_have_no_more_days_than_the_month() -> None:
    """Three days of absence are lost, however the month is cut."""
    known = context(absences=rows(Absences, (ANNA, ROSE, MAY, 3)))
    first = line(last=day("2026-05-15"), days=15, total_cents=15 * 7512)
    rest = line(first=day("2026-05-16"), days=16, total_cents=16 * 7512)
    right = line(first=day("2026-05-16"), days=13, total_cents=13 * 7512)
    assert outcomes(first, rest, known=known) == [LineOutcome.ACCEPTED, LineOutcome.TOO_MANY_DAYS]
    assert outcomes(first, right, known=known) == [LineOutcome.ACCEPTED, LineOutcome.ACCEPTED]


def test_days_before_the_stay_are_no_days_of_it() -> None:
    known = context(stays=rows(Stays, stay(ANNA, began=day("2026-05-20"), paid_from=day("2026-05-20"))))
    before = line(last=day("2026-05-05"), days=5, total_cents=5 * 7512)
    inside = line(first=day("2026-05-20"), days=12, total_cents=12 * 7512)
    assert outcomes(before, known=known) == [LineOutcome.TOO_MANY_DAYS]
    assert outcomes(inside, known=known) == [LineOutcome.ACCEPTED]


def test_day_care_has_the_amount_of_the_order() -> None:
    known = context(
        stays=rows(Stays, stay(ANNA, unit=CDV)),
        places=rows(Places, (ROSE, CDV, day("2019-01-01"), ALWAYS, 15, False)),
    )
    right = line(unit=CDV, days=9, day_cents=6415, total_cents=9 * 6415)
    travel = line(unit=CDV, kind=AllowanceKind.TRAVEL, days=9, day_cents=924, total_cents=9 * 924, hundredth_km=1050)
    assert outcomes(right, travel, known=known) == [LineOutcome.ACCEPTED] * 2


def test_the_facts_of_a_line_explain_its_outcome() -> None:
    lines = rows(Lines, line(), line(person=BERT, day_cents=7365, total_cents=31 * 7365))
    assessed = assess(lines, context())
    for number in range(len(lines)):
        decision = law_on("2026-05-01").decide(assessed.case(number), "stay_line_outcome")
        assert int(decision.value) == assessed.outcome[number]
        assert decision.explain("nl")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([ANNA, BERT, CLARA]), st.integers(1, 31), st.sampled_from([7365, 7512])), max_size=12
    )
)
def test_no_day_is_ever_paid_twice(asked: list[tuple[int, int, int]]) -> None:
    """Whatever a file asks: nobody has more paid days than the month, and only at the amount that was told."""
    lines = rows(
        Lines,
        *(
            line(
                person=person,
                first=day("2026-05-01"),
                last=day("2026-05-01") + days - 1,
                days=days,
                day_cents=cents,
                total_cents=days * cents,
            )
            for person, days, cents in asked
        ),
    )
    accepted = assess(lines, context()).outcome == LineOutcome.ACCEPTED
    for person in (ANNA, BERT, CLARA):
        assert lines.days[accepted & (lines.person == person)].sum() <= 31
    assert set(lines.day_cents[accepted]) <= {7512}


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9))))
def test_the_running_sum_counts_the_rows_before(given_rows: list[tuple[int, int]]) -> None:
    group = np.array([group for group, _ in given_rows], np.int64)
    values = np.array([value for _, value in given_rows], np.int64)
    expected = [sum(v for g, v in given_rows[:at] if g == group[at]) for at in range(len(given_rows))]
    assert running_before(group, values).tolist() == expected


def test_no_line_is_no_work() -> None:
    assert len(assess(rows(Lines), context()).outcome) == 0
