"""`zorgkas demo`: a synthetic fund that lived through 2026, and its counter in the browser."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zorgkas.cli._common import columns, euro, grouped, stop
from zorgkas.cli._django import start_django

if TYPE_CHECKING:
    from rich.console import Console

    from zorgkas.population.year.play import Month
    from zorgkas.registry.models import CareFund

YEAR = 2026
PORT = 8000
# Name to sign in with, role, full name; the passwords are made at the first start.
USERS = (
    ("dossier", "case_worker", "Dina Dossier"),
    ("financien.a", "finance", "Fien Financien"),
    ("financien.b", "finance", "Felix Financien"),
    ("leiding", "manager", "Lotte Leiding"),
)


def demo(
    scale: Annotated[int, typer.Option(help="One synthetic person for so many real ones.")] = 1000,
    seed: Annotated[int, typer.Option(help="The same seed plays the same year.")] = 1,
    months: Annotated[int, typer.Option(min=0, max=12, help="How many months to play.")] = 12,
    port: Annotated[int, typer.Option(help="Where the counter is served.")] = PORT,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the counter afterwards.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="End with one JSON object on the standard output.")] = False,
) -> None:
    """Make a synthetic fund, play the year 2026 month by month, and serve the counter.

    What was made or played before is not made again; a start that was broken off goes on where it was.
    """
    seconds: dict[str, float] = {}
    with _timed(seconds, "start"):
        start_django(needs_tables=False)
    from django.core.management import call_command
    from rich.console import Console

    console = Console(stderr=as_json)
    with _timed(seconds, "migrate"):
        call_command("migrate", interactive=False, verbosity=0)
    with _timed(seconds, "population"):
        fund = _population(console, scale, seed)
    with _timed(seconds, "users"):
        passwords = _users(fund)
    played = _play(console, fund, seed, months, seconds)
    _report(console, fund, passwords)
    if as_json:
        json.dump(_json(fund, scale, seed, played, seconds), sys.stdout)
        sys.stdout.write("\n")
        sys.stdout.flush()
    if serve:
        _serve(console, port)


@contextmanager
def _timed(seconds: dict[str, float], step: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds[step] = round(time.perf_counter() - start, 2)


def _population(console: "Console", scale: int, seed: int) -> "CareFund":
    from django.utils.translation import gettext as _
    from rich.progress import Progress

    from zorgkas.population.fund import demo_fund
    from zorgkas.population.make import PopulationRefused, make
    from zorgkas.population.neighbours import make_neighbours
    from zorgkas.population.quota import UnknownScale

    try:
        with Progress(console=console, transient=True) as bar:
            task = bar.add_task(_("A synthetic Flanders at 1:%d") % scale, total=None)
            made = make(scale, seed, progress=lambda done, total: bar.update(task, completed=done, total=total))
    except (PopulationRefused, UnknownScale) as refused:
        stop(str(refused))
    if made.chunks_made:
        console.print(
            _("Made %(people)s people with %(rows)s rows about them.")
            % {"people": grouped(made.rows["Person"]), "rows": grouped(sum(made.rows.values()))}
        )
    make_neighbours(seed)
    return demo_fund()


def _users(fund: "CareFund") -> dict[str, str]:
    """The users of the demo with their passwords, which are kept beside the demo's data and nowhere else."""
    import secrets

    from django.contrib.auth.models import User

    from zorgkas.database import DATA_DIR
    from zorgkas.web.users import add_user

    place = DATA_DIR / "demo-users.json"
    passwords: dict[str, str] = json.loads(place.read_text()) if place.exists() else {}
    for name, role, full_name in USERS:
        if name not in passwords or not User.objects.filter(username=name).exists():
            passwords[name] = secrets.token_urlsafe(12)
            add_user(name, passwords[name], [role], full_name=full_name, funds=[fund])
    place.touch(mode=0o600)
    place.write_text(json.dumps(passwords))
    return passwords


def _play(console: "Console", fund: "CareFund", seed: int, months: int, seconds: dict[str, float]) -> "list[Month]":
    from django.contrib.auth.models import User
    from django.utils.translation import gettext as _
    from rich.progress import Progress

    from zorgkas.ledger.services import RunInProgress
    from zorgkas.population.year.checks import BrokenInvariant
    from zorgkas.population.year.office import Staff
    from zorgkas.population.year.play import play_year
    from zorgkas.population.year.shared import STEP_LABELS

    staff = Staff(*(User.objects.get(username=name) for name, _role, _full_name in USERS[:3]))
    played: list[Month] = []
    steps = list(STEP_LABELS)
    try:
        with Progress(console=console, transient=True) as bar:
            task = bar.add_task(_("The year %d") % YEAR, total=months * len(steps))

            def progress(month: int, step: str, done: int) -> None:
                counted = f" {grouped(done)}" if done else ""
                bar.update(
                    task,
                    completed=(month - 1) * len(steps) + steps.index(step),
                    description=f"{YEAR}-{month:02d} {STEP_LABELS[step]}{counted}",
                )

            for month in play_year(YEAR, fund, staff, seed=seed, months=months, progress=progress):
                bar.update(task, completed=month.month * len(steps))
                played.append(month)
                if not month.played_before:
                    console.print(f"[bold]{YEAR}-{month.month:02d}[/bold] {month.story}")
                for step, value in month.seconds.items():
                    seconds[step] = round(seconds.get(step, 0.0) + value, 2)
    except BrokenInvariant as broken:
        stop(_("The demo year stopped, because something does not hold that always must: %s") % broken)
    except RunInProgress as busy:
        stop(_("The demo is already being played here, or was stopped a moment ago. %s") % busy)
    return played


def _report(console: "Console", fund: "CareFund", passwords: dict[str, str]) -> None:
    from django.utils.translation import gettext as _

    from zorgkas.ledger.queries import trial_balance
    from zorgkas.population.year.summary import COUNT_LABELS, counts
    from zorgkas.web.roles import ROLE_LABELS, Role

    numbers = counts(fund, YEAR)
    table = columns("", head := _("in %d, at its end") % YEAR, numbers=(head,))
    for name, number in numbers.items():
        table.add_row(str(COUNT_LABELS[name]), grouped(number))
    console.print(table)
    console.print(
        _(
            "Members: the yearly figure counts who was one on some day of the year (%(year)s), the counter counts who "
            "is one now (%(now)s): the difference died, moved away or left. Some people in the register are no member."
        )
        % {"year": grouped(numbers["members"]), "now": grouped(numbers["members_at_the_end"])}
    )
    table = columns(_("account of the ledger"), _("euro"), numbers=(_("euro"),))
    for row in trial_balance(fund):
        table.add_row(str(row.account.label), euro(row.balance_cents))
    console.print(table)
    table = columns(_("sign in as"), _("password"), _("role"))
    for user, role, _full_name in USERS:
        table.add_row(user, passwords[user], str(ROLE_LABELS[Role(role)]))
    console.print(table)


def _json(fund: "CareFund", scale: int, seed: int, played: "list[Month]", seconds: dict[str, float]) -> dict[str, Any]:
    from zorgkas.population.year.summary import cents, counts

    checks: dict[str, bool] = {}
    for month in played:
        for name, good in month.checks.items():
            checks[name] = checks.get(name, True) and good
    return {
        "scale": scale,
        "seed": seed,
        "year": YEAR,
        "months_played": sum(not month.played_before for month in played),
        "months_played_before": sum(month.played_before for month in played),
        "counts": counts(fund, YEAR),
        "cents": cents(fund),
        "months": {f"{YEAR}-{month.month:02d}": dict(month.counts) for month in played},
        "seconds": {**seconds, "total": round(sum(seconds.values()), 2)},
        "checks": checks,
    }


def _serve(console: "Console", port: int) -> None:
    from django.utils.translation import gettext as _
    from waitress import serve as listen

    from zorgkas.population.year.clock import latest_moment, not_before
    from zorgkas.web import formats
    from zorgkas.wsgi import application

    with not_before(latest_moment()) as ahead:
        if ahead:
            day = formats.day(latest_moment()).replace("\N{NO-BREAK SPACE}", " ")
            console.print(_("For the demo it is %s: the year was played to its end.") % day)
        console.print(_("The counter is on http://localhost:%d (Ctrl+C stops it).") % port)
        # Passwords and the address must be on the screen, also when the output is a file.
        console.file.flush()
        listen(application, host="127.0.0.1", port=port, threads=8)
