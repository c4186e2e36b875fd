"""When the right opens, from which month it is paid, how long the decision lasts (DEC art. 87; BVR art. 218, 221)."""

from zorgkas.engine import FOREVER, NEVER, Day, GapReason, Int8, Month, rule
from zorgkas.engine.calendar import add_months, age_on, month_of
from zorgkas.law.zzz.kinds import Instrument


@rule(
    article="DEC art. 87 §4 (-2022-07-24)",
    since="2019-01-01",
    until="2022-07-25",
    gap=GapReason(
        "Before 25 July 2022 the right opened on the day on which the reduced self-reliance was established,"
        " or on the application; when which of the two counted is not in our sources.",
        nl="Voor 25 juli 2022 opende het recht op de dag waarop de verminderde zelfredzaamheid vastgesteld was,"
        " of op de dag van de aanvraag; welke van de twee wanneer telde, staat niet in onze bronnen.",
    ),
)
def zbo_opened_on(applied_on: Day) -> Day:
    """Open: see the reason of the gap."""
    return applied_on


@rule(article="DEC art. 87 §4", since="2022-07-25", name="zbo_opened_on")
def zbo_opened_on_2022(applied_on: Day) -> Day:
    """The day of the application."""
    return applied_on


@rule(article="DEC art. 87 §4-5; BVR art. 218 al. 3", since="2019-01-01")
def zbo_first_month(zbo_opened_on: Day, moved_in_time: bool, moved_in_with_equivalent_on: Day) -> Month:
    """The month after the application; after a move with such a budget, asked in time, the month after the move."""
    if zbo_opened_on == NEVER:
        return NEVER
    return month_of(moved_in_with_equivalent_on if moved_in_time else zbo_opened_on) + 1


@rule(article="BVR art. 221", since="2019-01-01", until="2026-03-01")
def zbo_last_month(
    zbo_effective_month: Month, provisional_elements: bool, finding_to: Day, zbo_provisional_months: Int8
) -> Month:
    """Twelve months on provisional elements; otherwise as long as the reduced self-reliance."""
    if provisional_elements:
        return zbo_effective_month + zbo_provisional_months - 1
    return FOREVER if finding_to >= FOREVER else month_of(finding_to - 1)


@rule(article="BVR art. 221, 2°", since="2026-03-01")
def zbo_indefinite_for_elderly(
    finding_instrument: Instrument,
    finding_issued_on: Day,
    finding_to: Day,
    birth_date: Day,
    zbo_assessment_max_months: Int8,
    zbo_indefinite_from_age: Int8,
) -> bool:
    """An assessment for 36 months of somebody of at least 80 on that day."""
    if finding_instrument != Instrument.BELRAI_ASSESSMENT or finding_issued_on == NEVER:
        return False
    long_enough = finding_to >= add_months(finding_issued_on, zbo_assessment_max_months)
    return long_enough and age_on(birth_date, finding_issued_on) >= zbo_indefinite_from_age


@rule(article="BVR art. 221", since="2026-03-01", name="zbo_last_month")
def zbo_last_month_2026(
    zbo_effective_month: Month,
    provisional_elements: bool,
    resident_by_law: bool,
    zbo_indefinite_for_elderly: bool,
    need_unchanged: bool,
    changed_last_month: Month,
    zbo_finding_ends: Day,
    zbo_provisional_months: Int8,
) -> Month:
    """Twelve months on provisional elements; without end in a facility or from 80; otherwise as long as the proof.

    A change that is not about the care need leaves the end as it was.
    """
    if provisional_elements:
        return zbo_effective_month + zbo_provisional_months - 1
    if resident_by_law or zbo_indefinite_for_elderly:
        return FOREVER
    if need_unchanged:
        return changed_last_month
    return FOREVER if zbo_finding_ends >= FOREVER else month_of(zbo_finding_ends - 1)
