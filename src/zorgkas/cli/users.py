"""`zorgkas users`: who may sign in, and as what."""

from typing import Annotated

import typer

from zorgkas.cli._django import start_django

app = typer.Typer(no_args_is_help=True, help="Who may sign in, and as what.")


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="The name to sign in with.")],
    role: Annotated[
        list[str], typer.Option("--role", help="case_worker, finance, manager or auditor; may be repeated.")
    ],
    full_name: Annotated[str, typer.Option("--full-name", help="First and last name, as letters show it.")] = "",
    password: Annotated[
        str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when not given.")
    ] = "",
) -> None:
    """Add a user, or give an existing one another password and roles."""
    start_django()
    from zorgkas.web.users import UserRefused, add_user

    try:
        user = add_user(name, password, role, full_name=full_name)
    except UserRefused as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{user.get_username()} can sign in as {', '.join(role)}.")
