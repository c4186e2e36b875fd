"""`zorgkas care`: providers, requests and invoices of care in kind."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zorgkas.cli._common import FundCode, columns, euro, show, stop, the_fund, the_user
from zorgkas.cli._django import start_django

if TYPE_CHECKING:
    from zorgkas.care.services import FileReport

app = typer.Typer(no_args_is_help=True, help="Care in kind: providers, requests, invoices, and what is owed for them.")

PillarCode = Annotated[str, typer.Argument(help="The pillar, such as consultation.")]
Files = Annotated[list[Path], typer.Argument(help="Files of invoices.", exists=True, dir_okay=False, readable=True)]
UserName = Annotated[str, typer.Option("--user", help="User name of who decides or proposes.")]
Day = Annotated[datetime.datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Another day than today.")]


@app.command()
def providers(find: Annotated[str, typer.Argument(help="Part of a name, or the start of a number.")] = "") -> None:
    """List providers."""
    start_django()
    from django.db.models import Q
    from django.utils.translation import gettext as _

    from zorgkas.registry.models import Provider

    table = columns(_("number"), _("name"), _("kind"))
    for one in Provider.objects.filter(Q(name__icontains=find) | Q(number__startswith=find)).order_by("name")[:500]:
        table.add_row(one.number, one.name, one.kind)
    show(table)


@app.command()
def requests(fund: FundCode = "") -> None:
    """List the requests that must be decided, the most urgent first."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.care import queries

    table = columns(_("number"), _("pillar"), _("kind"), _("person"), _("received on"), _("decide by"), _("state"))
    for one in queries.requests([the_fund(fund).pk]):
        decide_by = one.decide_by.isoformat() if one.decide_by else "-"
        cells = (one.pillar, one.kind, str(one.person), one.received_on.isoformat(), decide_by)
        table.add_row(str(one.pk), *cells, one.get_state_display())
    show(table)


@app.command()
def decide(
    number: Annotated[int, typer.Argument(help="The number of the request.")], user: UserName, on: Day = None
) -> None:
    """Decide on a request as the law says, and write the letter."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.care import services
    from zorgkas.care.models import CareRequest
    from zorgkas.letters.services import write_care_letters

    request = CareRequest.objects.filter(pk=number).first()
    if request is None:
        stop(_("There is no request %d.") % number)
    try:
        decision = services.decide(request, the_user(user), _day(on))
    except services.NotDecidable as error:
        stop(str(error))
    if decision is None:
        stop(_("Not decided: the task of the request says what must be found out."))
    write_care_letters(request.fund)
    typer.echo(f"{decision.get_outcome_display()}: {', '.join(decision.reasons)}")


@app.command("pass-terms")
def pass_terms(fund: FundCode = "", on: Day = None) -> None:
    """Do what silence means for requests whose term has passed. May be repeated."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.care import services
    from zorgkas.letters.services import write_care_letters

    chosen = the_fund(fund)
    made = services.pass_terms(chosen, _day(on))
    write_care_letters(chosen)
    typer.echo(_("Decided by silence: %d.") % len(made))


@app.command()
def check(pillar: PillarCode, files: Files, fund: FundCode = "", on: Day = None) -> None:
    """Check files of invoices and keep nothing: what would be accepted and refused, and why."""
    start_django()
    from zorgkas.care import services

    _known(pillar)
    _tell(pillar, services.check_files(pillar, the_fund(fund), _read(files), _day(on)))


@app.command()
def invoices(pillar: PillarCode, files: Files, fund: FundCode = "", on: Day = None) -> None:
    """Take in files of invoices: checked and booked at once; the same file again changes nothing."""
    start_django()
    from zorgkas.care import services

    _known(pillar)
    _tell(pillar, services.receive_files(pillar, the_fund(fund), _read(files), _day(on)))


@app.command()
def again(
    pillar: PillarCode,
    first: Annotated[str, typer.Argument(help="The first month, such as 2026-01.")],
    last: Annotated[str, typer.Argument(help="The last month.")],
    fund: FundCode = "",
) -> None:
    """Judge invoices of these months again after a tariff, a right or a ruling changed; only differences are booked."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.budgets import months
    from zorgkas.care import services
    from zorgkas.ledger.services import LedgerError

    _known(pillar)
    try:
        done = services.recalculate(pillar, the_fund(fund), months.parse(first), months.parse(last))
    except (months.BadMonth, LedgerError) as error:
        stop(str(error))
    typer.echo(
        _("Lines: %(lines)d; changed: %(changed)d; more: %(up)s; less: %(down)s.")
        % {"lines": done.lines, "changed": done.changed, "up": euro(done.up_cents), "down": euro(done.down_cents)}
    )


@app.command()
def twelfths(month: Annotated[str, typer.Argument(help="The month, such as 2026-11.")], fund: FundCode = "") -> None:
    """Book the fixed part of the budgets of rehabilitation hospitals for a month; again books only differences."""
    start_django()
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from zorgkas.budgets import months
    from zorgkas.care.pillars.rehabilitation_hospitals.twelfths import book_twelfths
    from zorgkas.ledger.services import LedgerError

    try:
        more = book_twelfths(the_fund(fund), months.parse(month), at=timezone.now())
    except (months.BadMonth, LedgerError) as error:
        stop(str(error))
    typer.echo(_("Twelfths booked: %s more.") % euro(more))


@app.command()
def pay(
    month: Annotated[str, typer.Argument(help="The month, such as 2026-11.")], user: UserName, fund: FundCode = ""
) -> None:
    """Propose to pay providers all that is open up to a month; somebody else releases it (`zorgkas bank release`)."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.banking.services import BatchRefused, propose_care
    from zorgkas.budgets import months
    from zorgkas.ledger.services import LedgerError

    try:
        batch = propose_care(the_fund(fund), months.parse(month), the_user(user))
    except (months.BadMonth, LedgerError, BatchRefused) as error:
        stop(str(error))
    typer.echo(
        _("Batch %(batch)d: %(lines)d payments, %(total)s.")
        % {"batch": batch.pk, "lines": batch.line_count, "total": euro(batch.total_cents)}
    )


def _day(on: datetime.datetime | None) -> datetime.date:
    from django.utils import timezone

    return on.date() if on else timezone.localdate()


def _known(pillar: str) -> None:
    from django.utils.translation import gettext as _

    from zorgkas.care.pillars import pillars

    if pillar not in pillars():
        stop(_("There is no pillar %(name)s; choose from %(names)s.") % {"name": pillar, "names": ", ".join(pillars())})


def _read(files: list[Path]) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in files]


def _tell(pillar: str, reports: "list[FileReport]") -> None:
    from django.utils.translation import get_language
    from django.utils.translation import gettext as _

    from zorgkas.care.queries import why

    names = (_("file"), _("line"), _("code"), _("article"), _("why"), _("what to do"))
    table = columns(*names)
    language = get_language() or "nl"
    for report in reports:
        rows = [(0, report.reason)] if report.reason else [(one.line, one.code) for one in report.refusals]
        for line, code in rows:
            told = why(pillar, code)
            place = f" ({report.place})" if report.place else ""
            words = (
                (told.article, told.text.told(language) + place, told.remedy.told(language)) if told else ("", "", "")
            )
            table.add_row(report.name, str(line or "-"), code, *words)
        state = _("came in before: ") if report.again else ""
        typer.echo(
            f"{report.name}: {state}{report.state}, {report.accepted_count}/{report.line_count}, "
            f"{euro(report.accepted_cents)} / {euro(report.claimed_cents)}"
        )
    if table.row_count:
        show(table)
