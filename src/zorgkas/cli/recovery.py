"""`zorgkas recovery`: files about undue budgets, from finding them to the end."""

import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from zorgkas.cli._common import FundCode, columns, euro, show, stop, the_fund, the_user
from zorgkas.cli._django import start_django

if TYPE_CHECKING:
    from zorgkas.recovery.models import Recovery
    from zorgkas.recovery.services import Answers

app = typer.Typer(no_args_is_help=True, help="Recover budgets that were paid and are not due.")

Number = Annotated[int, typer.Argument(help="The number of the file, without its letter.")]
UserName = Annotated[str, typer.Option("--user", help="User name of who decides.")]
Day = Annotated[datetime.datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Another day than today.")]


@app.command("list")
def list_files(fund: FundCode = "") -> None:
    """List the files that are not closed."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.recovery.queries import running

    names = (_("file"), _("person"), _("budget"), _("state"), _("found"), _("open"))
    table = columns(*names, numbers=names[4:])
    for file in running(the_fund(fund)):
        one = file.recovery
        state = f"{one.get_state_display()}{', ' + _('suspended') if one.suspended else ''}"
        cells = (str(one), str(one.person), one.get_product_display(), state)
        table.add_row(*cells, euro(file.found_cents), euro(file.open_cents))
    show(table)


@app.command()
def run(
    month: Annotated[str, typer.Argument(help="The month, such as 2026-11.")],
    fund: FundCode = "",
) -> None:
    """Do the work of a month: open files, settle deaths, write off what is prescribed, set off, see what is late.

    `zorgkas payments run` does it as well, between the dues and the payment. May be repeated.
    """
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.banking.queries import reserved_items
    from zorgkas.budgets import months
    from zorgkas.ledger.services import LedgerError
    from zorgkas.letters.services import note_sendings, write_after_death_letters, write_recovery_letters
    from zorgkas.recovery.services import run_month

    chosen = the_fund(fund)
    note_sendings(chosen)
    try:
        done = run_month(chosen, months.parse(month), reserved=reserved_items(chosen))
    except (months.BadMonth, LedgerError) as error:
        stop(str(error))
    letters = write_recovery_letters(chosen) + write_after_death_letters(chosen)
    lines = (
        (_("new files"), done.opened.files, done.opened.cents),
        (_("settled after a death"), done.deaths.files, done.deaths.netted_cents + done.deaths.waived_cents),
        (_("prescribed"), done.prescribed.files, done.prescribed.cents),
        (_("taken off budgets"), done.set_off.files, done.set_off.cents),
    )
    names = (_("what"), _("files"), _("euro"))
    table = columns(*names, numbers=names[1:])
    for label, files, cents in lines:
        table.add_row(label, str(files), euro(cents))
    show(table)
    typer.echo(
        _("Closed: %(closed)d; plans not followed: %(broken)d; letters written: %(letters)d.")
        % {"closed": done.followed.closed, "broken": done.followed.broken, "letters": letters}
    )


@app.command()
def decide(
    number: Number,
    user: UserName = "",
    error_of: Annotated[str, typer.Option("--error-of", help="nobody, user, fund or service.")] = "nobody",
    hidden: Annotated[bool, typer.Option("--hidden", help="The person could not notice it.")] = False,
    reported: Annotated[
        datetime.datetime | None,
        typer.Option("--reported", formats=["%Y-%m-%d"], help="The day on which the person was told."),
    ] = None,
    fraud: Annotated[bool, typer.Option("--fraud", help="Fraud or false statements; say why with --why.")] = False,
    monthly: Annotated[int, typer.Option("--monthly", help="To take off each month, in cents.")] = 0,
    why: Annotated[str, typer.Option("--why", help="What happened, for the letter.")] = "",
) -> None:
    """Show what the law says about a file; with --user, decide it."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.letters.services import write_recovery_letters
    from zorgkas.recovery import services
    from zorgkas.recovery.models import ErrorOf

    found = _file(number)
    if error_of.upper() not in ErrorOf.__members__:
        stop(_("Choose one of: %s.") % "nobody, user, fund, service")
    answers: Answers = services.Answers(
        error_of=ErrorOf[error_of.upper()],
        noticeable=not hidden,
        reported_on=reported.date() if reported else None,
        fraud=fraud,
        monthly_cents=monthly or None,
        why=why,
    )
    proposal = services.propose(found, answers)
    for reason in proposal.reasons:
        typer.echo(f"{reason['nl']}  [{reason['article']}]")
    names = (_("paid and not due"), _("prescribed"), _("let go"), _("netted"), _("asked back"), _("each month"))
    table = columns(*names, numbers=names)
    amounts = (
        proposal.owed_cents,
        proposal.prescribed_cents,
        proposal.waived_cents,
        proposal.netted_cents,
        proposal.asked_cents,
        proposal.monthly_cents,
    )
    table.add_row(*map(euro, amounts))
    show(table)
    if not user:
        return
    try:
        services.decide(found, answers, the_user(user, found.fund), seal=proposal.seal)
    except services.RecoveryRefused as refused:
        stop(str(refused))
    write_recovery_letters(found.fund)
    typer.echo(f"{found}: {found.get_state_display()}")


@app.command()
def sent(
    fund: FundCode = "",
    number: Annotated[int, typer.Option("--file", help="One file, of which the letter was sent by hand.")] = 0,
    on: Day = None,
    proof: Annotated[str, typer.Option("--proof", help="The number of the registered letter.")] = "",
) -> None:
    """Note which registered letters left: from the print files, or of one file by hand. The terms run from that day."""
    start_django()
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from zorgkas.letters.services import note_sendings
    from zorgkas.recovery import services

    if number:
        day = on.date() if on else timezone.localdate()
        try:
            services.record_sending(_file(number), day, proof=proof)
        except services.RecoveryRefused as refused:
            stop(str(refused))
    typer.echo(_("%d letters noted.") % (note_sendings(the_fund(fund)) + bool(number)))


@app.command()
def plan(
    number: Number,
    instalments: Annotated[int, typer.Option("--instalments", help="How many.")],
    first: Annotated[datetime.datetime, typer.Option("--first", formats=["%Y-%m-%d"], help="When the first is due.")],
    user: UserName,
) -> None:
    """Give a repayment plan for all that is open of a file."""
    start_django()
    from zorgkas.letters.services import write_recovery_letters
    from zorgkas.recovery import services

    found = _file(number)
    try:
        services.give_plan(found, instalments, first.date(), the_user(user, found.fund))
    except services.RecoveryRefused as refused:
        stop(str(refused))
    write_recovery_letters(found.fund)
    for one in services.instalments(found):
        typer.echo(f"{one['number']:>3}  {one['due_on']}  {euro(one['cents'])}")


@app.command()
def waive(
    number: Number,
    ground: Annotated[str, typer.Argument(help="small, error, agency or below_writ.")],
    user: UserName,
    cents: Annotated[int, typer.Option("--cents", help="How much, in cents; all that is open without it.")] = 0,
    why: Annotated[str, typer.Option("--why", help="On what it rests, for the letter.")] = "",
) -> None:
    """Let go of what is open of a file; the law says whether it may, and who bears it."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.letters.services import write_recovery_letters
    from zorgkas.recovery import services

    found = _file(number)
    if ground not in services.Ground.values:
        stop(_("Choose one of: %s.") % ", ".join(services.Ground.values))
    try:
        services.waive(found, ground, the_user(user, found.fund), cents=cents or None, why=why)
    except services.RecoveryRefused as refused:
        stop(str(refused))
    write_recovery_letters(found.fund)
    typer.echo(f"{found}: {euro(services.still_open(found))}")


def _file(number: int) -> "Recovery":
    from django.utils.translation import gettext as _

    from zorgkas.recovery.models import Recovery

    found = Recovery.objects.select_related("person", "fund").filter(pk=number).first()
    if found is None:
        stop(_("There is no file %d.") % number)
    return found
