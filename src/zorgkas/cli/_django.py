"""Commands that need the database call `start_django` first; the others start without it."""

import os

import typer


def start_django(*, needs_tables: bool = True) -> None:
    """Load the settings and the apps (starts the embedded server when no other database is configured).

    Ends with a message when the tables are not those of this version; only the commands that make them do without.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zorgkas.settings")
    import django

    django.setup()
    if needs_tables and not _tables_are_there():
        typer.echo("The database does not have the tables of this version yet: run `zorgkas db migrate`.", err=True)
        raise typer.Exit(1)


def _tables_are_there() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
