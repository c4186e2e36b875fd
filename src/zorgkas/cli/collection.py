"""`zorgkas collection`: reminders, arrears, plans, refunds, late mutations and prescription of premiums."""

import datetime
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
    from collections.abc import Iterable

app = typer.Typer(no_args_is_help=True, help="Collect premiums: reminders, arrears, plans, refunds, late mutations.")

Year = Annotated[int, typer.Argument(help="The premium year.")]


@app.command()
def remind(
    year: Year,
    fund: FundCode = "",
    preview: Annotated[bool, typer.Option("--preview", help="Only say what would happen.")] = False,
) -> None:
    """Remind everybody who was invited and did not pay, and write the letters (BVR art. 73: by 30 November).

    May be repeated and broken off: nobody is reminded twice of the same premium.
    """
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.collection.services import RemindersRefused
    from zorgkas.ledger.services import LedgerError
    from zorgkas.letters import services as letters

    chosen = the_fund(fund)
    try:
        if preview:
            found, written = letters.preview_reminders(chosen, year), 0
        else:
            with bar() as progress:
                task = progress.add_task(_("Reminders"))
                found, written = letters.remind(
                    chosen, year, progress=lambda done, total: progress.update(task, completed=done, total=total)
                )
    except (RemindersRefused, letters.CollectionLettersRefused, LedgerError) as error:
        stop(str(error))
    _numbers(
        (
            (_("Open premiums"), found.open),
            (_("Get a reminder now"), found.reminded),
            (_("Reminded before"), found.reminded_before),
            (_("Never invited, or too short ago"), found.not_invited),
            (_("Pay by a plan"), found.planned),
            (_("Asked by registered letter"), found.registered),
            (_("Died"), found.died),
            (_("letters"), written),
        )
    )
    if found.late:
        typer.echo(_("The last day of the law, 30 November, is past."), err=True)


@app.command()
def arrears(year: Year, fund: FundCode = "") -> None:
    """Ask earlier years again of everybody who gets no invitation of this year with them in it (BVR art. 69)."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.ledger.services import LedgerError
    from zorgkas.letters import services as letters

    try:
        found, written = letters.ask_arrears(the_fund(fund), year)
    except (letters.CollectionLettersRefused, LedgerError) as error:
        stop(str(error))
    _numbers(((_("claims"), found.claims), (_("people"), found.people), (_("letters"), written)))


@app.command()
def plans(fund: FundCode = "") -> None:
    """Look at every payment plan: kept, behind (a task to call), or lapsed; and write the letters."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.collection.services import check_plans
    from zorgkas.letters import services as letters

    chosen = the_fund(fund)
    found = check_plans(chosen)
    try:
        written = letters.write_plan_letters(chosen)
    except letters.CollectionLettersRefused as error:
        stop(str(error))
    _numbers(
        (
            (_("running"), found.running),
            (_("paid"), found.kept),
            (_("a part was not paid in time"), found.behind),
            (_("lapsed: not paid"), found.lapsed),
            (_("letters"), written),
        )
    )


@app.command()
def instalments(
    user: Annotated[str, typer.Option("--user", help="Propose the batch in the name of this user.")],
    fund: FundCode = "",
    on: Annotated[
        str, typer.Option("--on", help="Collect on this day (2026-06-01); the next banking day without it.")
    ] = "",
) -> None:
    """Propose a batch with the parts that fall due of the payment plans that are paid by direct debit."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.banking.services import BatchRefused, propose_instalments
    from zorgkas.ledger.services import LedgerError

    chosen = the_fund(fund)
    try:
        day = datetime.date.fromisoformat(on) if on else None
        batch = propose_instalments(chosen, the_user(user, chosen), execute_on=day)
    except (ValueError, BatchRefused, LedgerError) as error:
        stop(str(error))
    typer.echo(
        _("Batch %(batch)d: %(lines)d direct debits proposed, %(euro)s euro.")
        % {"batch": batch.pk, "lines": batch.line_count, "euro": euro(batch.total_cents)}
    )


@app.command()
def letters(fund: FundCode = "") -> None:
    """Write the letters that are due: direct debits that came back, refunds that left, plans, decisions on relief."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.letters import services as writing

    chosen = the_fund(fund)
    try:
        written = (
            writing.write_return_letters(chosen),
            writing.write_refund_letters(chosen),
            writing.write_plan_letters(chosen),
            writing.write_relief_letters(chosen),
        )
    except writing.CollectionLettersRefused as error:
        stop(str(error))
    names = (
        _("direct debit that came back"),
        _("refund of a premium"),
        _("payment plan agreed"),
        _("decision on relief of arrears"),
    )
    _numbers(zip(names, written, strict=True))


@app.command()
def refunds(fund: FundCode = "") -> None:
    """Use what was paid too much for what is open (BVR art. 70), and list what is really to be paid back and where."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.banking.queries import items_to_give_back, refunds_of, reserved_items
    from zorgkas.banking.services import give_back_after_death
    from zorgkas.collection.services import settle_refundable
    from zorgkas.ledger.services import LedgerError

    chosen = the_fund(fund)
    try:
        give_back_after_death(chosen)
        settle_refundable(chosen, reserved=[*reserved_items(chosen), *items_to_give_back(chosen)])
    except LedgerError as error:
        stop(str(error))
    table = columns(_("Who"), _("Premium year"), _("euro"), _("Goes to"), numbers=(_("euro"),))
    for refund in refunds_of(chosen.pk):
        table.add_row(str(refund.item.person), str(refund.item.period), euro(refund.cents), refund.iban or "-")
    show(table)


@app.command()
def late(fund: FundCode = "") -> None:
    """Calculate premiums again of who changed since the last runs, of every year; book only the differences."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.collection.services import catch_up
    from zorgkas.ledger.services import LedgerError

    try:
        with bar() as progress:
            task = progress.add_task(_("Late mutations"))
            found = catch_up(
                the_fund(fund), progress=lambda done, total: progress.update(task, completed=done, total=total)
            )
    except LedgerError as error:
        stop(str(error))
    total = found.total
    _numbers(
        (
            (_("people"), found.people),
            (_("new"), total.new),
            (_("raised"), total.up),
            (_("lowered"), total.down),
            (_("to refund"), found.moved.items),
        )
    )


@app.command()
def prescribe(
    fund: FundCode = "",
    on: Annotated[str, typer.Option("--on", help="As on this day (2031-05-01); today without it.")] = "",
) -> None:
    """Write off what is prescribed: premiums after thirty years, budgets that could not be paid after two.

    DEC art. 45 §2 and 62. Fines of the agency that are prescribed end: their premiums are asked by the fund again.
    """
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.banking.queries import reserved_items
    from zorgkas.collection.services import write_off_prescribed, write_off_prescribed_benefits
    from zorgkas.fines.services import end_prescribed
    from zorgkas.ledger.services import LedgerError

    chosen = the_fund(fund)
    try:
        day = datetime.date.fromisoformat(on) if on else None
        premiums = write_off_prescribed(chosen, day)
        benefits = write_off_prescribed_benefits(chosen, day, reserved=reserved_items(chosen))
        fines = end_prescribed(chosen, day)
    except (ValueError, LedgerError) as error:
        stop(str(error))
    _numbers(
        (
            (_("premiums"), premiums.claims),
            (_("cents of premiums"), premiums.cents),
            (_("months of care budgets"), benefits.claims),
            (_("cents of care budgets"), benefits.cents),
            (_("fines"), fines),
        )
    )


@app.command()
def order(insz: Insz, fund: FundCode = "", language: Language = "nl") -> None:
    """Explain to which of the open years of a person the next money goes (BVR art. 70)."""
    start_django()
    from zorgkas.collection.allocation import explain_allocation

    for item, decision in explain_allocation(the_person(insz), the_fund(fund)):
        typer.echo(f"{item.period}: {euro(item.balance_cents)}")
        show_steps(decision, language)


def _numbers(rows: "Iterable[tuple[str, int]]") -> None:
    from django.utils.translation import gettext as _

    table = columns(_("What"), _("number"), numbers=(_("number"),))
    for name, number in rows:
        table.add_row(name, grouped(number))
    show(table)
