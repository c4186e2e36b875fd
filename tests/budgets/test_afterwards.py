"""What comes after a decision: paid on after 21, away from a nursing home, an advance, months kept alive."""

from dataclasses import replace

import pytest
from budgets_helpers import Village, day, moment
from django.contrib.auth.models import User
from zbo_helpers import OldVillage

from zorgkas.budgets.models import CareForm, Means
from zorgkas.budgets.services import (
    AbsenceRefused,
    AdvanceAsked,
    AdvanceRefused,
    BackTo,
    BackToRefused,
    PaidOnRefused,
    answer_allowance,
    benefit_received,
    differences,
    give_advance,
    recalculate,
    recalculation,
    record_absence,
    show_allowance_application,
    stop_long_absences,
)
from zorgkas.law.zzz.kinds import AllowanceAnswer, FacilityKind
from zorgkas.ledger.accounts import Product
from zorgkas.registry.models import CareFinding, CareFund, FacilityStay, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("els", first_name="Els", last_name="Maes")


@pytest.fixture
def village(db: None) -> OldVillage:
    return OldVillage(CareFund.objects.create(code="demo", name="Demo fund", enterprise_number="0200000142"))


def at_21(village: Village, born: str = "2005-04-10") -> Person:
    """Somebody with a ZZZ on the care supplement, who turns 21 in April 2026."""
    person = village.member(born=born)
    village.finding(
        person,
        "2025-02-02",
        "2028-02-02",
        at=moment("2025-02-05"),
        instrument=CareFinding.Instrument.CHILD_SUPPLEMENT,
        issuer="child_benefit_payer",
        total_tenths=190,
        iadl_adl_tenths=-1,
    )
    application = village.applies(person, "2025-02-10", guardian_birth_date="1970-01-01", guardian_affiliated=True)
    decision = village.decides(application, "2025-03-10")
    assert decision is not None
    assert decision.outcome == "granted", decision.motivation
    assert village.rights(person, Product.ZZZ)[-1][1] == "2026-05-01"
    return person


def test_who_shows_the_application_is_paid_on_and_without_an_attest_it_is_found_undue(
    village: OldVillage, user: User
) -> None:
    person = at_21(village)
    right = show_allowance_application(person, day("2026-04-20"), "copy", user=user, at=moment("2026-04-20"))
    assert (right.valid_from, right.valid_to, right.provisional) == (day("2026-05-01"), None, True)
    village.runs(202608, "2026-08-20", first_month=202601)
    paid = village.due(person)
    assert set(paid) == set(range(202601, 202609))
    answer_allowance(person, AllowanceAnswer.NO_PROOF, day("2026-09-02"), user=user, at=moment("2026-09-02"))
    village.runs(202609, "2026-09-20")
    assert set(village.due(person)) == set(range(202601, 202605))


def test_with_an_attest_of_the_allowance_the_right_goes_on_without_a_gap(village: OldVillage, user: User) -> None:
    person = at_21(village)
    show_allowance_application(person, day("2026-04-20"), "copy", user=user, at=moment("2026-04-20"))
    with pytest.raises(PaidOnRefused):
        answer_allowance(person, AllowanceAnswer.PROVES_NEED, day("2026-09-02"), user=user, at=moment("2026-09-02"))
    village.finding(
        person,
        "2026-05-01",
        "2028-05-01",
        at=moment("2026-09-03"),
        instrument=CareFinding.Instrument.MEDICAL_SOCIAL,
        issuer="federal_service",
        total_tenths=150,
        iadl_adl_tenths=-1,
    )
    answer_allowance(person, AllowanceAnswer.PROVES_NEED, day("2026-09-04"), user=user, at=moment("2026-09-04"))
    village.runs(202609, "2026-09-20", first_month=202601)
    assert set(village.due(person)) == set(range(202601, 202610))
    assert village.rights(person, Product.ZZZ)[-1][1] == "2028-05-01"


def test_nobody_else_is_paid_on(village: OldVillage, user: User) -> None:
    person = village.member(born="1980-04-10")
    village.right(person, "2026-01-01", "2026-05-01")
    with pytest.raises(PaidOnRefused):
        show_allowance_application(person, day("2026-04-20"), "copy", user=user)
    with pytest.raises(PaidOnRefused):
        answer_allowance(person, AllowanceAnswer.NO_PROOF, day("2026-09-02"), user=user)


def resident(village: OldVillage, kind: int = FacilityKind.PVT) -> Person:
    person = village.member(born="1960-04-10")
    values = {"facility_kind": kind, "facility": "PVT"}
    village.learn(FacilityStay, person, "2025-01-01", None, values, at=moment("2025-01-02"))
    village.right(person, "2025-02-01", care_form=CareForm.RESIDENTIAL)
    return person


@pytest.mark.parametrize(
    ("back", "on", "stopped"),
    [
        (None, "2026-06-30", ""),  # June is not over
        (None, "2026-07-01", "2026-06-01"),
        ("2026-06-30", "2026-09-01", ""),
        ("2026-07-01", "2026-09-01", ""),  # a full month, and not longer
        ("2026-07-02", "2026-09-01", "2026-06-01"),
    ],
)
def test_away_for_longer_than_a_full_month_stops_residential_care(
    village: OldVillage, user: User, back: str | None, on: str, stopped: str
) -> None:
    person = resident(village)
    record_absence(person, day("2026-05-10"), day(back) if back else None, "PVT", user=user, at=moment("2026-05-12"))
    assert stop_long_absences(village.fund, day(on), at=moment(on)) == bool(stopped)
    assert stop_long_absences(village.fund, day(on), at=moment(on)) == 0
    assert village.rights(person, Product.ZZZ)[-1][1] == stopped


def test_an_absence_needs_a_stay_in_a_psychiatric_nursing_home(village: OldVillage, user: User) -> None:
    person = resident(village, FacilityKind.WZC)
    with pytest.raises(AbsenceRefused):
        record_absence(person, day("2026-05-10"), None, "x", user=user)
    with pytest.raises(AbsenceRefused):
        record_absence(resident(village), day("2026-05-10"), day("2026-05-10"), "x", user=user)


ASKED = AdvanceAsked(day("2026-05-06"), "damages after an accident", "Insurer NV")


def test_an_advance_never_counts_before_the_request_and_ends_when_the_benefit_comes(
    village: OldVillage, user: User
) -> None:
    person = village.granted()
    assert give_advance(person, ASKED, user=user, at=moment("2026-05-06")) == day("2026-06-01")
    village.runs(202607, "2026-07-20", first_month=202601)
    whole = village.due(person, Product.ZBO)[202607]
    decision = benefit_received(
        person, day("2026-06-01"), 120_000, received_on=day("2026-08-03"), user=user, at=moment("2026-08-03")
    )
    assert differences(decision) == ()
    with pytest.raises(AdvanceRefused):
        benefit_received(person, day("2026-06-01"), 1, received_on=day("2026-08-03"), user=user)
    village.runs(202609, "2026-09-20")
    due = village.due(person, Product.ZBO)
    # Told within three months: from the month after the decision (BVR art. 224, 231 §2).
    assert (due[202607], due[202608], due[202609]) == (whole, whole, whole - 10_000)


def test_a_compensation_that_was_told_too_late_works_from_the_month_after_it_arose(
    village: OldVillage, user: User
) -> None:
    person = village.granted()
    give_advance(person, ASKED, user=user, at=moment("2026-05-06"))
    village.runs(202610, "2026-10-20", first_month=202601)
    whole = village.due(person, Product.ZBO)[202610]
    benefit_received(
        person, day("2026-06-01"), 120_000, received_on=day("2026-11-03"), user=user, at=moment("2026-11-03")
    )
    village.runs(202611, "2026-11-20")
    due = village.due(person, Product.ZBO)
    assert due[202606] == whole
    assert {due[month] for month in range(202607, 202612)} == {whole - 10_000}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"benefits": " "}, "benefits"),
        ({"debtor": ""}, "debtor"),
        ({"debtor_gave_advances": True}, "debtor_gave_advances"),
        ({"asked_on": day("2025-01-10")}, "asked_on"),
    ],
)
def test_an_advance_without_what_the_article_asks_is_refused_beside_its_field(
    village: OldVillage, user: User, change: dict[str, object], field: str
) -> None:
    person = village.granted()
    with pytest.raises(AdvanceRefused) as refused:
        give_advance(person, replace(ASKED, **change), user=user, at=moment("2026-05-06"))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_months_that_an_act_kept_alive_are_reached_with_a_reason_and_booked_once(village: OldVillage) -> None:
    """DEC art. 62: a right that is found after three years is paid for two; an act that interrupts keeps the rest."""
    person = village.member(born="1950-04-10")
    village.runs(202601, "2026-01-20", first_month=202301)
    village.right(person, "2023-01-01", at=moment("2026-02-02"))
    village.runs(202602, "2026-02-20")
    assert min(village.due(person)) == 202402
    with pytest.raises(BackToRefused):
        village.runs(202602, "2026-02-21", back_to=BackTo(202301, " "))
    with pytest.raises(BackToRefused):
        village.runs(202602, "2026-02-21", back_to=BackTo(202603, "summons"))
    run = village.runs(202602, "2026-02-22", back_to=BackTo(202302, "summons of 3 January 2025")).run
    assert run.outcome["why"] == "summons of 3 January 2025"
    assert min(village.due(person)) == 202302
    before = village.due(person)
    village.runs(202602, "2026-02-23", back_to=BackTo(202302, "summons of 3 January 2025"))
    village.runs(202603, "2026-03-20")
    assert {month: cents for month, cents in village.due(person).items() if month < 202603} == before


def test_a_change_over_three_years_books_only_differences(village: OldVillage) -> None:
    person = village.elder()
    village.screened(person, "2026-03-02")
    village.has(person, Means.Kind.PENSION, 2_300_000)
    decision = village.decides_zbo(village.asks_zbo(person, "2026-03-10"), "2026-03-10")
    assert decision is not None
    village.runs(202906, "2029-06-20", first_month=202601, back_to=BackTo(202604, "first run"))
    before = village.due(person, Product.ZBO)
    assert len(before) == 36  # from April 2026 to the end of the screener
    village.has(person, Means.Kind.PENSION, 2_100_000, at="2029-06-25")
    assert recalculate(village.fund, 202604, known_at=moment("2029-06-26")).changed >= 1
    outcome = village.runs(202906, "2029-06-27", back_to=BackTo(202604, "the law works back"))
    after = village.due(person, Product.ZBO)
    assert set(after) == set(before)
    assert all(after[month] > before[month] for month in after)
    assert outcome.total.up_cents == sum(after.values()) - sum(before.values())


def test_a_recalculation_that_stops_half_way_goes_on_and_changes_nothing_twice(
    village: OldVillage, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [village.granted(pension=2_300_000) for _ in range(3)]
    for person in people:
        village.has(person, Means.Kind.PENSION, 2_100_000, at="2026-04-02")
    ordinary, calls = recalculation.registry.record_facts, []

    def fails_at_the_second(*arguments: object, **more: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise ConnectionError("the database went away")
        return ordinary(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(recalculation, "BATCH", 1)
    monkeypatch.setattr(recalculation.registry, "record_facts", fails_at_the_second)
    with pytest.raises(ConnectionError):
        recalculate(village.fund, 202604, known_at=moment("2026-05-03"))
    assert len({village.rights(person)[0][2] for person in people}) == 2
    assert recalculate(village.fund, 202604, known_at=moment("2026-05-04")).changed == 2
    assert recalculate(village.fund, 202604, known_at=moment("2026-05-05")).changed == 0
    assert len({village.rights(person)[0][2] for person in people}) == 1
