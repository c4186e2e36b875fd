"""`zorgkas law`: read the law, explain a case, run legal cases, ask what if. Only `impact` needs a database."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from zorgkas.engine import Node

app = typer.Typer(no_args_is_help=True, help="Read the law as code, explain a case, run legal cases.")
On = Annotated[
    datetime.datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The date; today if not given.")
]
From = Annotated[datetime.datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Only from this date on.")]
To = Annotated[datetime.datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Only before this date.")]
REPEATED = {"nl": " (zie hierboven)", "en": " (see above)"}
Language = Annotated[str, typer.Option("--language", help="nl or en.")]


@contextmanager
def _clear_errors() -> Iterator[None]:
    """Show what is wrong with the law, the file or the question as one message, without traceback."""
    from zorgkas.engine import CaseError, LawError, LegalGap

    try:
        yield
    except (CaseError, LawError, LegalGap) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


def _day(given: datetime.datetime | None) -> datetime.date:
    return given.date() if given else datetime.date.today()


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="Name of a rule, parameter or fact.")],
    on: On = None,
    language: Language = "nl",
) -> None:
    """Show a rule, parameter or fact: its article and source, its history, what it takes and what uses it."""
    with _clear_errors():
        from zorgkas.engine.reading import portrait
        from zorgkas.law import law_on

        _check_language(language)
        for line in portrait(law_on(_day(on)), name, language):
            typer.echo(line)


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="A YAML file with one or more cases.")],
    target: Annotated[
        str | None, typer.Option("--target", help="What to ask; what the case expects if not given.")
    ] = None,
    case: Annotated[str | None, typer.Option("--case", help="Only cases whose name contains this.")] = None,
    language: Language = "nl",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON list.")] = False,
) -> None:
    """Explain step by step what the law says about the cases in a file."""
    import json

    from zorgkas.engine import LegalGap
    from zorgkas.engine.cases import read_cases
    from zorgkas.law import book

    with _clear_errors():
        _check_language(language)
        chosen = [one for one in read_cases(file) if case is None or case.lower() in one.name.lower()]
        if not chosen:
            _fail(f"{file}: no case has a name with {case!r}.")
        answers = []
        for one in chosen:
            asked = (target,) if target else one.targets
            if not asked:
                _fail(f"{one.where}: expects nothing, so say what to ask with --target.")
            for name in asked:
                answer = {"case": one.name, "source": one.source}
                try:
                    decision = one.law(book()).decide(one.facts, name)
                except LegalGap as gap:
                    if as_json:
                        answers.append({**answer, "target": name, "on": one.on.isoformat(), "gap": gap.told(language)})
                    else:
                        typer.echo(f"{one.name} ({one.on})\n{gap.told(language)}\n")
                    continue
                if as_json:
                    answers.append({**answer, **decision.to_dict(language)})
                else:
                    typer.echo(f"{one.name} ({one.on})")
                    _print_tree(decision.explain(language).tree(), "", "", REPEATED[language])
                    typer.echo("")
        if as_json:
            typer.echo(json.dumps(answers, ensure_ascii=False, indent=2))


@app.command()
def cases(path: Annotated[Path, typer.Argument(help="A YAML file with cases, or a folder of them.")]) -> None:
    """Run legal cases and print a table; exit code 1 when one fails."""
    from collections import Counter

    from zorgkas.engine.cases import read_cases, run_case
    from zorgkas.law import book

    with _clear_errors():
        results = [run_case(book(), case) for case in read_cases(path)]
    files: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for result in results:
        file = result.case.where.split(": case ")[0]
        files[file] += 1
        failed[file] += not result.passed
    width = max(map(len, files))
    typer.echo(f"{'file':<{width}}  cases  failed")
    for file, count in files.items():
        typer.echo(f"{file:<{width}}  {count:>5}  {failed[file]:>6}")
    typer.echo(f"{'total':<{width}}  {len(results):>5}  {sum(failed.values()):>6}")
    for result in results:
        for problem in result.problems:
            typer.echo(f"\n{result.case.where}, {result.case.on}\n  {problem}\n  source: {result.case.source}")
    if any(not result.passed for result in results):
        raise typer.Exit(1)


@app.command()
def gaps(
    on: Annotated[
        datetime.datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="Only gaps on this date; all dates if not given."),
    ] = None,
    language: Language = "nl",
) -> None:
    """List what the law as written down does not answer: when, what, why, and what needs it."""
    with _clear_errors():
        from zorgkas.engine.reading import gaps_of
        from zorgkas.law import book

        _check_language(language)
        found = gaps_of(book(), on.date() if on else None)
        for gap in found:
            until = gap.until.isoformat() if gap.until else "…"
            typer.echo(f"{gap.since.isoformat()} - {until}  {gap.name}: {gap.reason.of(language)}")
            if gap.needed_for:
                typer.echo(f"    needed for {', '.join(gap.needed_for)}")
        typer.echo(f"{len(found)} gaps.")


@app.command()
def changes(since: From = None, until: To = None) -> None:
    """List every date on which a rule or parameter begins, changes or ends."""
    with _clear_errors():
        from zorgkas.engine.reading import changes_of
        from zorgkas.law import book

        if since and until and until <= since:
            _fail(f"--to ({until.date()}) must come after --from ({since.date()}).")
        for date, lines in changes_of(book()).items():
            if (since and date < since.date()) or (until and date >= until.date()):
                continue
            typer.echo(date.isoformat())
            for line in lines:
                typer.echo(f"    {line}")


@app.command(name="what-if")
def what_if(
    file: Annotated[Path, typer.Argument(help="A YAML file with a situation: on, facts and means.")],
    language: Language = "nl",
    steps: Annotated[bool, typer.Option("--steps", help="Print every step with its article.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON list.")] = False,
) -> None:
    """Say what somebody in a situation would get, from when and why, and what must be known first."""
    import json

    from zorgkas.cli._what_if import lines_of, to_dict
    from zorgkas.law.situation import read_situation
    from zorgkas.law.what_if import what_if as ask

    _check_language(language)
    with _clear_errors():
        answers = ask(read_situation(file, datetime.date.today()))
        if as_json:
            typer.echo(json.dumps([to_dict(answer, language) for answer in answers], ensure_ascii=False, indent=2))
            return
        for answer in answers:
            for line in lines_of(answer, language):
                typer.echo(line)
            if steps and answer.reason is not None:
                for decision in answer.decisions:
                    _print_tree(decision.explain(language).tree(), "", "", REPEATED[language])
            typer.echo("")


@app.command()
def impact(
    since: Annotated[
        datetime.datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The day from which the change holds.")
    ],
    file: Annotated[Path, typer.Option("--file", help="A YAML file with parameters and their new values.")],
    fund: Annotated[str, typer.Option("--fund", help="The code of the fund; not needed when there is only one.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say how many people and euro change with new amounts, before anything is run; the database is only read."""
    import json
    from dataclasses import asdict

    from zorgkas.cli._common import bar, columns, euro, grouped, show, the_fund
    from zorgkas.cli._django import start_django

    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.figures import impact as figures

    with _clear_errors():
        reform = figures.read_reform(file)
        with bar() as progress:
            task = progress.add_task(reform.name)
            lines = figures.impact(
                since.date(),
                reform,
                the_fund(fund),
                lambda done, total: progress.update(task, completed=done, total=total),
            )
    if as_json:
        found = [{**asdict(line), "changed": line.changed, "difference_cents": line.difference_cents} for line in lines]
        typer.echo(json.dumps({"reform": reform.name, "from": since.date().isoformat(), "impact": found}, indent=2))
        return
    names = (_("people"), _("more"), _("less"), _("now (euro)"), _("then (euro)"), _("difference (euro)"))
    table = columns(reform.name, _("period"), *names, numbers=names)
    for line in lines:
        counts = (grouped(line.people), grouped(line.gain), grouped(line.lose))
        cents = (line.before_cents, line.after_cents, line.difference_cents)
        amounts = ("", "", "") if line.gap else tuple(euro(one) for one in cents)
        table.add_row(line.product, str(line.period), *counts, *amounts)
    show(table)
    for line in lines:
        if line.gap:
            typer.echo(f"{line.product} {line.period}: {line.gap}")


def _print_tree(node: "Node", first: str, rest: str, repeated: str) -> None:
    step = node.step
    source = step.article or "; ".join(step.sources)
    more = repeated if node.repeated else ""
    typer.echo(f"{first}{step.sentence}{more}" + (f"  [{source}]" if source else ""))
    for position, child in enumerate(node.children):
        last = position == len(node.children) - 1
        _print_tree(child, f"{rest}{'└─ ' if last else '├─ '}", f"{rest}{'   ' if last else '│  '}", repeated)


def _check_language(language: str) -> None:
    if language not in ("nl", "en"):
        _fail(f"--language {language}: choose nl or en.")


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)
