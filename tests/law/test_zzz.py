"""What holds for the ZZZ of anybody, whoever she is."""

import datetime
import re
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from zorgkas.engine import FOREVER
from zorgkas.engine.calendar import first_day, month_of
from zorgkas.engine.cases import read_cases
from zorgkas.engine.testing import random_columns
from zorgkas.law import book, law_on
from zorgkas.law.zzz.as_known_then import AS_APPLIED_IN_2022, AS_FIRST_ENACTED
from zorgkas.law.zzz.kinds import Instrument, Issuer, ZzzOutcome

LAW = law_on("2026-11-01")
HOME: dict[str, object] = {
    "birth_date": "1950-05-05",
    "affiliated": True,
    "qualifying_years_before": 40,
    "care_form": "HOME",
    "applied_on": "2026-05-04",
    "finding_issued_on": "2026-05-20",
    "finding_from": "2026-05-20",
}
days = st.dates(datetime.date(2019, 1, 1), datetime.date(2027, 12, 31)).map(datetime.date.toordinal)


@given(
    instrument=st.sampled_from(Instrument),
    total=st.integers(-1, 400),
    iadl_adl=st.integers(-1, 120),
    more=st.integers(0, 100),
)
def test_more_points_never_take_a_right_away(instrument: Instrument, total: int, iadl_adl: int, more: int) -> None:
    case = {**HOME, "finding_instrument": instrument}
    lower = {**case, "finding_total_tenths": total, "finding_iadl_adl_tenths": iadl_adl}
    higher = {**case, "finding_total_tenths": total + more, "finding_iadl_adl_tenths": iadl_adl + more}
    if LAW.decide(lower, "severely_dependent").value:
        assert LAW.decide(higher, "severely_dependent").value


def _months(case: dict[str, object], first: int, last: int) -> list[int]:
    return [
        LAW.decide({"care_form": "HOME", **case, "due_month": month}, "zzz_due_cents").value
        for month in range(first, last + 1)
    ]


@settings(deadline=None)  # the first question of a month opens its law
@given(start=days, end=days, died=days)
def test_never_more_than_the_amount_and_nothing_outside_the_right_or_after_death(
    start: int, end: int, died: int
) -> None:
    case: dict[str, object] = {
        "entitled_from": first_day(month_of(start)),
        "entitled_to": first_day(month_of(end)),
        "died_on": died,
    }
    first, last = month_of(min(start, end, died)) - 1, month_of(max(start, end, died)) + 1
    paid = dict(zip(range(first, last + 1), _months(case, first, last), strict=True))
    assert set(paid.values()) <= {0, LAW.parameters["zzz_home_cents"]}
    for month, cents in paid.items():
        assert (cents > 0) == (month_of(start) <= month < month_of(end) and month <= month_of(died))


@given(start=days, length=st.integers(1, 400), late=st.integers(0, 400))
def test_a_late_notice_costs_at_most_the_month_of_the_notice_and_never_pays_back(
    start: int, length: int, late: int
) -> None:
    """BVR art. 184 does not go back to the start, but it suspends from the month of the notice itself."""
    right: dict[str, object] = {"entitled_from": first_day(month_of(start)), "suspension_ground": "PERSONAL_ASSISTANCE"}
    stay = {**right, "suspended_from": start, "suspended_to": start + length}
    months = (month_of(start), month_of(start + length))
    in_time = _months({**stay, "suspension_notified_on": start}, *months)
    told_late = _months({**stay, "suspension_notified_on": start + late}, *months)
    assert in_time.count(0) == month_of(start + length - 1) - month_of(start)
    assert told_late.count(0) <= in_time.count(0) + 1


@given(opened=days, applied=days)
def test_a_right_never_starts_before_the_waiting_period_nor_more_than_six_months_back(
    opened: int, applied: int
) -> None:
    case = {**HOME, "finding_from": opened, "applied_on": applied, "finding_instrument": "BELRAI_ASSESSMENT"}
    first = LAW.evaluate(case, ["zzz_first_month", "zzz_opened_on", "zzz_last_month"])
    assert first["zzz_first_month"] >= month_of(first["zzz_opened_on"]) + 4
    assert first["zzz_first_month"] > month_of(applied) - 6
    assert first["zzz_opened_on"] <= applied
    assert first["zzz_last_month"] >= first["zzz_first_month"] + 5


@given(applied=days, later=st.integers(0, 600))
def test_applying_later_never_brings_an_earlier_start(applied: int, later: int) -> None:
    case = {**HOME, "finding_from": applied, "finding_instrument": "BELRAI_ASSESSMENT"}
    months = [
        LAW.evaluate({**case, "applied_on": day}, ["zzz_first_month"])["zzz_first_month"]
        for day in (applied, applied + later)
    ]
    assert months[0] <= months[1]


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 1_000_000))
def test_a_grant_means_that_every_condition_is_met(seed: int) -> None:
    """The list of conditions in a letter never contradicts the decision."""
    conditions = [
        "affiliation_met",
        "parent_condition_met",
        "earlier_premiums_met",
        "legal_stay_met",
        "residence_met",
        "waiting_time_met",
        "hospital_condition_met",
        "severely_dependent",
    ]
    kernel = LAW.kernel(["zzz_outcome", *conditions])
    found = kernel(random_columns(kernel.facts, 5_000, seed), length=5_000)
    met = np.logical_and.reduce([found[name] for name in conditions])
    assert (met == (found["zzz_outcome"] == ZzzOutcome.GRANTED)).all()
    assert met.any()
    assert not met.all()


def test_the_law_as_first_enacted_can_be_replayed() -> None:
    case = {**HOME, "finding_instrument": "BELRAI_ASSESSMENT", "finding_iadl_adl_tenths": 55}
    law = law_on("2021-10-01")
    assert law.decide(case, "severely_dependent").value is True
    assert law.reform(AS_FIRST_ENACTED).decide(case, "severely_dependent").value is False


def test_the_annulled_rule_of_2022_can_be_replayed() -> None:
    """Six years here were too few under the ten-year rule; by the law as it is held to be today they are enough."""
    case = {**HOME, "qualifying_years_before": 6, "qualifying_years_longest": 6, "qualifying_years_total": 6}
    law = law_on("2022-06-01")
    assert law.decide(case, "residence_met").value is True
    replayed = law.reform(AS_APPLIED_IN_2022)
    assert replayed.decide(case, "residence_met").value is False
    ten = {**case, "qualifying_years_total": 10}
    assert replayed.decide(ten, "residence_met").value is True
    assert replayed.decide({**ten, "integration_duty_met": False}, "residence_met").value is False


def test_everybody_without_anything_special_is_paid_by_naming_three_facts() -> None:
    case = {"care_form": "HOME", "entitled_from": "2026-05-01", "due_month": "2026-11"}
    assert LAW.decide(case, "zzz_due_cents").value == 14000
    assert LAW.decide(case, "suspension_last_month").value in ("forever", FOREVER)


@given(instrument=st.sampled_from(Instrument), issuer=st.sampled_from(Issuer), katz=st.sampled_from(["B", "C", "CD"]))
def test_a_document_never_proves_more_because_somebody_special_delivered_it(
    instrument: Instrument, issuer: Issuer, katz: str
) -> None:
    scores = {"finding_total_tenths": 400, "finding_iadl_adl_tenths": 120, "finding_katz_class": katz}
    case = {**HOME, **scores, "finding_instrument": instrument}
    if LAW.decide({**case, "finding_issuer": issuer}, "severely_dependent").value:
        assert LAW.decide(case, "severely_dependent").value


@given(born=st.dates(datetime.date(1930, 1, 1), datetime.date(2024, 12, 31)), asked=days)
def test_an_assessment_with_the_instrument_that_is_asked_is_the_only_one_that_can_prove(
    born: datetime.date, asked: int
) -> None:
    """Whoever sends somebody to an assessor asks for an assessment that will count."""
    law = law_on("2026-11-01")
    case = {**HOME, "birth_date": born, "finding_issued_on": asked, "finding_total_tenths": 300}
    instruments = {"BELRAI_SCREENER": Instrument.BELRAI_ASSESSMENT, "BEL_PROFILE": Instrument.BEL_PHYSICAL_ADL}
    wanted = law.decide({"birth_date": born, "assessment_asked_on": asked}, "assessment_to_ask").value.name
    proves = {
        name: law.decide({**case, "finding_instrument": instrument}, "proven_by_assessment").value
        for name, instrument in instruments.items()
    }
    assert proves == {name: name == wanted for name in instruments}


@given(received=days, assessed=st.booleans(), abroad=st.booleans())
def test_an_extension_follows_without_a_month_between_or_is_a_new_application(
    received: int, assessed: bool, abroad: bool
) -> None:
    case = {
        **HOME,
        "is_extension": True,
        "previous_last_month": "2023-06",
        "previous_on_assessment": assessed,
        "extension_received_on": received,
        "lives_outside_area": abroad,
        "finding_instrument": "KATZ_HOME",
    }
    found = LAW.evaluate(case, ["zzz_first_month", "extension_in_time", "late_extension_is_application"])
    assert found["extension_in_time"] != found["late_extension_is_application"]
    follows = found["zzz_first_month"] == month_of(datetime.date(2023, 7, 1).toordinal())
    assert follows == found["extension_in_time"]


@settings(deadline=None, max_examples=25)
@given(started=days, missed=st.integers(0, 10))
def test_an_old_suspension_costs_four_months_a_year_and_nothing_after_2017(started: int, missed: int) -> None:
    """The former care insurance, counted month by month from 2009 until its end."""
    first = month_of(datetime.date(2009, 3, 1).toordinal()) + started % 100
    right = {"care_form": "HOME", "entitled_from": "2009-03-01", "zvt_missed_years": missed}
    months = range(month_of(datetime.date(2009, 3, 1).toordinal()), month_of(datetime.date(2019, 1, 1).toordinal()))
    unpaid = [
        month
        for month in months
        if not law_on(datetime.date.fromordinal(first_day(month)))
        .decide({**right, "zvt_suspension_from": first, "due_month": month}, "zvt_due_cents")
        .value
    ]
    abolished = month_of(datetime.date(2018, 1, 1).toordinal())
    assert unpaid == list(range(first, min(first + 4 * missed, abolished)))


MAP = Path(__file__).parents[2] / "docs" / "reference" / "benefits-articles-zzz.md"


def test_every_rule_of_the_zzz_and_of_the_old_insurance_stands_in_the_map_of_articles() -> None:
    named = set(re.findall(r"`(\w+)`", MAP.read_text(encoding="utf-8")))
    ours = {name for name in book().rules if book().chapter_of[name] in ("zzz", "zorgverzekering")}
    assert sorted(ours - named) == []


def test_the_map_of_articles_counts_no_cases_that_do_not_exist() -> None:
    cases = read_cases(Path(__file__).parents[1] / "cases")
    rows = [line.split("|") for line in MAP.read_text(encoding="utf-8").splitlines() if line.count("|") == 6]
    checked = 0
    for row in rows:
        if row[5].strip().isdigit():
            names = set(re.findall(r"`(\w+)`", row[3]))
            assert names <= set(book().rules), row[1]
            assert sum(bool(names & set(case.targets)) for case in cases) >= int(row[5]), row[1]
            checked += 1
    assert checked > 50
