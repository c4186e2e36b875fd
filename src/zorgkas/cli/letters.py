"""`zorgkas letters`: write, look at and send letters."""

from pathlib import Path
from typing import Annotated

import typer

from zorgkas.cli._common import FundCode, grouped, stop, the_fund
from zorgkas.cli._django import start_django

# Numbers of letters have nine digits; longer ones fit no column.
LONGEST_NUMBER = 12

app = typer.Typer(no_args_is_help=True, help="Write, look at and send letters.")


@app.command()
def invite(year: Annotated[int, typer.Argument(help="The premium year.")], fund: FundCode = "") -> None:
    """Write an invitation for every open premium of a year that has none yet."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.letters import services
    from zorgkas.letters.services.invitations import InvitationsRefused

    try:
        count = services.write_premium_invitations(the_fund(fund), year)
    except InvitationsRefused as error:
        stop(str(error))
    typer.echo(_("%d invitations written.") % count)


@app.command()
def send(fund: FundCode = "") -> None:
    """Print every letter that waits into files in the outbox."""
    start_django()
    from django.utils.translation import gettext as _
    from rich.progress import Progress

    from zorgkas.letters import queries, services
    from zorgkas.letters.contacts import ContactMissing

    chosen = the_fund(fund)
    with Progress(transient=True) as progress:
        task = progress.add_task(_("Printing"), total=queries.unsent_count(chosen.pk))
        try:
            sent = services.send(chosen, progress=lambda count: progress.advance(task, count))
        except ContactMissing as error:
            stop(str(error))
    typer.echo(
        _("%(letters)s letters in %(files)s files.")
        % {"letters": grouped(sent.letters), "files": grouped(len(sent.files))}
    )


@app.command()
def show(
    letter: Annotated[str, typer.Argument(help="The number of the letter, such as Z000002921 or 2921.")],
    to: Annotated[Path, typer.Option("--to", help="The PDF to write.")],
    large: Annotated[bool, typer.Option("--large", help="In large print.")] = False,
) -> None:
    """Write one letter as PDF: as it was sent, or as a draft."""
    start_django()
    from django.utils.translation import gettext as _

    from zorgkas.letters.models import Letter
    from zorgkas.letters.services import LetterChanged, render

    digits = letter.strip().upper().removeprefix("Z")
    if not (digits.isascii() and digits.isdigit() and len(digits) < LONGEST_NUMBER):
        stop(_("%s is not the number of a letter; it looks like Z000002921.") % letter)
    found = Letter.objects.select_related("fund").filter(pk=int(digits)).first()
    if found is None:
        stop(_("There is no letter %s.") % letter)
    try:
        to.write_bytes(render(found, large=large))
    except (LetterChanged, OSError) as error:
        stop(str(error))
    typer.echo(f"{to}: {found}.")


@app.command()
def contact(
    fund: FundCode = "",
    file: Annotated[Path | None, typer.Option("--file", help="A YAML file with every value of the contact.")] = None,
    example: Annotated[bool, typer.Option("--example", help="Use made-up values, for a demo.")] = False,
) -> None:
    """Record what every letter says about the fund: address, telephone, ombudsperson, agency and so on."""
    start_django()
    import yaml
    from django.utils.translation import gettext as _

    from zorgkas.letters.contacts import Contact, record_contact, record_example_contact

    chosen = the_fund(fund)
    if example:
        record_example_contact(chosen)
    elif file:
        try:
            record_contact(chosen, Contact(**yaml.safe_load(file.read_text())))
        except (OSError, TypeError, yaml.YAMLError) as error:
            stop(
                _("%(file)s: %(error)s. It must hold exactly: %(names)s.")
                % {"file": file, "error": error, "names": ", ".join(Contact.__dataclass_fields__)}
            )
    else:
        stop(_("Give --file with the values, or --example for a demo."))
    typer.echo(_("Contact of %s recorded.") % chosen)
