"""`zorgkas ledger`: check and read what is booked."""

from typing import TYPE_CHECKING, Annotated

import typer

from zorgkas.cli._common import columns, euro, grouped, show, stop, wide
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

    from zorgkas.ledger import queries

    chosen = _fund(fund)
    console = Console()
    with console.status("") as status:
        findings = queries.check(chosen, lambda label, done, total: status.update(f"{done + 1}/{total} {label}"))
    table = columns(_("check"), _("outcome"), _("seconds"), numbers=(_("seconds"),))
    for finding in findings:
        outcome = _("good") if finding.good else _("%d problems") % finding.problems
        table.add_row(finding.label, outcome, f"{finding.seconds:.1f}")
    show(table)
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

    from zorgkas.ledger import queries

    rows = queries.trial_balance(_fund(fund))
    table = columns(_("account"), "", _("debit"), _("credit"), numbers=(_("debit"), _("credit")))
    for row in rows:
        debit, credit = max(row.balance_cents, 0), max(-row.balance_cents, 0)
        table.add_row(str(row.account.value), str(row.account.label), _amount(debit), _amount(credit))
    table.add_section()
    table.add_row(
        "",
        _("total"),
        _amount(sum(max(row.balance_cents, 0) for row in rows)),
        _amount(sum(max(-row.balance_cents, 0) for row in rows)),
    )
    show(table)


@app.command()
def entry(
    key: Annotated[str, typer.Argument(help="Key of the entry, as statements and runs show it.")],
    limit: Annotated[int, typer.Option(help="Show at most so many lines.")] = 50,
) -> None:
    """Print one entry with its lines."""
    start_django()
    from django.utils.translation import gettext as _
    from rich.console import Console

    from zorgkas.ledger import queries
    from zorgkas.ledger.accounts import Account, Product
    from zorgkas.ledger.models import Entry

    try:
        found, lines = queries.entry_lines(key, limit)
    except Entry.DoesNotExist:
        stop(_("There is no entry with key %s.") % key)
    console = Console()
    console.print(f"{found.key}  {found.booked_on}  {found.fund}  {found.get_kind_display()}", markup=False)
    console.print(found.told_narrative, markup=False)
    names = ("", _("account"), _("person"), _("product"), _("period"), _("debit"), _("credit"))
    table = columns(*names, numbers=names[-3:])
    for line in lines:
        table.add_row(
            str(line.line),
            f"{line.account} {Account(line.account).label}",
            line.person.insz if line.person else "",
            str(Product(line.product).label) if line.product else "",
            queries.period_text(line.period),
            _amount(max(line.amount_cents, 0)),
            _amount(max(-line.amount_cents, 0)),
        )
    show(table)
    if found.line_count > len(lines):
        console.print(_("%(shown)d of %(all)d lines shown.") % {"shown": len(lines), "all": found.line_count})


@app.command()
def runs(fund: Fund = None, limit: Annotated[int, typer.Option(help="Show the last so many runs.")] = 20) -> None:
    """Print the last runs: what they were for, what became of them and what they booked."""
    start_django()
    from django.utils.timezone import localtime
    from django.utils.translation import gettext as _

    from zorgkas.ledger import queries

    number, seconds, postings, debit = _("run"), _("seconds"), _("lines"), _("debit")
    names = [number, _("kind"), _("period"), _("state"), _("started"), postings, debit]
    if everything := wide():
        names += [seconds, _("fund")]
    table = columns(*names, numbers=(number, _("period"), _("started"), seconds, postings, debit))
    for run in queries.runs(_fund(fund))[:limit]:
        booked = run.outcome.get("booked", {})
        row = [
            str(run.pk),
            queries.run_label(run.kind),
            queries.period_text(run.period),
            str(run.get_state_display()),
            f"{localtime(run.started_at):%Y-%m-%d %H:%M}",
            grouped(booked["postings"]) if booked.get("postings") else "",
            euro(booked["debit_cents"]) if booked.get("debit_cents") else "",
        ]
        if everything:
            took = (run.finished_at - run.started_at).total_seconds() if run.finished_at else None
            row += ["" if took is None else f"{took:.1f}", run.fund.code]
        table.add_row(*row)
    show(table)


def _fund(code: str | None) -> "CareFund | None":
    from django.utils.translation import gettext as _

    from zorgkas.registry.models import CareFund

    if code is None:
        return None
    found = CareFund.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(CareFund.objects.order_by("code").values_list("code", flat=True))
        stop(_("There is no care fund with code %(code)s; there are: %(known)s.") % {"code": code, "known": known})
    return found


def _amount(cents: int) -> str:
    return euro(cents) if cents else ""
