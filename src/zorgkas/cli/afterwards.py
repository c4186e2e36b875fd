"""`zorgkas decisions`: what comes after a decision: an allowance after 21, an absence, an advance."""

import datetime
from typing import Annotated

import typer

from zorgkas.cli._common import FundCode, Insz, stop, the_fund, the_person, the_user
from zorgkas.cli._django import start_django

Day = Annotated[datetime.datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="The day, such as 2026-11-05.")]
User = Annotated[str, typer.Option("--user", help="Who does it.")]
Document = Annotated[str, typer.Option("--document", help="What shows it.")]


def allowance(
    insz: Insz,
    on: Day,
    user: User,
    document: Document = "",
    answer: Annotated[str, typer.Option("--answer", help="proves-need or no-proof; without: it was asked.")] = "",
) -> None:
    """Somebody of 21 asks an integration allowance: pay the ZZZ on, or say what came of it (BVR art. 167 §2, 3°)."""
    start_django()
    from zorgkas.budgets.services import PaidOnRefused, answer_allowance, show_allowance_application
    from zorgkas.law.zzz.kinds import AllowanceAnswer

    person, by = the_person(insz), the_user(user)
    answers = {"proves-need": AllowanceAnswer.PROVES_NEED, "no-proof": AllowanceAnswer.NO_PROOF}
    try:
        if not answer:
            right = show_allowance_application(person, on.date(), document, user=by)
            typer.echo(f"{right.valid_from}")
        elif answer in answers:
            answer_allowance(person, answers[answer], on.date(), user=by)
        else:
            stop(f"{answer} is not one of {', '.join(answers)}.")
    except PaidOnRefused as error:
        stop(str(error))


def absence(
    insz: Insz,
    on: Day,
    user: User,
    back: Annotated[
        datetime.datetime | None, typer.Option("--back", formats=["%Y-%m-%d"], help="The first day back.")
    ] = None,
    document: Document = "",
) -> None:
    """Record an absence from a psychiatric nursing home (BVR art. 148)."""
    start_django()
    from zorgkas.budgets.services import AbsenceRefused, record_absence

    try:
        record_absence(the_person(insz), on.date(), back.date() if back else None, document, user=the_user(user))
    except AbsenceRefused as error:
        stop(str(error))


def absences(fund: FundCode = "") -> None:
    """Stop the residential care of who was away from a psychiatric nursing home for too long (BVR art. 148)."""
    start_django()
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from zorgkas.budgets.services import stop_long_absences

    typer.echo(_("%d rights stopped.") % stop_long_absences(the_fund(fund), timezone.localdate()))


def advance(
    insz: Insz,
    on: Day,
    user: User,
    benefits: Annotated[str, typer.Option("--benefits", help="Which benefits are awaited.")],
    debtor: Annotated[str, typer.Option("--debtor", help="Who owes them.")],
    debtor_paid: Annotated[bool, typer.Option("--debtor-paid", help="The debtor gave advances already.")] = False,
) -> None:
    """Give an advance on a benefit that somebody else owes (BVR art. 229); say from which day it counts."""
    start_django()
    from zorgkas.budgets.services import AdvanceAsked, AdvanceRefused, give_advance

    asked = AdvanceAsked(on.date(), benefits, debtor, debtor_paid)
    try:
        typer.echo(f"{give_advance(the_person(insz), asked, user=the_user(user))}")
    except AdvanceRefused as error:
        stop(str(error))


def received(
    insz: Insz,
    on: Day,
    user: User,
    since: Annotated[
        datetime.datetime, typer.Option("--since", formats=["%Y-%m-%d"], help="The first day the benefit is about.")
    ],
    year_euro: Annotated[int, typer.Option("--year", min=1, help="How much a year, in whole euro.")],
) -> None:
    """The benefit on which an advance was paid came: decide the budget again with it (BVR art. 229, 231 §2)."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.budgets.services import AdvanceRefused, CompensationRefused, benefit_received
    from zorgkas.letters.services import write_budget_letters

    by = the_user(user)
    try:
        decision = benefit_received(the_person(insz), since.date(), year_euro * 100, received_on=on.date(), user=by)
    except (AdvanceRefused, CompensationRefused) as error:
        stop(str(error))
    typer.echo(_("%d letters written.") % write_budget_letters([decision]))


COMMANDS = (allowance, absence, absences, advance, received)
