"""`zorgkas ledger`: check and read what is booked."""

from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from zorgkas.cli._django import start_django

if TYPE_CHECKING:
    from zorgkas.registry.models import CareFund

app = typer.Typer(no_args_is_help=True, help="Check and read what is booked.")
Fund = Annotated[str | None, typer.Option("--fund", help="Code of one care fund; all funds if not given.")]


@app.command()
def check(fund: Fund = None) -> None:
    """Add everything up again; exit code 1 when anything is off."""
    start_django()
    from django.utils.translation import gettext as _
    from rich.console import Console
    from rich.table import Table

    from zorgkas.ledger import queries

    chosen = _fund(fund)
    console = Console()
    with console.status("") as status:
        findings = queries.check(chosen, lambda label, done, total: status.update(f"{done + 1}/{total} {label}"))
    table = Table(_("check"), _("outcome"), _("seconds"))
    for finding in findings:
        outcome = _("good") if finding.good else _("%d problems") % finding.problems
        table.add_row(finding.label, outcome, f"{finding.seconds:.1f}")
    console.print(table)
    for finding in findings:
        for example in finding.examples:
            console.print(f"{finding.name}: {example}", markup=False, highlight=False)
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)


@app.command()
def balance(fund: Fund = None) -> None:
    """Print the balance of every account; positive is debit, negative is credit."""
    start_django()
    from django.utils.translation import gettext as _
    from rich.console import Console
    from rich.table import Table

    from zorgkas.ledger import queries

    rows = queries.trial_balance(_fund(fund))
    table = Table(_("account"), "", _("debit"), _("credit"))
    for row in rows:
        debit, credit = max(row.balance_cents, 0), max(-row.balance_cents, 0)
        table.add_row(str(row.account.value), str(row.account.label), _euro(debit), _euro(credit))
    table.add_section()
    table.add_row(
        "",
        _("total"),
        _euro(sum(max(row.balance_cents, 0) for row in rows)),
        _euro(sum(max(-row.balance_cents, 0) for row in rows)),
    )
    Console().print(table)


@app.command()
def entry(
    key: Annotated[str, typer.Argument(help="Key of the entry, as statements and runs show it.")],
    limit: Annotated[int, typer.Option(help="Show at most so many lines.")] = 50,
) -> None:
    """Print one entry with its lines."""
    start_django()
    from django.utils.translation import gettext as _
    from rich.console import Console
    from rich.table import Table

    from zorgkas.ledger import queries
    from zorgkas.ledger.accounts import Account, Product
    from zorgkas.ledger.models import Entry

    try:
        found, lines = queries.entry_lines(key, limit)
    except Entry.DoesNotExist:
        _fail(_("There is no entry with key %s.") % key)
    console = Console()
    console.print(f"{found.key}  {found.booked_on}  {found.fund}  {found.get_kind_display()}", markup=False)
    console.print(found.narrative, markup=False)
    table = Table("", _("account"), _("person"), _("product"), _("period"), _("debit"), _("credit"))
    for line in lines:
        table.add_row(
            str(line.line),
            f"{line.account} {Account(line.account).label}",
            line.person.insz if line.person else "",
            str(Product(line.product).label) if line.product else "",
            queries.period_text(line.period),
            _euro(max(line.amount_cents, 0)),
            _euro(max(-line.amount_cents, 0)),
        )
    console.print(table)
    if found.line_count > len(lines):
        console.print(_("%(shown)d of %(all)d lines shown.") % {"shown": len(lines), "all": found.line_count})


@app.command()
def runs(fund: Fund = None, limit: Annotated[int, typer.Option(help="Show the last so many runs.")] = 20) -> None:
    """Print the last runs: what they were for, what became of them and what they booked."""
    start_django()
    from django.utils.timezone import localtime
    from django.utils.translation import gettext as _
    from rich.console import Console
    from rich.table import Table

    from zorgkas.ledger import queries

    table = Table(
        "", _("kind"), _("period"), _("fund"), _("state"), _("started"), _("seconds"), _("postings"), _("debit")
    )
    for run in queries.runs(_fund(fund))[:limit]:
        booked = run.outcome.get("booked", {})
        table.add_row(
            str(run.pk),
            run.kind,
            queries.period_text(run.period),
            run.fund.code,
            run.get_state_display(),
            f"{localtime(run.started_at):%Y-%m-%d %H:%M}",
            f"{(run.finished_at - run.started_at).total_seconds():.1f}" if run.finished_at else "",
            str(booked.get("postings", "")),
            _euro(booked.get("debit_cents", 0)),
        )
    console = Console()
    # In a pipe nothing is cut off.
    console.print(table, width=None if console.is_terminal else 240)


def _fund(code: str | None) -> "CareFund | None":
    from django.utils.translation import gettext as _

    from zorgkas.registry.models import CareFund

    if code is None:
        return None
    found = CareFund.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(CareFund.objects.order_by("code").values_list("code", flat=True))
        _fail(_("There is no care fund with code %(code)s; there are: %(known)s.") % {"code": code, "known": known})
    return found


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)


def _euro(cents: int) -> str:
    return f"{cents // 100:,}.{cents % 100:02d}" if cents else ""
