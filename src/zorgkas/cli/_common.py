"""What several commands share: the fund, the person and the user that are meant, and how a command stops."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from rich.progress import Progress
    from rich.table import Table

    from zorgkas.engine import Decision
    from zorgkas.registry.models import CareFund, Person

FundCode = Annotated[str, typer.Option("--fund", help="The code of the fund; not needed when there is only one.")]
Insz = Annotated[str, typer.Argument(help="The number of the person (INSZ).")]
Language = Annotated[str, typer.Option("--language", help="nl or en.")]

WIDE, PIPE = 120, 240  # columns


def the_fund(code: str) -> "CareFund":
    """The fund with this code, that of the setting ZORGKAS_FUND, or the only one (in a demo the main one)."""
    from django.conf import settings
    from django.utils.translation import gettext as _

    from zorgkas.registry.models import CareFund

    code = code or settings.DEFAULT_FUND or _main_fund_of_the_demo()
    funds = list(CareFund.objects.filter(code=code) if code else CareFund.objects.all()[:2])
    if len(funds) != 1:
        stop(
            _("There is no fund %s.") % code
            if code
            else _("Choose a fund with --fund: there is none, or more than one.")
        )
    return funds[0]


def _main_fund_of_the_demo() -> str:
    from zorgkas.population.fund import CODE, only_the_demo

    return CODE if only_the_demo() else ""


def the_person(insz: str) -> "Person":
    """The person with this number, now or before."""
    from django.utils.translation import gettext as _

    from zorgkas.registry.insz import InvalidInsz, validate_insz
    from zorgkas.registry.queries import person_by_insz

    try:
        person = person_by_insz(validate_insz(insz))
    except InvalidInsz as error:
        stop(str(error))
    if person is None:
        stop(_("Nobody is known with number %s.") % insz)
    return person


def the_user(name: str, fund: "CareFund | None" = None) -> "User":
    """The user with this name, who works for the fund if one is given."""
    from django.contrib.auth.models import User
    from django.utils.translation import gettext as _

    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        stop(_("There is no user %s; see zorgkas users add --help.") % name)
    if fund is not None:
        from zorgkas.web.funds import fund_ids

        if fund.pk not in fund_ids(user):
            stop(_("%(user)s does not work for %(fund)s.") % {"user": name, "fund": fund})
    return user


def bar() -> "Progress":
    """A progress bar on the error output, so that the output itself can be piped."""
    from rich.console import Console
    from rich.progress import Progress

    return Progress(transient=True, console=Console(stderr=True))


def show_steps(decision: "Decision", language: str) -> None:
    """Print a decision of the law step by step, the outcome last."""
    if language not in ("nl", "en"):
        stop(f"No explanation in {language!r}; choose nl or en.")
    for step in decision.explain(language):
        basis = step.article or ", ".join(step.sources)
        typer.echo(f"{step.sentence}{f'  [{basis}]' if basis else ''}")


def grouped(number: int) -> str:
    """4.331.772 in Dutch, 4,331,772 in English."""
    from django.utils.translation import get_language

    text = f"{number:,}"
    return text.replace(",", ".") if (get_language() or "nl").startswith("nl") else text


def euro(cents: int) -> str:
    """Cents as euro: 1.234,56 in Dutch, 1,234.56 in English."""
    point = "," if grouped(1000) == "1.000" else "."
    return f"{'-' if cents < 0 else ''}{grouped(abs(cents) // 100)}{point}{abs(cents) % 100:02}"


def columns(*names: str, numbers: Collection[str] = ()) -> "Table":
    """A table that stays readable in 80 columns: little around the text, numbers to the right and never cut."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for name in names:
        right = name in numbers
        table.add_column(name, justify="right" if right else "left", no_wrap=right, overflow="fold")
    return table


def wide() -> bool:
    """Whether there is room for what is not always needed: a wide window, or a pipe, in which nothing is cut off."""
    from rich.console import Console

    console = Console()
    return not console.is_terminal or console.width >= WIDE


def show(table: "Table") -> None:
    """Print a table."""
    from rich.console import Console

    console = Console()
    (console if console.is_terminal else Console(width=PIPE)).print(table)


def stop(message: str) -> NoReturn:
    """Say what was wrong and end with exit code 1."""
    typer.echo(message, err=True)
    raise typer.Exit(1)
