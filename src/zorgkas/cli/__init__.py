"""The command `zorgkas`: one module per group of commands, each a thin door to a room."""

import typer

from zorgkas.cli import (
    appeals,
    bank,
    care,
    collection,
    database,
    decisions,
    demo,
    exchange,
    figures,
    fines,
    law,
    ledger,
    letters,
    membership,
    payments,
    population,
    portal,
    premium,
    recovery,
    users,
)
from zorgkas.cli._django import when_done

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
app.callback(help="Runs a Flemish care fund.")(when_done)
app.add_typer(bank.app, name="bank")
app.add_typer(care.app, name="care")
app.add_typer(collection.app, name="collection")
app.add_typer(database.app, name="db")
app.add_typer(exchange.app, name="exchange")
app.add_typer(fines.app, name="fines")
app.add_typer(law.app, name="law")
app.add_typer(ledger.app, name="ledger")
app.add_typer(letters.app, name="letters")
app.add_typer(membership.app, name="membership")
app.add_typer(decisions.app, name="decisions")
app.add_typer(payments.app, name="payments")
app.add_typer(portal.app, name="portal")
app.add_typer(premium.app, name="premium")
app.add_typer(population.app, name="population")
app.add_typer(recovery.app, name="recovery")
app.add_typer(appeals.app, name="appeals")
app.command()(figures.figures)
app.add_typer(users.app, name="users")
app.command()(demo.demo)
