"""`zorgkas exchange`: files of the Crossroads Bank in and out, and the records that were set apart."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zorgkas.cli._common import FundCode, bar, columns, grouped, show, stop, the_fund, the_user
from zorgkas.cli._django import start_django

if TYPE_CHECKING:
    from zorgkas.exchange.models import MessageFile, QuarantinedRecord

app = typer.Typer(no_args_is_help=True, help="Exchange messages with the Crossroads Bank.")
UserName = Annotated[str, typer.Option("--user", help="User name of who does this.")]


@app.command(name="in")
def in_(
    files: Annotated[list[Path] | None, typer.Argument(help="Files of messages; none: go on with what waits.")] = None,
) -> None:
    """Take files in; the same file twice changes nothing. The exit code is 1 when a file was refused or waits."""
    start_django()
    from zorgkas.exchange import services
    from zorgkas.exchange.models import MessageFile

    done: list[tuple[MessageFile, bool]] = []
    with bar() as progress:
        task = progress.add_task("", total=None)

        def step(now: int, total: int) -> None:
            progress.update(task, completed=now, total=total)

        try:
            for path in files or []:
                if not path.is_file():
                    stop(f"{path}: there is no such file.")
                progress.update(task, description=path.name, completed=0, total=None)
                received = services.receive(path, progress=step)
                done.append((received.file, received.double))
            if not files:
                done = [(file, False) for file in services.go_on(step)]
        except (services.ExchangeBusy, services.VoucherRefused) as refused:
            stop(str(refused))
    _show([file for file, _double in done])
    for file, double in done:
        if double:
            typer.echo(f"{file.name}: offered before; nothing changes.")
        if file.told_reason:
            typer.echo(f"{file.name}: {file.code} {file.element} {file.told_reason}")
    if any(file.state != MessageFile.State.DONE for file, _double in done):
        raise typer.Exit(1)


@app.command()
def out(
    inscriptions: Annotated[bool, typer.Option(help="Tell the reference repository whom we know.")] = False,
    budgets: Annotated[bool, typer.Option(help="Tell the insurers of our budgets for older people (A003,M).")] = False,
    allowance: Annotated[int | None, typer.Option(help="Ask about the increased allowance for this year.")] = None,
    again: Annotated[int | None, typer.Option(help="Make the file with this number again.")] = None,
    fund: FundCode = "",
) -> None:
    """Make the files that go out: each thing is told once, and a file can be made again."""
    start_django()
    from django.conf import settings

    from zorgkas.exchange import services

    if not (inscriptions or budgets or allowance or again):
        stop("Say what goes out: --inscriptions, --budgets, --allowance YEAR or --again FILE.")
    made: list[MessageFile | None] = []
    if again is not None:
        file = _file(again)
        try:
            services.write_again(file)
        except (services.NotReproduced, KeyError) as refused:
            stop(str(refused))
        made.append(file)
    else:
        chosen = the_fund(fund)
        made += [services.tell_inscriptions(chosen)] if inscriptions else []
        made += [services.tell_budgets(chosen)] if budgets else []
        made += [services.ask_increased_allowance(chosen, allowance)] if allowance else []
    for one in made:
        if one is None:
            typer.echo("There is nothing new to tell.")
        else:
            typer.echo(f"{settings.OUTBOX_DIR / one.path}  {grouped(one.records)} records  sha256 {one.sha256}")


@app.command()
def status(
    every: Annotated[bool, typer.Option("--all", help="Also what is processed and sent.")] = False,
    use: Annotated[bool, typer.Option("--use", help="Per month and message, how much it was used.")] = False,
) -> None:
    """Show the mailbox: what waits, what was refused and, with --all, everything."""
    start_django()
    from zorgkas.exchange import queries
    from zorgkas.exchange.models import MessageFile

    if use:
        table = columns(
            "month",
            "message",
            "way",
            "files",
            "refused",
            "records",
            "accepted",
            "set apart",
            "ignored",
            numbers={"files", "refused", "records", "accepted", "set apart", "ignored"},
        )
        for one in queries.use_per_month():
            counts = (one.files, one.refused, one.records, one.accepted, one.quarantined, one.ignored)
            table.add_row(f"{one.month:%Y-%m}", one.message, one.direction, *map(grouped, counts))
        show(table)
        return
    found = queries.files()
    if not every:
        found = found.exclude(state__in=[MessageFile.State.DONE, MessageFile.State.SENT])
    _show(list(found))
    for file in found:
        if file.told_reason:
            typer.echo(f"{file.pk} {file.name}: {file.code} {file.told_reason}")
    typer.echo(f"{grouped(queries.quarantine().count())} records wait in the quarantine.")


@app.command()
def release(file: Annotated[int, typer.Argument(help="Number of the file.")], user: UserName) -> None:
    """Let a file that waits go on: a number before it will not come, or its count is right after all."""
    start_django()
    from zorgkas.exchange import services

    chosen, who = _file(file), the_user(user)
    try:
        services.release(chosen, who)
    except services.ReplayRefused as refused:
        stop(str(refused))
    _show([chosen])


@app.command()
def quarantine(
    record: Annotated[int | None, typer.Argument(help="Number of a record, to see it whole.")] = None,
    file: Annotated[int | None, typer.Option(help="Only of the file with this number.")] = None,
) -> None:
    """List the records that were set apart: file, place, element and reason; or show one as it came."""
    start_django()
    from zorgkas.exchange import queries

    if record is not None:
        one = _record(record)
        typer.echo(f"{one.file.name}, record {one.position}: {one.code} {one.element} {one.told_reason}")
        typer.echo(one.corrected or one.text)
        return
    table = columns("record", "message", "file", "place", "code", "element", "reason", numbers={"record", "place"})
    for one in queries.quarantine(_file(file) if file is not None else None):
        table.add_row(
            str(one.pk), one.file.message, one.file.name, str(one.position), one.code, one.element, one.told_reason
        )
    show(table)


@app.command()
def replay(
    record: Annotated[int, typer.Argument(help="Number of the record in the quarantine.")],
    user: UserName,
    corrected: Annotated[Path | None, typer.Option(help="File with the record as it should be.")] = None,
    dismiss: Annotated[str, typer.Option(help="Do not use the record; say why.")] = "",
) -> None:
    """Read a record again, as it came or as corrected; or dismiss it with a reason."""
    start_django()
    from zorgkas.exchange import services

    one, who = _record(record), the_user(user)
    try:
        if dismiss:
            services.dismiss(one, who, dismiss)
            typer.echo(f"Record {record} is dismissed.")
            return
        outcome = services.replay(one, who, corrected.read_text(encoding="utf-8") if corrected else "")
    except (services.ReplayRefused, services.ExchangeBusy, OSError, UnicodeDecodeError) as refused:
        stop(str(refused))
    if outcome.fault is not None:
        stop(f"{outcome.fault.code} {outcome.fault.element}: {outcome.fault.reason}")
    typer.echo(f"Record {record} is used.")


@app.command()
def client(
    name: Annotated[str, typer.Argument(help="Name of the institution.")],
    organization: Annotated[str, typer.Option(help="Sector/institution or enterprise number.")],
    deliberation: Annotated[str, typer.Option(help="The deliberation that allows it to ask.")],
    context: Annotated[str, typer.Option(help="The legal context that was agreed.")] = "VSB:ZBO",
    fund: FundCode = "",
) -> None:
    """Let an institution ask online (VSBConsult); its key is shown this once."""
    start_django()
    from zorgkas.exchange.models import Client
    from zorgkas.exchange.online import add_client

    if Client.objects.filter(name=name).exists():
        stop(f"{name} has a key already.")
    _made, key = add_client(the_fund(fund), name, organization, context, deliberation)
    typer.echo(f"The key of {name}: {key}")


@app.command()
def pages(folder: Annotated[Path, typer.Argument(help="Where: docs/reference/exchange in the source.")]) -> None:
    """Write the page and the sample of every message, from their definitions."""
    start_django(needs_tables=False)
    from django.utils.translation import override

    from zorgkas.exchange.catalogue import MESSAGES
    from zorgkas.exchange.page import page
    from zorgkas.population.messages.samples import samples

    (folder / "samples").mkdir(parents=True, exist_ok=True)
    made = samples()
    with override("en"):
        for message in MESSAGES:
            (folder / f"{message.slug}.md").write_text(page(message, made[message.slug]), "utf-8")
            (folder / "samples" / f"{message.slug}.xml").write_text(made[message.slug], "utf-8")
    typer.echo(f"{len(MESSAGES)} pages and samples in {folder}")


def _file(number: int) -> "MessageFile":
    from zorgkas.exchange.models import MessageFile

    found = MessageFile.objects.filter(pk=number).first()
    return found if found is not None else stop(f"There is no file {number}; see `zorgkas exchange status --all`.")


def _record(number: int) -> "QuarantinedRecord":
    from zorgkas.exchange.models import QuarantinedRecord

    found = QuarantinedRecord.objects.select_related("file").filter(pk=number).first()
    return found if found is not None else stop(f"There is no record {number}; see `zorgkas exchange quarantine`.")


def _show(files: "list[MessageFile]") -> None:
    counts = ("records", "accepted", "set apart", "ignored")
    table = columns("file", "way", "message", "number", "state", *counts, "name", numbers={"file", "number", *counts})
    for one in files:
        table.add_row(
            str(one.pk),
            str(one.get_direction_display()),
            one.message or "?",
            str(one.sequence or ""),
            str(one.get_state_display()),
            grouped(one.records),
            grouped(one.accepted),
            grouped(one.quarantined),
            grouped(one.ignored),
            one.name,
        )
    show(table)
