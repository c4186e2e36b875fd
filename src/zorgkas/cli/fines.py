"""`zorgkas fines`: search, registered letters, corrections, the file to the agency and its answers."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zorgkas.cli._common import FundCode, Insz, bar, columns, euro, grouped, show, stop, the_fund, the_person
from zorgkas.cli._django import start_django

if TYPE_CHECKING:
    from zorgkas.fines.services import Found

app = typer.Typer(no_args_is_help=True, help="Fines for premiums that were not paid: the steps of a year.")

Year = Annotated[int, typer.Argument(help="The year of the registered letter.")]
On = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day on which it is done (today).")]


@app.command()
def search(
    year: Year,
    fund: FundCode = "",
    keep: Annotated[bool, typer.Option("--keep", help="Keep a file of every candidate; without it only look.")] = False,
) -> None:
    """Search who missed two premiums, and say of the others why they are not fined."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.fines import services
    from zorgkas.ledger.services import LedgerError

    chosen = the_fund(fund)
    if not keep:
        _show(services.preview_candidates(chosen, year))
        return
    try:
        with bar() as progress:
            task = progress.add_task(_("Searching"))
            found = services.find_candidates(
                chosen, year, progress=lambda done, total: progress.update(task, completed=done, total=total)
            )
    except LedgerError as error:
        stop(str(error))
    _show(found)
    typer.echo(
        _("%(new)s new files, %(back)s back, %(gone)s ended.")
        % {"new": grouped(found.new), "back": grouped(found.back), "gone": grouped(found.gone)}
    )


def _show(found: "Found") -> None:
    from django.utils.translation import gettext as _

    table = columns(_("outcome"), _("people"), numbers=(_("people"),))
    table.add_row(_("registered letter"), grouped(found.candidates))
    for reason, count in found.not_fined:
        table.add_row(str(reason.label), grouped(count))
    show(table)
    typer.echo(_("Open of the candidates: %s euro.") % euro(found.open_cents))


@app.command()
def send(year: Year, fund: FundCode = "", on: On = None) -> None:
    """Send the registered letters, by 1 September: mark who gets one and write the letters."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.fines.services import TooLate, send_registered_letters
    from zorgkas.letters.services import FineLettersRefused, write_fine_letters

    chosen = the_fund(fund)
    try:
        count = send_registered_letters(chosen, year, _day(on))
        written = write_fine_letters(chosen, year)
    except (TooLate, FineLettersRefused) as error:
        stop(str(error))
    typer.echo(
        _("%(people)d people get a registered letter; %(letters)d letters written.")
        % {"people": count, "letters": written}
    )


@app.command()
def impossible(
    year: Year, why: Annotated[str, typer.Argument(help="Why.")], fund: FundCode = "", on: On = None
) -> None:
    """Record that the registered letters could not be sent, so that they may follow next year."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.fines.services import TooLate, record_impossible

    try:
        count = record_impossible(the_fund(fund), year, why, _day(on))
    except TooLate as error:
        stop(str(error))
    typer.echo(_("%d files wait for next year.") % count)


@app.command()
def report(
    year: Year,
    fund: FundCode = "",
    on: On = None,
    to: Annotated[Path | None, typer.Option("--to", help="Write the file in this folder.")] = None,
) -> None:
    """Make the file for the agency, or after that the file of corrections; first everybody is judged once more."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.fines import services

    chosen, day = the_fund(fund), _day(on)
    told = services.report(chosen, year, day)
    if told.file is None:
        told = services.report_corrections(chosen, year, day)
    for reason, count in told.ended.most_common():
        typer.echo(f"{reason.label}: {grouped(count)}")
    if told.file is None:
        typer.echo(_("Nothing new to tell the agency."))
        return
    typer.echo(
        _("%(file)s: %(lines)d people, %(considered)d considered for a fine.")
        % {"file": told.file.name, "lines": told.file.lines, "considered": told.considered}
    )
    if to:
        try:
            (to / told.file.name).write_bytes(bytes(told.file.content))
        except OSError as error:
            stop(str(error))


@app.command()
def answer(file: Annotated[Path, typer.Argument(help="The answer of the agency.")], fund: FundCode = "") -> None:
    """Take in an answer of the agency: fines, payments, plans, appeals."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.fines.services import LayoutRefused, receive_answer
    from zorgkas.letters.services import write_fine_letters

    chosen = the_fund(fund)
    try:
        content = file.read_bytes()
        answered = receive_answer(chosen, content)
    except (OSError, LayoutRefused) as error:
        stop(str(error))
    if answered.again:
        typer.echo(_("This file was taken in before."))
        return
    for what, count in sorted(answered.used.items()):
        typer.echo(f"{what}: {grouped(count)}")
    typer.echo(
        _("%(known)d known already, %(apart)d set apart in the work queue.")
        % {"known": answered.known, "apart": answered.set_apart}
    )
    from zorgkas.fines.layout import read_answer

    for year in sorted({line.letter_year for line in read_answer(content)}):
        write_fine_letters(chosen, year)


@app.command("show")
def show_file(insz: Insz) -> None:
    """Show the fine files of a person, step by step."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.fines.queries import files_of

    files = files_of(the_person(insz).pk)
    if not files:
        typer.echo(_("No fine file."))
    for file in files:
        typer.echo(f"{file.year} {file.fund}: {file.get_state_display()}, {euro(file.arrears_cents)} euro")
        for event in file.events.order_by("pk"):
            amount = f" {euro(event.amount_cents)}" if event.amount_cents else ""
            typer.echo(f"  {event.on.isoformat()} {event.get_step_display()}{amount} {event.proof}".rstrip())


def _day(on: datetime | None) -> date:
    from django.utils import timezone

    return on.date() if on else timezone.localdate()
