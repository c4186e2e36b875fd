"""One person by the rules as they stand, and millions by the kernel: the same answer on every date."""

import datetime

import pytest

from zorgkas.engine import Law, LegalGap
from zorgkas.engine.testing import check_executors, dates_of
from zorgkas.law import book

DATES = dates_of(book())


def _meaning(law: Law, name: str) -> object:
    """Everything that the answer to a question rests on: versions of rules and values of parameters, or the gap."""
    try:
        plan = law.page.plan(name, law.date)
    except LegalGap as gap:
        return (gap.missing, gap.reason)
    return ([rule.where for rule in plan.rules], dict(plan.parameters))


def _changed(date: datetime.date) -> list[str]:
    """The rules that answer otherwise than on the date of change before this one; on the first date all of them."""
    before = DATES[DATES.index(date) - 1] if date != DATES[0] else None
    names = sorted(book().rules)
    if before is None:
        return names
    return [name for name in names if _meaning(book().on(date), name) != _meaning(book().on(before), name)]


@pytest.mark.parametrize("date", DATES, ids=str)
def test_scalar_equals_kernel_for_every_rule_on_every_date_on_which_it_changes(date: datetime.date) -> None:
    law, changed = book().on(date), _changed(date)
    compared = check_executors(law, changed, persons=60, seed=date.toordinal())
    # What is worked out once per date is a parameter to both: the rules that take it show it.
    assert compared or all(law.page.is_parameter(name) for name in changed)


def test_every_rule_is_compared_in_every_version() -> None:
    compared = {name for date in DATES for name in _changed(date)}
    assert compared == set(book().rules)
