"""Straight-through: file data that prove the need lead to a right without an application (BVR art. 138)."""

import pytest
from budgets_helpers import Village, day, moment

from zorgkas.budgets.models import Application, CareForm, Decision, Entitlement
from zorgkas.budgets.services import grant_automatically, replay_decisions
from zorgkas.budgets.services.automatic import AutomaticOutcome
from zorgkas.registry.models import CareFinding, Person, Residence, Task

pytestmark = pytest.mark.django_db
SINCE = moment("2026-01-01")


def grants(village: Village, on: str = "2026-01-31") -> AutomaticOutcome:
    return grant_automatically(village.fund, SINCE, on=day(on), known_at=moment(on))


def right(person: Person) -> tuple[str, str | None, int]:
    found = Entitlement.objects.filter(person=person, superseded_at__isnull=True).latest("valid_from")
    return found.valid_from.isoformat(), found.valid_to.isoformat() if found.valid_to else None, found.care_form


def test_a_screener_of_a_service_is_granted_from_the_fourth_month(village: Village) -> None:
    person = village.member()
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    outcome = grants(village)
    assert (outcome.proven, outcome.granted, outcome.refused, outcome.queued) == (1, 1, 0, 0)
    assert right(person) == ("2026-05-01", "2028-02-01", CareForm.HOME)
    decision = Decision.objects.get()
    assert decision.application.channel == Application.Channel.AUTOMATIC
    assert decision.decided_by is None
    assert decision.receipt["facts"]["applied_on"] is None
    assert replay_decisions().differences == []


def test_a_stay_is_granted_as_residential_care(village: Village) -> None:
    person = village.member("1940-01-01")
    village.stay(person, "2026-01-20", at=moment("2026-01-22"))
    grants(village)
    assert right(person) == ("2026-05-01", None, CareForm.RESIDENTIAL)


def test_running_it_again_decides_nothing_twice(village: Village) -> None:
    village.finding(village.member(), "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    grants(village)
    outcome = grants(village, "2026-02-28")
    assert (outcome.granted, outcome.refused, outcome.queued) == (0, 0, 0)
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("why", "message", "values"),
    [
        ("below the threshold", True, {"total_tenths": 100, "iadl_adl_tenths": 50}),
        ("an assessment needs an application", True, {"instrument": CareFinding.Instrument.BELRAI_ASSESSMENT}),
        ("on paper, so no file data", False, {}),
    ],
)
def test_what_leads_to_nothing(village: Village, why: str, message: bool, values: dict[str, object]) -> None:
    person = village.member()
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"), message=message, **values)
    outcome = grants(village)
    assert (outcome.proven, Application.objects.count(), Task.objects.count()) == (0, 0, 0), why


def test_people_of_another_fund_are_not_ours(village: Village) -> None:
    village.finding(village.stranger(), "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    assert grants(village).candidates == 0


def test_a_proven_need_without_the_other_conditions_is_refused_with_reasons(village: Village) -> None:
    """Four years of residence: refused, with a decision that can be appealed."""
    person = village.member()
    village.unlearn(Residence, person, "2000-01-01", moment("2025-02-01"))
    village.learn(Residence, person, "2022-02-01", None, {"region": 1}, at=moment("2025-03-01"))
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    assert grants(village).refused == 1
    decision = Decision.objects.get()
    assert decision.receipt["outcome"] == "RESIDENCE_TOO_SHORT"
    assert decision.motivation[0]["name"] == "residence_met"
    assert not Entitlement.objects.filter(person=person).exists()


def test_what_nobody_knows_goes_to_the_queue_once(village: Village) -> None:
    """A child: whether a parent is affiliated stands in no fact."""
    child = village.member("2014-05-01")
    village.finding(
        child,
        "2026-01-10",
        "2028-01-10",
        at=moment("2026-01-12"),
        instrument=CareFinding.Instrument.CHILD_SUPPLEMENT,
        total_tenths=190,
    )
    assert grants(village).queued == 1
    assert grants(village, "2026-02-28").queued == 0
    assert "113" in Task.objects.get().told_reason
    assert not Decision.objects.exists()


def test_a_new_screener_extends_a_right_that_ends(village: Village) -> None:
    """BVR art. 170 and 173: automatic, and it follows at once."""
    person = village.member()
    village.right(person, "2024-03-01", "2026-03-01")
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    grants(village)
    assert right(person) == ("2026-03-01", "2028-02-01", CareForm.HOME)


def test_moving_into_a_facility_changes_the_form_of_care(village: Village) -> None:
    person = village.member("1940-01-01")
    village.right(person, "2025-01-01")
    village.stay(person, "2026-01-20", at=moment("2026-01-22"))
    grants(village)
    assert right(person) == ("2026-02-01", None, CareForm.RESIDENTIAL)


def test_of_two_documents_the_best_counts(village: Village) -> None:
    person = village.member()
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    village.finding(
        person,
        "2026-01-05",
        "2027-01-05",
        at=moment("2026-01-13"),
        instrument=CareFinding.Instrument.KATZ_HOME,
        katz_class=CareFinding.KatzClass.C,
    )
    outcome = grants(village)
    assert (outcome.proven, outcome.granted) == (2, 1)
    assert right(person)[1] == "2028-02-01"


def test_many_at_once_and_both_forms_of_care_of_one_person(village: Village) -> None:
    """Care at home is recorded first; residential care replaces it from its own first month on (BVR art. 180)."""
    people = [village.member("1940-01-01") for _ in range(5)]
    for person in people:
        village.finding(person, "2026-01-02", "2028-01-10", at=moment("2026-01-12"))
    village.stay(people[2], "2026-01-20", at=moment("2026-01-22"))
    assert grants(village).granted == 6
    assert [right(person)[2] for person in people] == [1, 1, 2, 1, 1]
    assert replay_decisions().checked == 6
