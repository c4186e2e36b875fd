"""`zorgkas membership calendar`: what falls due in a year, whether it was done, and doing it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from zorgkas.cli._common import FundCode, columns, show, the_fund
from zorgkas.cli._django import start_django

if TYPE_CHECKING:
    from zorgkas.registry.models import CareFund


def calendar(
    year: Annotated[int, typer.Argument(help="The year.")],
    fund: FundCode = "",
    run: Annotated[bool, typer.Option("--run", help="Do what falls due and was not done yet.")] = False,
    until: Annotated[
        datetime | None,
        typer.Option("--until", formats=["%Y-%m-%d"], help="With --run: only what opens by this day (today)."),
    ] = None,
) -> None:
    """Show what falls due in a year for every part of the fund; with --run, do it.

    May be repeated, and late is right too: each step does what is still missing, and says so when its day is past.
    """
    start_django()
    chosen = the_fund(fund)
    if run:
        _run(chosen, year, until.date() if until else None)
    _show(chosen, year)


def _run(fund: "CareFund", year: int, until: date | None) -> None:
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from zorgkas.fines.calendar import run_until

    failed = False
    for played in run_until(fund, year, until or timezone.localdate()):
        mark = _("not done") if played.failed else _("done")
        typer.echo(f"{played.entry.duty.label}: {mark}. {played.outcome}", err=played.failed)
        failed = failed or played.failed
    if failed:
        typer.echo(_("What could not be done is in the work queue."), err=True)


def _show(fund: "CareFund", year: int) -> None:
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from zorgkas.fines.calendar import calendar as entries

    today = timezone.localdate()
    table = columns(_("day"), _("what"), _("article"), _("done"))
    for entry in entries(fund, year):
        state = entry.done_on.isoformat() if entry.done_on else _("late") if entry.late(today) else "-"
        day = entry.due_on.isoformat() if entry.duty.legal else f"{entry.due_on.isoformat()} *"
        table.add_row(day, str(entry.duty.label), entry.duty.article, state if entry.duty.run else "")
    show(table)
    typer.echo(_("* a day of the fund, not of the law"))
