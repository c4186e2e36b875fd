"""`zorgkas figures`: the yearly figures, beside the published ones."""

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer

from zorgkas.cli._common import columns, euro, grouped, show, stop
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
    from django.utils.translation import gettext as _

    from zorgkas.figures.comparison import lines
    from zorgkas.figures.queries import figures as count
    from zorgkas.registry.models import CareFund

    found = CareFund.objects.filter(code=fund).first()
    if fund and not found:
        stop(_("There is no care fund with code %s.") % fund)
    counted = count(year, found)
    if as_json:
        json.dump(asdict(counted), sys.stdout)
        return
    published, deviation = _("published"), _("deviation")
    table = columns("", str(year), published, deviation, numbers=(str(year), published, deviation))
    for line in lines(counted, scale):
        table.add_row(
            line.name,
            grouped(line.counted),
            "" if line.published is None else grouped(line.published),
            "" if line.deviation is None else f"{line.deviation:+.2%}",
        )
    table.add_row(_("premiums due (euro)"), euro(counted.premium_due_cents), "", "")
    table.add_row(_("premiums still open (euro)"), euro(counted.premium_open_cents), "", "")
    show(table)
