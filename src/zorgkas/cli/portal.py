"""The group `portal`: the identity provider of the demo, programs of the API, and the description of the API."""

from pathlib import Path
from typing import Annotated

import typer

from zorgkas.cli._common import FundCode, stop, the_fund
from zorgkas.cli._django import start_django

app = typer.Typer(no_args_is_help=True, help="The pages of members, and the API.")


@app.command("test-provider")
def provider_for_the_demo(
    port: Annotated[int, typer.Option(help="Where it listens, on this machine only.")] = 8071,
) -> None:
    """Run an identity provider at which anybody may be any made-up person: for a demo, never for real people."""
    start_django()
    from django.conf import settings
    from django.db.models import F

    from zorgkas.banking.models import BatchLine
    from zorgkas.registry.models import Person
    from zorgkas.web.portal.test_provider import CLIENT_ID, CLIENT_SECRET, TestProvider

    if settings.HTTPS or not settings.ACCEPT_MOCK_INSZ:
        stop("This is an installation for real people: members sign in with a real identity provider.")
    paid = BatchLine.objects.exclude(person=None).order_by(F("pk").desc()).values_list("person_id", flat=True)[:3]
    people = Person.objects.filter(pk__in=list(paid))
    provider = TestProvider(port, tuple((one.insz, str(one)) for one in people))
    typer.echo("Start the pages with these settings, then go to /mijn/ and sign in as one of these people:")
    typer.echo(f"  ZORGKAS_OIDC_ISSUER={provider.issuer}")
    typer.echo(f"  ZORGKAS_OIDC_CLIENT_ID={CLIENT_ID}")
    typer.echo(f"  ZORGKAS_OIDC_CLIENT_SECRET={CLIENT_SECRET}")
    for insz, name in provider.people:
        typer.echo(f"  {insz}  {name}")
    provider.server.serve_forever()


@app.command()
def program(
    name: Annotated[str, typer.Argument(help="Name of the program, in small letters.")],
    purpose: Annotated[str, typer.Option(help="Why it looks at people; stands in the log with every look.")],
    scope: Annotated[list[str], typer.Option(help="What it may ask; may be given more than once.")],
    fund: FundCode = "",
) -> None:
    """Let a program ask by the API, for one fund; its secret is shown this once."""
    start_django()
    from zorgkas.web.api.access import Scope, add_program
    from zorgkas.web.api.models import Program

    if Program.objects.filter(client_id=name).exists():
        stop(f"{name} may ask already.")
    unknown = sorted(set(scope) - set(Scope))
    if unknown:
        stop(f"There is no scope {', '.join(unknown)}; choose from {', '.join(Scope)}.")
    _made, secret = add_program(name, scope, purpose=purpose, funds=[the_fund(fund)])
    typer.echo(f"The secret of {name}: {secret}")


@app.command()
def openapi(path: Annotated[Path, typer.Argument(help="Where: docs/reference/openapi.json in the source.")]) -> None:
    """Write the description of the API (OpenAPI 3.1)."""
    start_django(needs_tables=False)
    from zorgkas.web.api.described import described

    path.write_text(described(), "utf-8")
    typer.echo(f"Written: {path}")
