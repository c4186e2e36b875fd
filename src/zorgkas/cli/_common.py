"""What several commands share: the fund, the person and the user that are meant, and how a command stops."""

from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from rich.progress import Progress

    from zorgkas.engine import Decision
    from zorgkas.registry.models import CareFund, Person

FundCode = Annotated[str, typer.Option("--fund", help="The code of the fund; not needed when there is only one.")]
Insz = Annotated[str, typer.Argument(help="The number of the person (INSZ).")]
Language = Annotated[str, typer.Option("--language", help="nl or en.")]


def the_fund(code: str) -> "CareFund":
    """The fund with this code, or the only one there is."""
    from zorgkas.registry.models import CareFund

    funds = list(CareFund.objects.filter(code=code) if code else CareFund.objects.all()[:2])
    if len(funds) != 1:
        stop(f"There is no fund {code!r}." if code else "Choose a fund with --fund: there is none, or more than one.")
    return funds[0]


def follow_the_demo(context: typer.Context, fund: "CareFund") -> None:
    """The demo plays a year to its end: until the calendar is there, its commands go on from its last moment."""
    from zorgkas.population.fund import CODE
    from zorgkas.population.year.clock import not_before
    from zorgkas.population.year.play import latest_moment

    if fund.code == CODE:
        context.with_resource(not_before(latest_moment()))


def the_person(insz: str) -> "Person":
    """The person with this number, now or before."""
    from zorgkas.registry.insz import InvalidInsz, validate_insz
    from zorgkas.registry.queries import person_by_insz

    try:
        person = person_by_insz(validate_insz(insz))
    except InvalidInsz as error:
        stop(str(error))
    if person is None:
        stop(f"Nobody is known with number {insz}.")
    return person


def the_user(name: str) -> "User":
    """The user with this name."""
    from django.contrib.auth.models import User

    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        stop(f"There is no user {name!r}; see zorgkas users add --help.")
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


def euro(cents: int) -> str:
    """Cents as euro."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"


def stop(message: str) -> NoReturn:
    """Say what was wrong and end with exit code 1."""
    typer.echo(message, err=True)
    raise typer.Exit(1)
