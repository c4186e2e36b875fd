"""`zorgkas decisions` for the ZBH and the ZBO: files of VAPH, revisions, reminders, interest, calculating again."""

import datetime
from typing import Annotated

import typer

from zorgkas.cli._common import FundCode, bar, stop, the_fund
from zorgkas.cli._django import start_django

Since = Annotated[datetime.datetime, typer.Option("--since", help="What came after this moment.")]


def disability(since: Since, fund: FundCode = "") -> None:
    """Decide on the files of VAPH that came in: the budget for people with a disability (BVR art. 234)."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.budgets.services import grant_zbh
    from zorgkas.ledger.services import LedgerError

    try:
        outcome = grant_zbh(the_fund(fund), _aware(since))
    except LedgerError as error:
        stop(str(error))
    typer.echo(
        _("%(files)d files: %(granted)d granted, %(refused)d refused, %(queued)d queued.")
        % {name: getattr(outcome, name) for name in ("files", "granted", "refused", "queued")}
    )


def revise(since: Since, fund: FundCode = "") -> None:
    """Find what was learned about people with a budget for older people, and revise (BVR art. 226)."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.budgets.services import revise as revise_budgets
    from zorgkas.ledger.services import LedgerError

    try:
        outcome = revise_budgets(the_fund(fund), _aware(since))
    except LedgerError as error:
        stop(str(error))
    names = ("found", "raised", "lowered", "ended", "without_effect", "for_a_person")
    typer.echo(
        _(
            "%(found)d found: %(raised)d raised, %(lowered)d lowered, %(ended)d ended,"
            " %(without_effect)d without effect, %(for_a_person)d for a person."
        )
        % {name: getattr(outcome, name) for name in names}
    )


def remind(fund: FundCode = "") -> None:
    """Remind who did not answer a question within a month, and write the letters (BVR art. 215)."""
    start_django()
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from zorgkas.budgets.services import remind as remind_people
    from zorgkas.letters.services import write_question_letters

    chosen, today = the_fund(fund), timezone.localdate()
    reminded, waiting = remind_people(chosen, today)
    letters = write_question_letters(chosen, today)
    values = {"reminded": reminded, "waiting": waiting, "letters": letters}
    typer.echo(
        _("%(reminded)d reminded, %(waiting)d to be decided without an answer, %(letters)d letters written.") % values
    )


def extensions(fund: FundCode = "") -> None:
    """Write to who has a care budget that ends soon, or ended without a new proof (BVR art. 169, 172)."""
    start_django()
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from zorgkas.letters.services import write_extension_letters

    letters = write_extension_letters(the_fund(fund), timezone.localdate())
    typer.echo(_("%d letters written.") % letters)


def interest(fund: FundCode = "") -> None:
    """Book the interest on budgets that were decided late; only what is not booked yet (BVR art. 217 §3)."""
    start_django()
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from zorgkas.budgets.services import book_interest
    from zorgkas.ledger.services import LedgerError

    try:
        outcome = book_interest(the_fund(fund), timezone.localdate())
    except LedgerError as error:
        stop(str(error))
    values = {"months": outcome.months, "euro": f"{outcome.cents // 100}.{outcome.cents % 100:02}"}
    typer.echo(_("%(months)d months, %(euro)s euro booked.") % values)


def recalculate(
    month: Annotated[str, typer.Argument(help="The first month, such as 2026-03.")], fund: FundCode = ""
) -> None:
    """Put everybody with a budget for older people to the law again from a month on; the next run pays differences."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.budgets import months
    from zorgkas.budgets.services import recalculate as calculate_again
    from zorgkas.ledger.services import LedgerError

    try:
        first = months.parse(month)
        with bar() as progress:
            task = progress.add_task(_("Calculating again"))
            outcome = calculate_again(
                the_fund(fund),
                first,
                progress=lambda done, total: progress.update(task, completed=done, total=total),
            )
    except (months.BadMonth, LedgerError) as error:
        stop(str(error))
    values = {"looked_at": outcome.looked_at, "changed": outcome.changed}
    typer.echo(_("%(looked_at)d budgets calculated again, %(changed)d have another amount.") % values)


COMMANDS = (disability, revise, remind, extensions, interest, recalculate)


def _aware(moment: datetime.datetime) -> datetime.datetime:
    from django.utils import timezone

    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
