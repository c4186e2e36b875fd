"""`zorgkas population`: a synthetic Flanders in the database."""

import json
import sys
import time
from typing import Annotated

import typer

from zorgkas.cli._django import start_django

app = typer.Typer(no_args_is_help=True, help="Make a synthetic Flanders: people that cannot exist, figures that do.")


@app.command()
def make(
    scale: Annotated[int, typer.Option(help="One synthetic person for so many real ones; 1 is full.")] = 1000,
    seed: Annotated[int, typer.Option(help="The same seed makes the same population.")] = 1,
    fund: Annotated[str, typer.Option(help="Code of the care fund that everybody belongs to.")] = "demo",
    other_funds: Annotated[
        float, typer.Option(min=0, max=1, help="The share of the members that is spread over the five other funds.")
    ] = 0.0,
    replace: Annotated[bool, typer.Option(help="Empty a demo database first.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")] = False,
) -> None:
    """Make the population; a run that was broken off continues where it was."""
    start_django()
    from rich.console import Console
    from rich.progress import Progress
    from rich.table import Table

    from zorgkas.population.make import PopulationRefused
    from zorgkas.population.make import make as make_population
    from zorgkas.population.quota import UnknownScale

    start, console = time.perf_counter(), Console(stderr=as_json)
    try:
        with Progress(console=console) as bar:
            task = bar.add_task(f"Flanders at 1:{scale}", total=None)
            made = make_population(
                scale,
                seed,
                fund_code=fund,
                replace=replace,
                other_funds=other_funds,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
    except (PopulationRefused, UnknownScale) as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(1) from None
    seconds = round(time.perf_counter() - start, 1)
    if as_json:
        json.dump({"rows": dict(made.rows), "seconds": {**made.seconds, "total": seconds}}, sys.stdout)
        return
    if not made.chunks_made:
        typer.echo("This population is here already.")
        return
    table = Table("table", "rows")
    for name, count in made.rows.items():
        table.add_row(name, f"{count:,}")
    console.print(table)
    typer.echo(f"{made.chunks_made} of {made.chunks} parts made in {seconds} s ({made.seconds}).")
