"""Commands that need the database call `start_django` first; the others start without it."""

import os
from contextlib import ExitStack

import typer

_until_the_end: list[ExitStack] = []


def when_done(context: typer.Context) -> None:
    """Let what a command turns on (the clock of the demo) be turned off when it ends; called before every command."""
    stack = context.with_resource(ExitStack())
    _until_the_end.append(stack)
    stack.callback(_until_the_end.remove, stack)


def start_django(*, needs_tables: bool = True) -> None:
    """Load the settings and the apps (starts the embedded server when no other database is configured).

    Ends with a message when the tables are not those of this version; only the commands that make them do without.
    It speaks the language of ZORGKAS_LANGUAGE (Dutch without it), and in a demo database it runs on the demo's clock.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zorgkas.settings")
    import django

    django.setup()
    _speak()
    if not needs_tables:
        return
    if not _tables_are_there():
        typer.echo("The database does not have the tables of this version yet: run `zorgkas db migrate`.", err=True)
        raise typer.Exit(1)
    _follow_the_demo()


def _speak() -> None:
    from django.conf import settings
    from django.utils import translation

    if not (language := os.environ.get("ZORGKAS_LANGUAGE")):
        return
    if language not in dict(settings.LANGUAGES):
        typer.echo(f"ZORGKAS_LANGUAGE is {language}; choose {' or '.join(dict(settings.LANGUAGES))}.", err=True)
        raise typer.Exit(1)
    translation.activate(language)


def _tables_are_there() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _follow_the_demo() -> None:
    """The demo plays a year to its end: until the calendar is there, commands go on from its last moment.

    Only in a database with no other fund: the clock of a real fund is never moved.
    """
    from zorgkas.population.fund import only_the_demo

    if _until_the_end and only_the_demo():
        from zorgkas.population.year.clock import latest_moment, not_before

        _until_the_end[-1].enter_context(not_before(latest_moment()))
