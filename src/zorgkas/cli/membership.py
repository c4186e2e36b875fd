"""`zorgkas membership`: join, change fund and leave, for one person or for everybody at once."""

import csv
import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zorgkas.cli._common import FundCode, Insz, bar, columns, show, stop, the_fund, the_person, the_user
from zorgkas.cli._django import start_django
from zorgkas.cli.membership_calendar import calendar

if TYPE_CHECKING:
    from zorgkas.membership.services.switching import Form

app = typer.Typer(no_args_is_help=True, help="Join, change fund and leave; and what falls due in a year.")
app.command()(calendar)

Year = Annotated[int, typer.Argument(help="The premium year.")]
On = Annotated[
    datetime.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to look from; today without it.")
]
Letters = Annotated[bool, typer.Option("--letters", help="Write the letters as well.")]


@app.command()
def affiliate(year: Year, on: On = None, letters: Letters = False) -> None:
    """Affiliate automatically who must be a member, chose no fund and whose term is over (DEC art. 42 §1).

    May be repeated, also late: a second run finds nobody left.
    """
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.engine import LegalGap
    from zorgkas.membership.funds import NoAutomaticFund, automatic_fund
    from zorgkas.membership.services import affiliate_automatically

    try:
        fund = automatic_fund()
        with bar() as progress:
            task = progress.add_task(_("Automatic affiliation of %d") % year)
            done = affiliate_automatically(
                year, _day(on), lambda number, total: progress.update(task, completed=number, total=total)
            )
    except (NoAutomaticFund, LegalGap) as error:
        stop(str(error))
    _table(
        {
            _("affiliated automatically"): done.affiliated,
            _("back with the fund of before"): done.returned,
            _("too long ago, waits for somebody"): done.overdue,
        }
    )
    if letters:
        _letters(fund.code)


@app.command()
def follow(year: Year, fund: FundCode = "", on: On = None, letters: Letters = False) -> None:
    """Let the memberships of a fund follow the facts of a year: moves, work, insurance abroad, death (BVR art. 75, 76).

    May be repeated: a second run changes nothing. The next premium run books what changed.
    """
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.engine import LegalGap
    from zorgkas.membership.services import follow_facts

    chosen = the_fund(fund)
    try:
        with bar() as progress:
            task = progress.add_task(_("Memberships of %d") % year)
            done = follow_facts(
                year, chosen, _day(on), lambda number, total: progress.update(task, completed=number, total=total)
            )
    except LegalGap as error:
        stop(str(error))
    _table(
        {
            _("looked at"): done.considered,
            _("left the scope"): done.left,
            _("died"): done.died,
            _("must now belong"): done.now_compulsory,
            _("may now belong"): done.now_voluntary,
            _("deaths taken back"): done.revived,
            _("contradictions, wait for somebody"): done.contradictions,
        }
    )
    if letters:
        _letters(chosen.code)


@app.command()
def forms(
    file: Annotated[
        Path,
        typer.Argument(
            exists=True, dir_okay=False, help="CSV with insz, received_on and (1 or 0) other_sickness_fund."
        ),
    ],
    fund: FundCode = "",
    letters: Letters = False,
) -> None:
    """Handle a pile of forms of change that a fund received (BVR art. 65); the same file twice changes nothing."""
    start_django()
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from zorgkas.membership.services import switch_many
    from zorgkas.registry.models import Source
    from zorgkas.registry.services import source

    chosen = the_fund(fund)
    pile = _read(file)
    told = source(Source.Kind.DOCUMENT, f"forms of change {file.name} {chosen.code}"[:120], timezone.now())
    done = switch_many(chosen, pile, source=told)
    _table(
        {
            _("change at once"): done.at_once,
            _("change on 1 January"): done.next_year,
            _("came too late"): done.too_late,
            _("members already"): done.unchanged,
            _("members of no fund"): done.no_members,
            _("wait for somebody"): done.exceptions + done.double,
        }
    )
    if letters:
        _letters(chosen.code)


@app.command()
def report(
    insz: Insz,
    year: Year,
    other: Annotated[str, typer.Option("--other", help="The code of the fund that reported the person as well.")],
    on: Annotated[datetime.datetime, typer.Option(formats=["%Y-%m-%d"], help="The day on which it did.")],
    in_terms: Annotated[bool, typer.Option(help="Whether it did so within the set terms.")] = True,
) -> None:
    """Hear that another fund reported the same person: who was first has the member, the other a task (BVR art. 64)."""
    start_django()
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from zorgkas.membership.services import ReportRefused, hear_report
    from zorgkas.registry.models import Source
    from zorgkas.registry.services import source

    person, fund = the_person(insz), the_fund(other)
    told = source(Source.Kind.DOCUMENT, f"report {fund.code} {year} {person.pk} {on.date()}", timezone.now())
    try:
        heard = hear_report(person, fund, year, on.date(), source=told, other_in_terms=in_terms)
    except ReportRefused as refused:
        stop(str(refused))
    typer.echo(_("%(fund)s has the member. %(why)s") % {"fund": heard.holder, "why": heard.task.told_reason})


@app.command()
def cede(
    insz: Insz,
    year: Year,
    to: Annotated[str, typer.Option("--to", help="The code of the fund that gets the member.")],
    user: Annotated[str, typer.Option("--user", help="Who does it.")],
) -> None:
    """Cede a membership to another fund from a year on, after both agreed (BVR art. 64)."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.membership import services
    from zorgkas.membership.queries import fund_of

    person = the_person(insz)
    holder = fund_of(person, datetime.date(year, 12, 31))
    try:
        change = services.cede(person, year, the_fund(to), the_user(user, holder))
    except services.ReportRefused as refused:
        stop(str(refused))
    typer.echo(_("%(fund)s has the member from %(day)s on.") % {"fund": change.fund, "day": change.effective_on})


@app.command()
def letters(fund: FundCode = "") -> None:
    """Write the letters about every change of a membership that has none yet."""
    start_django()
    _letters(fund)


@app.command(name="show")
def show_history(insz: Insz) -> None:
    """Show where somebody belongs and belonged, and what was changed."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.membership.models import Change, Membership
    from zorgkas.registry.queries import known

    person = the_person(insz)
    table = columns(_("from"), _("up to and including"), _("care fund"), _("kind"), _("how"))
    for one in known(Membership).filter(person=person).select_related("fund").order_by("valid_from"):
        last = one.valid_to - datetime.timedelta(days=1) if one.valid_to else ""
        table.add_row(str(one.valid_from), str(last), one.fund.name, one.get_kind_display(), one.get_origin_display())
    show(table)
    table = columns(_("done on"), _("what"), _("works from"), _("care fund"))
    for change in Change.objects.filter(person=person).select_related("fund").order_by("pk"):
        table.add_row(str(change.done_at.date()), change.get_kind_display(), str(change.effective_on), change.fund.name)
    show(table)


def _day(on: datetime.datetime | None) -> datetime.date:
    from django.utils import timezone

    return on.date() if on else timezone.localdate()


def _table(numbers: dict[str, int]) -> None:
    table = columns("", "n", numbers=("n",))
    for name, number in numbers.items():
        table.add_row(name, f"{number:,}")
    show(table)


def _letters(code: str) -> None:
    from django.utils.translation import gettext as _

    from zorgkas.letters.services import write_membership_letters

    typer.echo(_("%d letters written.") % write_membership_letters(the_fund(code)))


def _read(file: Path) -> "list[Form]":
    from django.utils.translation import gettext as _

    from zorgkas.membership.services.switching import Form
    from zorgkas.registry.models import FormerNumber, Person

    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    numbers = ["".join(filter(str.isdigit, row.get("insz") or "")) for row in rows]
    people = dict(FormerNumber.objects.filter(insz__in=numbers).values_list("insz", "person_id"))
    people |= dict(Person.objects.filter(insz__in=numbers).values_list("insz", "pk"))
    pile = []
    for line, (row, insz) in enumerate(zip(rows, numbers, strict=True), start=2):
        if insz not in people:
            stop(_("Line %(line)d: nobody is known with number %(insz)s.") % {"line": line, "insz": insz})
        try:
            received = datetime.date.fromisoformat(row.get("received_on") or "")
        except ValueError as error:
            stop(_("Line %(line)d: %(why)s") % {"line": line, "why": error})
        pile.append(Form(people[insz], received, row.get("other_sickness_fund") == "1"))
    return pile
