"""`zorgkas decisions`: prove the receipts, show a decision, grant automatically."""

import datetime
import json
from typing import Annotated

import typer

from zorgkas.cli import afterwards, other_budgets
from zorgkas.cli._common import FundCode, Language, bar, stop, the_fund, the_user
from zorgkas.cli._django import start_django

app = typer.Typer(no_args_is_help=True, help="Prove the receipts of decisions, show one, grant automatically.")
for command in (*other_budgets.COMMANDS, *afterwards.COMMANDS):
    app.command()(command)


@app.command()
def replay(
    decision: Annotated[list[int] | None, typer.Argument(help="Numbers of decisions.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every decision that was ever taken.")] = False,
) -> None:
    """Decide again from the receipts; exit code 1 when one comes out otherwise."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.budgets.services import replay_decisions

    if not decision and not everything:
        stop("Say which decisions, or --all.")
    with bar() as progress:
        task = progress.add_task(_("Deciding again"))
        outcome = replay_decisions(
            None if everything else decision,
            lambda done, total: progress.update(task, completed=done, total=total),
        )
    for difference in outcome.differences:
        for what in difference.what:
            typer.echo(f"{difference.decision_id}: {what}", err=True)
    typer.echo(
        _("%(checked)d decisions decided again, %(differences)d come out otherwise.")
        % {"checked": outcome.checked, "differences": len(outcome.differences)}
    )
    if outcome.differences or (decision and not everything and outcome.checked != len(set(decision))):
        raise typer.Exit(1)


@app.command()
def show(
    decision: Annotated[int, typer.Argument(help="The number of the decision.")], language: Language = "nl"
) -> None:
    """Show a decision: the outcome, the reasons, and every step of the law behind it."""
    start_django()
    from zorgkas.budgets.models import Decision
    from zorgkas.budgets.queries import explain_decision
    from zorgkas.cli._common import show_steps

    found = Decision.objects.select_related("application", "person", "decided_by").filter(pk=decision).first()
    if found is None:
        stop(f"There is no decision {decision}.")
    by = found.decided_by.get_username() if found.decided_by else "straight-through"
    typer.echo(f"{found.pk}: {found.get_outcome_display()}, {found.decided_on}, {found.person}, {by}")
    for reason in found.motivation:
        typer.echo(f"{'+' if reason['met'] else '-'} {reason.get(language, reason['nl'])}  [{reason['article']}]")
    for one in explain_decision(found):
        typer.echo(f"\n{one.target}")
        show_steps(one, language)


@app.command()
def grant(
    since: Annotated[datetime.datetime, typer.Option("--since", help="File data that came after this moment.")],
    fund: FundCode = "",
) -> None:
    """Grant automatically what file data prove (BVR art. 138); what a person must look at goes to the queue."""
    start_django()
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from zorgkas.budgets.services import grant_automatically
    from zorgkas.engine import LegalGap
    from zorgkas.ledger.services import LedgerError

    chosen = the_fund(fund)
    try:
        with bar() as progress:
            task = progress.add_task(_("Deciding"))
            outcome = grant_automatically(
                chosen,
                timezone.make_aware(since) if timezone.is_naive(since) else since,
                progress=lambda done, total: progress.update(task, completed=done, total=total),
            )
    except (LegalGap, LedgerError) as error:
        stop(str(error))
    typer.echo(
        _(
            "%(candidates)d documents, %(proven)d prove the need: %(granted)d granted, %(refused)d refused, "
            "%(queued)d queued."
        )
        % {name: getattr(outcome, name) for name in ("candidates", "proven", "granted", "refused", "queued")}
    )


@app.command()
def complete(
    reference: Annotated[str, typer.Argument(help="The reference of the application: it stands in its task.")],
    answers: Annotated[list[str], typer.Argument(help="What was told, such as qualifying_years_before=5.")],
    user: Annotated[str, typer.Option("--user", help="User name of who decides.")],
) -> None:
    """Add what the person told later to an application, and decide it if nothing is left to ask."""
    start_django()
    from django.db import transaction
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from zorgkas.budgets.models import Application
    from zorgkas.budgets.services import ApplicationRefused, decide
    from zorgkas.budgets.services import complete as add_answers
    from zorgkas.budgets.states import TransitionRefused
    from zorgkas.engine import CaseError

    found = Application.objects.select_related("fund").filter(reference=reference).first()
    if found is None:
        stop(_("There is no application %s.") % reference)
    who = the_user(user, found.fund)
    try:
        with transaction.atomic():  # an answer that the law cannot read is not kept
            add_answers(found, dict(_answer(text) for text in answers))
            decision = decide(found, who, timezone.localdate())
    except (ApplicationRefused, TransitionRefused, CaseError) as error:
        stop(str(error))
    if decision is None:
        stop(_("Something is still to be found out: see the task about %s.") % reference)
    typer.echo(f"{decision.pk}: {decision.get_outcome_display()}")


def _answer(text: str) -> tuple[str, object]:
    name, _equals, told = text.partition("=")
    try:
        return name, json.loads(told)
    except ValueError:
        return name, told
