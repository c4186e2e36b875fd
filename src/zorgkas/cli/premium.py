"""`zorgkas premium`: claim the yearly premium, and explain what somebody owes."""

from typing import TYPE_CHECKING, Annotated

import typer

from zorgkas.cli._common import (
    FundCode,
    Insz,
    Language,
    bar,
    columns,
    euro,
    grouped,
    show,
    show_steps,
    stop,
    the_fund,
    the_person,
    the_user,
)
from zorgkas.cli._django import start_django

if TYPE_CHECKING:
    from zorgkas.registry.models import CareFund

app = typer.Typer(no_args_is_help=True, help="Claim the yearly premium, and explain what somebody owes.")

Year = Annotated[int, typer.Argument(help="The premium year.")]


@app.command()
def run(
    year: Year,
    fund: FundCode = "",
    user: Annotated[
        str, typer.Option("--user", help="Propose a batch of direct debits in the name of this user.")
    ] = "",
    earlier_years: Annotated[
        bool, typer.Option("--earlier-years", help="Collect what is open of earlier years in the same batch.")
    ] = False,
    letters: Annotated[bool, typer.Option("--letters", help="Write the invitations to pay as well.")] = False,
) -> None:
    """Book what every member owes for a year: only what differs from what is booked.

    May be repeated: a second run books nothing. After a crash the next run does what was not yet done.
    """
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.engine import LegalGap
    from zorgkas.ledger.services import LedgerError
    from zorgkas.membership.services import KnownTooEarly, run_premiums

    chosen = the_fund(fund)
    proposer = the_user(user, chosen) if user else None
    try:
        with bar() as progress:
            task = progress.add_task(_("Premiums of %d") % year)
            outcome = run_premiums(
                year, chosen, progress=lambda done, total: progress.update(task, completed=done, total=total)
            )
    except (KnownTooEarly, LegalGap, LedgerError) as error:
        stop(str(error))
    claims = outcome.claims
    table = columns(_("claims"), _("number"), _("euro"), numbers=(_("number"), _("euro")))
    for label, count, cents in (
        (_("new"), claims.new, claims.new_cents),
        (_("raised"), claims.up, claims.up_cents),
        (_("lowered"), claims.down, claims.down_cents),
        (_("unchanged"), claims.unchanged, 0),
        (_("to refund"), outcome.moved.items, outcome.moved.cents),
    ):
        table.add_row(label, grouped(count), euro(cents))
    show(table)
    if proposer:
        from zorgkas.banking.services import propose_collections

        batch = propose_collections(chosen, year, proposer, earlier_years=earlier_years)
        typer.echo(
            _("Batch %(batch)d: %(lines)d direct debits proposed, %(euro)s euro.")
            % {"batch": batch.pk, "lines": batch.line_count, "euro": euro(batch.total_cents)}
        )
    if letters:
        _invite(chosen, year)


def _invite(fund: "CareFund", year: int) -> None:
    from django.utils.translation import gettext as _

    from zorgkas.letters.services import write_premium_invitations
    from zorgkas.letters.services.invitations import InvitationsRefused

    try:
        typer.echo(_("%d invitations written.") % write_premium_invitations(fund, year))
    except InvitationsRefused as error:
        stop(str(error))


@app.command()
def explain(insz: Insz, year: Year, fund: FundCode = "", language: Language = "nl") -> None:
    """Explain the premium of a person step by step, from the inputs that the run takes."""
    start_django()
    from zorgkas.engine import LegalGap
    from zorgkas.membership.queries import NotAMember, explain_premium

    try:
        decision = explain_premium(the_person(insz), year, fund=the_fund(fund) if fund else None)
    except (LegalGap, NotAMember) as error:
        stop(str(error))
    show_steps(decision, language)
