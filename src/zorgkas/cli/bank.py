"""`zorgkas bank`: batches to the bank, statements from the bank, and what could not be matched."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from zorgkas.cli._django import start_django

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from zorgkas.banking.models import Batch

app = typer.Typer(no_args_is_help=True, help="Send batches to the bank and import its statements.")
T = TypeVar("T")
UserName = Annotated[str, typer.Option("--user", help="User name of who does this.")]


@app.command()
def batches(state: Annotated[str, typer.Option(help="Only in this state, for example proposed.")] = "") -> None:
    """List the batches, the newest first."""
    start_django()
    from zorgkas.banking.queries import batches as found

    table = Table("batch", "kind", "fund", "period", "state", "execute on", "lines", "euro", "hash", "proposed by")
    for batch in found(state=state or None):
        table.add_row(
            str(batch.pk),
            str(batch.get_kind_display()),
            batch.fund.code,
            str(batch.period),
            str(batch.get_state_display()),
            batch.execute_on.isoformat(),
            str(batch.line_count),
            _euro(batch.total_cents),
            batch.lines_sha256[:16],
            batch.proposed_by.get_username(),
        )
    _print(table)


@app.command()
def release(batch: int, user: UserName) -> None:
    """Release a proposed batch: somebody else than who proposed it."""
    start_django()
    from zorgkas.banking import services

    chosen, who = _batch(batch), _user(user)
    try:
        services.release(chosen, who)
    except services.BatchRefused as refused:
        _fail(str(refused))
    typer.echo(f"Batch {batch} is released: {chosen.line_count} lines, {_euro(chosen.total_cents)} euro.")


@app.command()
def cancel(batch: int, user: UserName) -> None:
    """Cancel a batch that did not go to the bank yet."""
    start_django()
    from zorgkas.banking import services

    chosen, who = _batch(batch), _user(user)
    try:
        services.cancel(chosen, who)
    except services.BatchRefused as refused:
        _fail(str(refused))
    typer.echo(f"Batch {batch} is cancelled.")


@app.command()
def export(
    batch: Annotated[int | None, typer.Argument(help="Number of the batch.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every released batch.")] = False,
) -> None:
    """Write the bank files of a released batch (of an exported one: the same files again)."""
    start_django()
    from django.conf import settings

    from zorgkas.banking import services
    from zorgkas.banking.models import Batch

    if (batch is None) != everything:
        _fail("Give the number of a batch, or --all for every released batch.")
    chosen = list(Batch.objects.filter(state=Batch.State.RELEASED).order_by("pk")) if batch is None else [_batch(batch)]
    failed = False
    for one in chosen:
        try:
            for file in services.export_files(one):
                typer.echo(f"{settings.OUTBOX_DIR / file.path}  sha256 {file.sha256}")
        except (services.BatchRefused, services.InvalidFile) as refused:
            typer.echo(str(refused), err=True)
            failed = True
    if failed:
        raise typer.Exit(1)


@app.command(name="import")
def import_(files: Annotated[list[Path], typer.Argument(help="CODA or camt.053 files.", exists=False)]) -> None:
    """Import statements; what is refused is told with its code and place, and the exit code is then 1."""
    start_django()
    from zorgkas.banking import services

    table = Table("file", "statement", "account", "result", "movements", "queued")
    told: list[str] = []
    refused = False
    for path in files:
        try:
            result = services.import_file(path)
        except OSError as error:
            table.add_row(path.name, "", "", "refused", "", "")
            told.append(f"{path}: {error.strerror or error}.")
            refused = True
            continue
        refused |= result.refused
        for part in result.statements:
            booked = part.result == services.Result.BOOKED
            table.add_row(
                path.name,
                part.number,
                part.iban,
                str(part.result),
                str(part.movements) if booked else "",
                str(part.queued) if booked else "",
            )
            if part.reason:
                place = f", line {part.place}" if part.place else ""
                told.append(f"{path.name}{place}: {part.code} {part.reason}")
    _print(table)
    for line in told:
        typer.echo(line)
    if refused:
        raise typer.Exit(1)


@app.command()
def queue() -> None:
    """List the movements that wait for somebody, and the statements that were refused."""
    start_django()
    from zorgkas.banking import queries

    table = Table("movement", "booked on", "euro", "from", "name", "text", "reason")
    for movement in queries.queue():
        table.add_row(
            str(movement.pk),
            movement.booked_on.isoformat(),
            _euro(movement.amount_cents),
            movement.counterparty_iban,
            movement.counterparty_name,
            movement.communication or movement.text,
            movement.told_reason,
        )
    _print(table)
    for refusal in queries.quarantined():
        typer.echo(f"{refusal.file.name}, statement {refusal.position}: {refusal.code} {refusal.reason}")


@app.command()
def match(
    movement: Annotated[int, typer.Argument(help="Number of the movement in the queue.")],
    user: UserName,
    person: Annotated[str, typer.Option(help="Number (INSZ) of whose premiums it pays.")] = "",
    communication: Annotated[str, typer.Option(help="Structured communication of the claim it pays.")] = "",
    order: Annotated[str, typer.Option(help="EndToEndId of the order that came back.")] = "",
) -> None:
    """Give a queued movement to a person, a claim or an order that came back."""
    start_django()
    from zorgkas.banking import services
    from zorgkas.banking.models import BatchLine, Movement
    from zorgkas.ledger.communication import InvalidCommunication, item_of
    from zorgkas.ledger.models import Item
    from zorgkas.registry.queries import person_by_insz

    who, found = _user(user), Movement.objects.filter(pk=movement).first()
    if found is None:
        _fail(f"There is no movement {movement}; see `zorgkas bank queue`.")
    if sum(map(bool, (person, communication, order))) != 1:
        _fail("Give one of --person, --communication and --order.")
    try:
        services.match_movement(
            found,
            user=who,
            person=_found(person_by_insz(person), person) if person else None,
            item=_found(Item.objects.filter(pk=item_of(communication)).first(), communication)
            if communication
            else None,
            line=_found(BatchLine.objects.filter(end_to_end_id=order).first(), order) if order else None,
        )
    except (services.MatchRefused, InvalidCommunication) as refused:
        _fail(str(refused))
    typer.echo(f"Movement {movement} is matched.")


def _found(thing: T | None, asked: str) -> T:
    if thing is None:
        _fail(f"Nothing is found for {asked}.")
    return thing


def _batch(number: int) -> "Batch":
    from zorgkas.banking.models import Batch

    batch = Batch.objects.filter(pk=number).first()
    if batch is None:
        _fail(f"There is no batch {number}; see `zorgkas bank batches`.")
    return batch


def _user(name: str) -> "User":
    from django.contrib.auth.models import User

    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        _fail(f"There is no active user {name}.")
    return user


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)


def _euro(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def _print(table: Table) -> None:
    console = Console()
    # In a pipe nothing is cut off.
    console.print(table, width=None if console.is_terminal else 240)
