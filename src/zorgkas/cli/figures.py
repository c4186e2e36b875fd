"""`zorgkas figures`: the yearly figures, beside the published ones."""

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer

from zorgkas.cli._django import start_django


def figures(
    year: Annotated[int, typer.Argument(help="The year to count.")],
    fund: Annotated[str, typer.Option(help="Code of a care fund; all funds without it.")] = "",
    scale: Annotated[
        int, typer.Option(help="Compare with the published figures divided by this, for a synthetic population.")
    ] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")] = False,
) -> None:
    """Count a year: members, applications, people per combination of budgets, premiums."""
    start_django()
    from rich.console import Console
    from rich.table import Table

    from zorgkas.figures.comparison import lines
    from zorgkas.figures.queries import figures as count
    from zorgkas.registry.models import CareFund

    found = CareFund.objects.filter(code=fund).first()
    if fund and not found:
        typer.echo(f"There is no care fund with code {fund}.", err=True)
        raise typer.Exit(1)
    counted = count(year, found)
    if as_json:
        json.dump(asdict(counted), sys.stdout)
        return
    table = Table("", str(year), "published", "deviation")
    for line in lines(counted, scale):
        deviation = line.deviation
        table.add_row(
            line.name,
            f"{line.counted:,}",
            "" if line.published is None else f"{line.published:,}",
            "" if deviation is None else f"{deviation:+.2%}",
        )
    table.add_row("premiums due (euro)", f"{counted.premium_due_cents / 100:,.2f}", "", "")
    table.add_row("premiums still open (euro)", f"{counted.premium_open_cents / 100:,.2f}", "", "")
    Console().print(table)
