"""From application to right: what the law grants and refuses, what waits, and what goes to the queue."""

import pytest
from budgets_helpers import Village, day, moment
from django.contrib.auth.models import User

from zorgkas.budgets import states
from zorgkas.budgets.models import Application, CareForm, Decision, Entitlement
from zorgkas.budgets.services import ApplicationRefused, apply, decide, replay_decisions, withdraw
from zorgkas.registry.models import CareFinding, Residence, Task

pytestmark = pytest.mark.django_db
State = Application.State


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("els", password="not a real password")


def rights(person: object) -> list[tuple[str, str | None, int]]:
    found = Entitlement.objects.filter(person=person, superseded_at__isnull=True).order_by("valid_from")
    return [
        (one.valid_from.isoformat(), one.valid_to.isoformat() if one.valid_to else None, one.care_form) for one in found
    ]


def test_granted_from_the_fourth_month_after_the_opening(village: Village) -> None:
    """DEC art. 83: a screener of 10 January and an application of 20 January are paid from 1 May."""
    person = village.member()
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    decision = village.decides(village.applies(person, "2026-01-20"), "2026-01-25")
    assert decision is not None
    assert decision.outcome == Decision.Outcome.GRANTED
    assert decision.application.state == State.GRANTED
    assert rights(person) == [("2026-05-01", "2028-02-01", CareForm.HOME)]


@pytest.mark.parametrize(
    ("total", "iadl_adl", "outcome"),
    [(130, 0, "granted"), (125, 0, "refused"), (0, 55, "granted"), (0, 50, "refused"), (-1, 55, "granted")],
)
def test_half_points_count(village: Village, total: int, iadl_adl: int, outcome: str) -> None:
    """BVR art. 151 §1, 1°: 13 in total or 5.5 on IADL and ADL together."""
    person = village.member()
    village.finding(
        person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"), total_tenths=total, iadl_adl_tenths=iadl_adl
    )
    decision = village.decides(village.applies(person, "2026-01-20"), "2026-01-25")
    assert decision is not None
    assert decision.outcome == outcome


def test_a_late_application_works_back_and_loses_the_first_month(village: Village) -> None:
    """BVR art. 181: the right opened in January, the application came in December: at most six months back."""
    person = village.member()
    village.finding(person, "2026-01-10", "2029-01-10", at=moment("2026-01-12"))
    village.decides(village.applies(person, "2026-12-10"), "2026-12-15")
    assert rights(person)[0][0] == "2026-07-01"


def test_several_documents_the_best_one_counts(village: Village) -> None:
    person = village.member()
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"), iadl_adl_tenths=0, total_tenths=40)
    village.finding(
        person,
        "2026-01-15",
        "2026-07-15",
        at=moment("2026-01-16"),
        instrument=CareFinding.Instrument.KATZ_HOME,
        katz_class=CareFinding.KatzClass.B,
    )
    decision = village.decides(village.applies(person, "2026-01-20"), "2026-01-25")
    assert decision is not None
    assert decision.receipt["facts"]["finding_instrument"] == "KATZ_HOME"


def test_without_proof_the_application_waits_ninety_days(village: Village) -> None:
    """BVR art. 163: 60 + 30 days, and the person is told."""
    person = village.member()
    application = village.applies(person, "2026-01-20")
    assert application.decide_by == day("2026-03-21")
    assert village.decides(application, "2026-02-01") is None
    application.refresh_from_db()
    assert (application.state, application.decide_by) == (State.WAITING, day("2026-04-20"))
    task = Task.objects.get(kind=Task.Kind.ASSESS_APPLICATION)
    assert (task.reference, task.due_on) == (application.reference, application.decide_by)
    village.finding(person, "2026-02-05", "2028-02-05", at=moment("2026-02-06"))
    assert village.decides(application, "2026-02-10") is not None
    task.refresh_from_db()
    assert task.closed_at is not None


def test_a_user_may_refuse_for_want_of_proof(village: Village, user: User) -> None:
    person = village.member()
    decision = village.decides(village.applies(person, "2026-01-20"), "2026-04-25", user)
    assert decision is not None
    assert decision.receipt["outcome"] == "NO_ACCEPTED_PROOF"
    assert decision.decided_by == user
    assert rights(person) == []


def test_reasons_of_a_refusal(village: Village) -> None:
    """What is not met comes first, in plain words, with its article."""
    person = village.member()
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"), iadl_adl_tenths=50, total_tenths=95)
    decision = village.decides(village.applies(person, "2026-01-20"), "2026-01-25")
    assert decision is not None
    reasons = decision.motivation
    assert [reason["met"] for reason in reasons] == sorted(reason["met"] for reason in reasons)
    unmet = {reason["name"]: reason for reason in reasons if not reason["met"]}
    assert set(unmet) == {"severely_dependent", "belrai_threshold_met"}
    assert "5,5" in unmet["belrai_threshold_met"]["nl"]
    assert unmet["belrai_threshold_met"]["article"].startswith("BVR art. 151")
    assert {"affiliation_met", "residence_met"} <= {reason["name"] for reason in reasons if reason["met"]}


@pytest.mark.parametrize(
    ("since", "outcome"), [("2022-06-01", "RESIDENCE_TOO_SHORT"), ("2021-12-31", "GRANTED"), ("2000-01-01", "GRANTED")]
)
def test_five_years_of_residence(village: Village, since: str, outcome: str) -> None:
    """DEC art. 41 §1, 4°; BVR art. 113/1: a calendar year counts with one day of residence."""
    person = village.member()
    village.unlearn(Residence, person, "2000-01-01", moment("2025-02-01"))
    village.learn(Residence, person, since, None, {"region": 1, "municipality": "Gent"}, at=moment("2025-03-01"))
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    decision = village.decides(village.applies(person, "2026-01-20"), "2026-01-25")
    assert decision is not None
    assert decision.receipt["outcome"] == outcome


def test_unpaid_premiums_of_earlier_years_refuse(village: Village) -> None:
    """BVR art. 112."""
    from zorgkas.membership.services import run_premiums

    person = village.member()
    run_premiums(2025, village.fund, moment("2025-02-01"))
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    first = village.decides(village.applies(person, "2026-01-20"), "2026-01-25")
    village.pays_premium(person, 2025, 6_400, "2026-01-28")
    second = village.decides(village.applies(person, "2026-01-29"), "2026-01-30")
    assert first is not None
    assert second is not None
    assert (first.receipt["outcome"], second.receipt["outcome"]) == ("EARLIER_PREMIUMS_UNPAID", "GRANTED")


def test_what_nobody_knows_goes_to_the_queue(village: Village) -> None:
    """A minor: whether a parent is affiliated stands in no fact (BVR art. 113 §2)."""
    person = village.member("2012-03-01")
    village.finding(
        person,
        "2026-01-10",
        "2028-01-10",
        at=moment("2026-01-12"),
        instrument=CareFinding.Instrument.CHILD_SUPPLEMENT,
        total_tenths=180,
    )
    application = village.applies(person, "2026-01-20")
    assert village.decides(application, "2026-01-25") is None
    assert "113" in Task.objects.get(reference=application.reference).told_reason
    told = apply(
        person,
        CareForm.HOME,
        day("2026-01-21"),
        answers={"guardian_affiliated": True, "guardian_birth_date": "1980-01-01"},
    )
    assert village.decides(told, "2026-01-25") is not None


def test_residential_care_follows_the_stay(village: Village) -> None:
    """DEC art. 83, 2°: admitted on 20 January, paid from May, without an end."""
    person = village.member("1940-01-01")
    village.stay(person, "2026-01-20", at=moment("2026-01-22"))
    village.decides(village.applies(person, "2026-01-25", CareForm.RESIDENTIAL), "2026-01-26")
    assert rights(person) == [("2026-05-01", None, CareForm.RESIDENTIAL)]


def test_from_home_to_a_facility_without_waiting(village: Village) -> None:
    """BVR art. 176: from the first full month of the stay; the two forms never run together (180)."""
    person = village.member("1940-01-01")
    village.right(person, "2025-01-01", "2028-01-01")
    village.stay(person, "2026-03-10", at=moment("2026-03-12"))
    village.decides(village.applies(person, "2026-03-15", CareForm.RESIDENTIAL), "2026-03-16")
    assert rights(person) == [
        ("2025-01-01", "2026-04-01", CareForm.HOME),
        ("2026-04-01", None, CareForm.RESIDENTIAL),
    ]


def test_an_extension_follows_at_once(village: Village) -> None:
    """BVR art. 172 and 173: a new attest within 90 days after the end."""
    person = village.member()
    village.right(person, "2024-02-01", "2026-02-01")
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    village.decides(village.applies(person, "2026-01-20"), "2026-01-25")
    assert rights(person) == [
        ("2024-02-01", "2026-02-01", CareForm.HOME),
        ("2026-02-01", "2028-02-01", CareForm.HOME),
    ]


def test_a_right_that_lasts_longer_is_not_replaced(village: Village) -> None:
    """BVR art. 167 §2/1: only a longer validity replaces a running decision."""
    person = village.member()
    village.right(person, "2024-02-01", "2030-02-01")
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    application = village.applies(person, "2026-01-20")
    assert village.decides(application, "2026-01-25") is None
    assert "167" in Task.objects.get(reference=application.reference).reason
    assert rights(person) == [("2024-02-01", "2030-02-01", CareForm.HOME)]


def test_a_gap_in_the_law_decides_nothing(village: Village) -> None:
    """No source says when the right began to count from its opening: a decision of 2018 cannot be taken."""
    person = village.member()
    village.finding(person, "2018-01-10", "2020-01-10", at=moment("2025-02-01"))
    application = apply(person, CareForm.HOME, day("2018-01-20"))
    assert decide(application, None, day("2018-02-01"), at=moment("2025-03-01")) is None
    assert Task.objects.get(reference=application.reference).told_reason.startswith(
        "The law has no answer on 2018-02-01"
    )
    assert not Decision.objects.exists()


def test_nothing_is_decided_twice(village: Village, user: User) -> None:
    person = village.member()
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    application = village.applies(person, "2026-01-20")
    village.decides(application, "2026-01-25")
    with pytest.raises(states.TransitionRefused, match="form:"):
        village.decides(application, "2026-01-26")
    with pytest.raises(states.TransitionRefused):
        withdraw(application, user)


def test_withdrawn(village: Village, user: User) -> None:
    application = village.applies(village.member(), "2026-01-20")
    assert withdraw(application, user).state == State.WITHDRAWN
    with pytest.raises(states.TransitionRefused):
        village.decides(application, "2026-01-26")


def test_every_state_has_its_line_in_the_table() -> None:
    assert set(states.TRANSITIONS) == set(State)
    assert {to for into in states.TRANSITIONS.values() for to in into} == set(State) - {State.RECEIVED}


def test_the_same_reference_is_the_same_application(village: Village) -> None:
    person, other = village.member(), village.member()
    first = apply(person, CareForm.HOME, day("2026-01-20"), reference="letter 7")
    assert apply(person, CareForm.HOME, day("2026-01-20"), reference="letter 7") == first
    with pytest.raises(ApplicationRefused, match="letter 7"):
        apply(other, CareForm.HOME, day("2026-01-20"), reference="letter 7")


def test_an_unknown_answer_is_refused(village: Village) -> None:
    with pytest.raises(ApplicationRefused, match="finding_total_tenths"):
        village.applies(village.member(), "2026-01-20", finding_total_tenths=200)


def test_who_has_no_fund_must_choose_one(village: Village) -> None:
    """BVR art. 113 §1: too young to owe a premium, so a fund of choice."""
    person = village.stranger("2003-01-01")
    with pytest.raises(ApplicationRefused, match="fund"):
        village.applies(person, "2026-01-20")
    village.learn(Residence, person, "2003-01-01", None, {"region": 1})
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    application = apply(person, CareForm.HOME, day("2026-01-20"), fund=village.fund)
    decision = village.decides(application, "2026-01-25")
    assert decision is not None
    assert decision.receipt["outcome"] == "GRANTED"


def test_receipts_replay_and_tell_what_differs(village: Village) -> None:
    person = village.member()
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    decision = village.decides(village.applies(person, "2026-01-20"), "2026-01-25")
    assert decision is not None
    assert replay_decisions().differences == []
    decision.receipt["outcome"] = "NOT_AFFILIATED"
    decision.save()
    outcome = replay_decisions()
    assert outcome.checked == 1
    assert "NOT_AFFILIATED" in outcome.differences[0].what[0]
