"""The command `zorgkas`: one module per group of commands, each a thin door to a room."""

import typer

from zorgkas.cli import bank, database, figures, ledger, letters, population

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help="Runs a Flemish care fund.")
app.add_typer(bank.app, name="bank")
app.add_typer(database.app, name="db")
app.add_typer(ledger.app, name="ledger")
app.add_typer(letters.app, name="letters")
app.add_typer(population.app, name="population")
app.command()(figures.figures)
