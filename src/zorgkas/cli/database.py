"""`zorgkas db`: prepare and inspect the database."""

import typer

from zorgkas.cli._django import start_django

app = typer.Typer(no_args_is_help=True, help="Prepare and inspect the database.")


@app.command()
def migrate() -> None:
    """Bring the tables up to date with the code."""
    start_django(needs_tables=False)
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    typer.echo("The database is up to date.")


@app.command()
def url() -> None:
    """Print the address of the database (the embedded server runs while a command uses it)."""
    from zorgkas.database import database_url

    typer.echo(database_url())
