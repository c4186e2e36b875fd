"""The commands as an operator types them: what they say, and how they stop."""

import pytest
from budgets_helpers import Village, moment
from django.contrib.auth.models import User
from django.utils import timezone
from typer.testing import CliRunner, Result

from zorgkas.budgets.models import Decision
from zorgkas.cli import app

pytestmark = pytest.mark.django_db


def zorgkas(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_premium_run_and_explain(village: Village) -> None:
    person = village.member()
    done = zorgkas("premium", "run", "2026")
    assert done.exit_code == 0, done.output
    assert "100.00" in done.output
    explained = zorgkas("premium", "explain", person.insz, "2026", "--language", "en")
    assert "BVR art. 68" in explained.output
    assert village.claim(person, 2026) == (10_000, 10_000)


def test_a_year_without_law_stops_with_the_reason(village: Village) -> None:
    done = zorgkas("premium", "run", "2027")
    assert done.exit_code == 1
    assert "2027" in done.output


def test_payments_run_and_explain(village: Village) -> None:
    person = village.member()
    village.right(person, "2025-01-01")
    month = timezone.localdate().strftime("%Y-%m")
    done = zorgkas("payments", "run", month)
    assert done.exit_code == 0, done.output
    assert "140.00" in done.output
    assert list(village.due(person).values()) == [14_000]
    assert "BVR art. 139" in zorgkas("payments", "explain", person.insz, month).output


@pytest.mark.parametrize(
    "words",
    [
        ("payments", "run", "2026-13"),
        ("payments", "run", "202601"),
        ("payments", "run", "2026-01", "--fund", "nobody"),
        ("payments", "run", "2026-01", "--user", "nobody"),
        ("payments", "explain", "12345678901", "2026-01"),
        ("premium", "explain", "12345678901", "2026"),
        ("decisions", "replay"),
        ("decisions", "show", "7"),
    ],
)
def test_mistakes_stop_with_a_message(village: Village, words: tuple[str, ...]) -> None:
    done = zorgkas(*words)
    assert done.exit_code == 1
    assert done.output.strip()
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_decisions_replay_and_show(village: Village) -> None:
    person = village.member()
    village.finding(person, "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    decision = village.decides(village.applies(person, "2026-01-20"), "2026-01-25")
    assert decision is not None
    assert zorgkas("decisions", "replay", "--all").exit_code == 0
    assert "BVR art. 151" in zorgkas("decisions", "show", str(decision.pk)).output
    Decision.objects.filter(pk=decision.pk).update(outcome="refused")
    tampered = zorgkas("decisions", "replay", str(decision.pk))
    assert tampered.exit_code == 1
    assert "refused" in tampered.output


def test_decisions_grant(village: Village) -> None:
    village.finding(village.member(), "2026-01-10", "2028-01-10", at=moment("2026-01-12"))
    done = zorgkas("decisions", "grant", "--since", "2026-01-01")
    assert done.exit_code == 0, done.output
    assert Decision.objects.get().outcome == "granted"


def test_decisions_complete(village: Village) -> None:
    """What a person told later is added, and decides; an answer that the law cannot read changes nothing."""
    User.objects.create_user("els", password="not a real password")
    person = village.member()
    village.right(person, "2024-02-01", "2026-02-01")
    village.finding(person, "2026-02-15", "2028-02-15", at=moment("2026-02-16"))
    application = village.applies(person, "2026-02-20")
    assert village.decides(application, "2026-02-21") is None
    for wrong in ("previous_on_assessment=perhaps", "height=5"):
        refused = zorgkas("decisions", "complete", application.reference, wrong, "--user", "els")
        assert (refused.exit_code, refused.exception.__class__) == (1, SystemExit), refused.output
    answer = "previous_on_assessment=false"
    done = zorgkas("decisions", "complete", application.reference, answer, "--user", "els")
    assert done.exit_code == 0, done.output
    decision = Decision.objects.get()
    assert (decision.outcome, decision.decided_by.username) == ("granted", "els")
    again = zorgkas("decisions", "complete", application.reference, answer, "--user", "els")
    assert again.exit_code == 1
    assert zorgkas("decisions", "complete", "nothing", answer, "--user", "els").exit_code == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("premium", "explain", "39.69.20-001.23", "2026"), "39.69.20-001.23"),
        (("premium", "explain", "123", "2026"), "11"),
        (("payments", "run", "2026-13"), "2026-13 is not a month; write it as 2026-11."),
        (("letters", "show", "Y12", "--to", "x.pdf"), "Z000002921"),
        (("letters", "show", "Z000999999", "--to", "x.pdf"), "There is no letter Z000999999."),
    ],
)
def test_wrong_words_are_refused_with_what_is_wrong(village: Village, words: tuple[str, ...], told: str) -> None:
    done = zorgkas(*words)
    assert done.exit_code == 1
    assert told in done.output
    assert "Nobody is known" not in done.output


def test_in_the_demo_a_run_goes_on_from_the_last_moment_that_was_played(village: Village) -> None:
    from datetime import timedelta

    from zorgkas.ledger.models import Run
    from zorgkas.population.fund import CODE

    type(village.fund).objects.filter(pk=village.fund.pk).update(code=CODE)
    village.member()
    assert zorgkas("premium", "run", "2026").exit_code == 0
    ahead = timezone.now() + timedelta(days=30)
    Run.objects.update(known_at=ahead)
    assert zorgkas("premium", "run", "2026").exit_code == 0
    assert Run.objects.latest("pk").known_at > ahead
    assert timezone.now() < ahead  # only for that command
