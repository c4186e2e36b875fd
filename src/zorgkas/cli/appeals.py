"""`zorgkas appeals`: which appeals run, and what one of them is about."""

from typing import Annotated

import typer

from zorgkas.cli._common import FundCode, columns, show, stop, the_fund
from zorgkas.cli._django import start_django

app = typer.Typer(no_args_is_help=True, help="Follow the appeals against decisions and recoveries.")


@app.command("list")
def list_appeals(fund: FundCode = "") -> None:
    """List the appeals that are not closed, with the next legal date."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.appeals.queries import running
    from zorgkas.registry.models import Task

    chosen = the_fund(fund)
    tasks = {
        task.reference: task for task in Task.objects.filter(kind=Task.Kind.APPEAL, fund=chosen, closed_at__isnull=True)
    }
    names = (_("appeal"), _("person"), _("about"), _("state"), _("by"), _("what"))
    table = columns(*names)
    for appeal in running(chosen):
        task = tasks.get(f"appeal:{appeal.pk}")
        due = task.due_on.isoformat() if task and task.due_on else "-"
        cells = (str(appeal), str(appeal.person), appeal.get_subject_display(), appeal.get_state_display())
        table.add_row(*cells, due, task.told_reason if task else "-")
    show(table)


@app.command("show")
def show_appeal(number: Annotated[int, typer.Argument(help="The number of the appeal, without its letter.")]) -> None:
    """Show what happened to an appeal, and its terms."""
    start_django()
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from zorgkas.appeals import terms
    from zorgkas.appeals.models import Appeal

    found = Appeal.objects.select_related("person", "fund").filter(pk=number).first()
    if found is None:
        stop(_("There is no appeal %d.") % number)
    typer.echo(f"{found}: {found.person}, {found.get_subject_display()}, {found.get_state_display()}")
    for event in found.events.order_by("number"):
        told = event.data.get("why") or event.data.get("what") or event.data.get("result") or ""
        typer.echo(f"{event.on.isoformat()}  {event.get_kind_display()}{': ' + told if told else ''}")
    today = timezone.localdate()
    for name in ("appeal_until", "to_commission_by", "advice_by", "appeal_decision_by", "tribunal_until"):
        decision = terms.ask(found, name, today)
        if terms.day(found, name, today) is not None:
            typer.echo(decision.explain()[-1].sentence)


@app.command()
def letters(fund: FundCode = "") -> None:
    """Write the letters of receipt and of outcome that are not written yet."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.letters.services import write_appeal_letters

    typer.echo(_("%d letters written.") % write_appeal_letters(the_fund(fund)))
