"""`zorgkas payments`: pay the care budgets, and explain what somebody is due."""

from typing import Annotated

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

app = typer.Typer(no_args_is_help=True, help="Pay the care budgets, and explain what somebody is due.")

Month = Annotated[str, typer.Argument(help="The month, such as 2026-11.")]


@app.command()
def run(
    month: Month,
    fund: FundCode = "",
    user: Annotated[str, typer.Option("--user", help="Propose a payment batch in the name of this user.")] = "",
    first_month: Annotated[
        str, typer.Option("--first-month", help="At the first run: the month of take-over; before it others paid.")
    ] = "",
    everybody: Annotated[
        bool, typer.Option("--everybody", help="Look at every month again, also of people about whom nothing is new.")
    ] = False,
    back_to: Annotated[
        str, typer.Option("--back-to", help="Reach back to this month for everybody, beyond what is prescribed.")
    ] = "",
    because: Annotated[str, typer.Option("--because", help="With --back-to: why these months still count.")] = "",
) -> None:
    """Book what is due up to a month, take unpaid premiums and undue budgets off it, and (with --user) propose to pay.

    May be repeated: a second run books nothing. After a crash the next run does what was not yet done.
    """
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.banking.queries import reserved_items
    from zorgkas.budgets import months
    from zorgkas.budgets.services import (
        BackTo,
        BackToRefused,
        KnownTooEarly,
        TakeOverRefused,
        run_dues,
        set_off_premiums,
    )
    from zorgkas.engine import LegalGap
    from zorgkas.ledger.accounts import Product
    from zorgkas.ledger.services import LedgerError
    from zorgkas.letters.services import note_sendings
    from zorgkas.recovery.services import run_month

    chosen = the_fund(fund)
    proposer = the_user(user, chosen) if user else None
    try:
        number = months.parse(month)
        start = months.parse(first_month) if first_month else None
        with bar() as progress:
            task = progress.add_task(_("Budgets up to %s") % month)
            outcome = run_dues(
                number,
                chosen,
                progress=lambda done, total: progress.update(task, completed=done, total=total),
                first_month=start,
                everybody=everybody,
                back_to=BackTo(months.parse(back_to), because) if back_to else None,
            )
        taken = set_off_premiums(chosen, number, reserved=reserved_items(chosen))
        note_sendings(chosen)
        recovered = run_month(chosen, number, reserved=reserved_items(chosen))
    except (months.BadMonth, KnownTooEarly, TakeOverRefused, BackToRefused, LegalGap, LedgerError) as error:
        stop(str(error))
    names = (_("budget"), _("new"), _("raised"), _("lowered"), _("unchanged"), _("euro"))
    table = columns(*names, numbers=names[1:])
    for name, booked in outcome.dues.items():
        counts = (booked.new, booked.up, booked.down, booked.unchanged)
        cents = booked.new_cents + booked.up_cents + booked.down_cents
        table.add_row(str(Product[name].label), *map(grouped, counts), euro(cents))
    show(table)
    typer.echo(
        _("Looked back at: %s.")
        % (_("everybody") if outcome.looked_back_at < 0 else _("%d people") % outcome.looked_back_at)
    )
    typer.echo(_("Overpaid: %(items)d months, %(euro)s euro.") % _moved(outcome.moved.items, outcome.moved.cents))
    typer.echo(
        _("Set off: %(euro)s euro of premiums of %(people)d people.")
        % {"euro": euro(taken.cents), "people": taken.people}
    )
    typer.echo(
        _("Undue budgets: %(files)d new files, %(euro)s euro taken off the budgets of %(people)d people.")
        % {
            "files": recovered.opened.files,
            "euro": euro(recovered.set_off.cents),
            "people": recovered.set_off.people,
        }
    )
    if proposer:
        from zorgkas.banking.services import propose_payments

        batch = propose_payments(chosen, number, proposer)
        typer.echo(
            _("Batch %(batch)d: %(lines)d payments proposed, %(euro)s euro.")
            % {"batch": batch.pk, "lines": batch.line_count, "euro": euro(batch.total_cents)}
        )


def _moved(items: int, cents: int) -> dict[str, object]:
    return {"items": items, "euro": euro(cents)}


@app.command()
def explain(
    insz: Insz,
    month: Month,
    product: Annotated[str, typer.Option("--product", help="zzz, zbh or zbo.")] = "zzz",
    language: Language = "nl",
) -> None:
    """Explain what a person is due for a month step by step, from the inputs that the run takes."""
    start_django()
    from zorgkas.budgets import months
    from zorgkas.budgets.queries import due_explained
    from zorgkas.engine import LegalGap
    from zorgkas.ledger.accounts import Product

    if product.upper() not in ("ZZZ", "ZBH", "ZBO"):
        stop(f"There is no budget {product!r}; choose zzz, zbh or zbo.")
    try:
        decision = due_explained(the_person(insz), months.parse(month), Product[product.upper()])
    except (months.BadMonth, LegalGap) as error:
        stop(str(error))
    show_steps(decision, language)
