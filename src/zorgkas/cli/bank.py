"""`zorgkas bank`: batches to the bank, statements from the bank, and what could not be matched."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from zorgkas.cli._common import columns, euro, grouped, show, stop, the_user, wide
from zorgkas.cli._django import start_django

if TYPE_CHECKING:
    from zorgkas.banking.models import Batch

app = typer.Typer(no_args_is_help=True, help="Send batches to the bank and import its statements.")
T = TypeVar("T")
UserName = Annotated[str, typer.Option("--user", help="User name of who does this.")]


@app.command()
def batches(state: Annotated[str, typer.Option(help="Only in this state, for example proposed.")] = "") -> None:
    """List the batches, the newest first."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.banking.queries import batches as found

    number, what, period, euros = _("batch"), _("kind"), _("period"), _("euro")
    names = [number, what, period, _("state"), _("execute on"), _("lines"), euros]
    if everything := wide():
        names += [_("fund"), _("proposed by"), "SHA-256"]
    table = columns(*names, numbers=(number, period, _("execute on"), _("lines"), euros))
    for batch in found(state=state or None):
        row = [
            str(batch.pk),
            batch.what,
            str(batch.period),
            str(batch.get_state_display()),
            batch.execute_on.isoformat(),
            grouped(batch.line_count),
            euro(batch.total_cents),
        ]
        if everything:
            row += [batch.fund.code, batch.proposed_by.get_username(), batch.lines_sha256[:16]]
        table.add_row(*row)
    show(table)


@app.command()
def release(batch: int, user: UserName) -> None:
    """Release a proposed batch: somebody else than who proposed it."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.banking import services

    chosen = _batch(batch)
    who = the_user(user, chosen.fund)
    try:
        services.release(chosen, who)
    except services.BatchRefused as refused:
        stop(str(refused))
    typer.echo(
        _("Batch %(batch)d is released: %(lines)s lines, %(euro)s euro.")
        % {"batch": batch, "lines": grouped(chosen.line_count), "euro": euro(chosen.total_cents)}
    )


@app.command()
def cancel(batch: int, user: UserName) -> None:
    """Cancel a batch that did not go to the bank yet."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.banking import services

    chosen = _batch(batch)
    who = the_user(user, chosen.fund)
    try:
        services.cancel(chosen, who)
    except services.BatchRefused as refused:
        stop(str(refused))
    typer.echo(_("Batch %(batch)d is cancelled.") % {"batch": batch})


@app.command()
def export(
    batch: Annotated[int | None, typer.Argument(help="Number of the batch.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every released batch.")] = False,
) -> None:
    """Write the bank files of a released batch (of an exported one: the same files again)."""
    start_django()
    from django.conf import settings
    from django.utils.translation import gettext as _

    from zorgkas.banking import services
    from zorgkas.banking.models import Batch

    if (batch is None) != everything:
        stop(_("Give the number of a batch, or --all for every released batch."))
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
    from django.utils.translation import gettext as _

    from zorgkas.banking import services

    movements, queued = _("movements"), _("queued")
    table = columns(
        _("file"), _("statement"), _("account"), _("result"), movements, queued, numbers=(movements, queued)
    )
    results = {
        services.Result.BOOKED: _("booked"),
        services.Result.DUPLICATE: _("duplicate"),
        services.Result.REFUSED: _("refused"),
    }
    told: list[str] = []
    refused = False
    for path in files:
        try:
            result = services.import_file(path)
        except OSError as error:
            table.add_row(path.name, "", "", results[services.Result.REFUSED], "", "")
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
                results[part.result],
                grouped(part.movements) if booked else "",
                grouped(part.queued) if booked else "",
            )
            if part.reason:
                place = _(", line %d") % part.place if part.place else ""
                told.append(f"{path.name}{place}: {part.code} {part.reason}")
    show(table)
    for line in told:
        typer.echo(line)
    if refused:
        raise typer.Exit(1)


@app.command()
def queue() -> None:
    """List the movements that wait for somebody, and the statements that were refused."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.banking import queries

    number, euros = _("movement"), _("euro")
    table = columns(
        number, _("booked on"), euros, _("from"), _("text"), _("reason"), numbers=(number, _("booked on"), euros)
    )
    for movement in queries.queue():
        table.add_row(
            str(movement.pk),
            movement.booked_on.isoformat(),
            euro(movement.amount_cents),
            f"{movement.counterparty_name}\n{movement.counterparty_iban}".strip(),
            movement.communication or movement.text,
            movement.told_reason,
        )
    show(table)
    for refusal in queries.quarantined():
        typer.echo(
            _("%(file)s, statement %(position)d: %(code)s %(reason)s")
            % {
                "file": refusal.file.name,
                "position": refusal.position,
                "code": refusal.code,
                "reason": refusal.told_reason,
            }
        )


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
    from django.utils.translation import gettext as _

    from zorgkas.banking import services
    from zorgkas.banking.models import BatchLine, Movement
    from zorgkas.ledger.communication import InvalidCommunication, item_of
    from zorgkas.ledger.models import Item
    from zorgkas.registry.queries import person_by_insz

    found = Movement.objects.select_related("statement__account__fund").filter(pk=movement).first()
    if found is None:
        stop(_("There is no movement %d; see `zorgkas bank queue`.") % movement)
    who = the_user(user, found.statement.account.fund)
    if sum(map(bool, (person, communication, order))) != 1:
        stop(_("Give one of --person, --communication and --order."))
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
        stop(str(refused))
    typer.echo(_("Movement %d is matched.") % movement)


def _found(thing: T | None, asked: str) -> T:
    from django.utils.translation import gettext as _

    if thing is None:
        stop(_("Nothing is found for %s.") % asked)
    return thing


def _batch(number: int) -> "Batch":
    from django.utils.translation import gettext as _

    from zorgkas.banking.models import Batch

    batch = Batch.objects.filter(pk=number).first()
    if batch is None:
        stop(_("There is no batch %d; see `zorgkas bank batches`.") % number)
    return batch
