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
    fund: Annotated[
        list[str] | None, typer.Option("--fund", help="The code of a fund to work for; may be repeated.")
    ] = None,
    all_funds: Annotated[bool, typer.Option("--all-funds", help="For auditors and the agency.")] = False,
    full_name: Annotated[str, typer.Option("--full-name", help="First and last name, as letters show it.")] = "",
    password: Annotated[
        str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when not given.")
    ] = "",
) -> None:
    """Add a user, or give an existing one another password, roles and funds.

    Where there are several funds, somebody sees the members of the own funds only, and without one nobody.
    """
    start_django()
    from zorgkas.cli._common import the_fund
    from zorgkas.web.users import UserRefused, add_user

    try:
        user = add_user(
            name,
            password,
            role,
            full_name=full_name,
            funds=[the_fund(code) for code in fund or ()],
            all_funds=all_funds,
        )
    except UserRefused as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{user.get_username()} can sign in as {', '.join(role)}.")
