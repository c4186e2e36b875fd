"""Check a file against the ISO schema while reading it, so that memory does not grow with the file."""

from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from lxml import etree

# What is checked may be forgotten: the parts of which there are many. And the root, to see the file end.
_WATCHED = ("{*}CdtTrfTxInf", "{*}DrctDbtTxInf", "{*}Document")


class InvalidFile(Exception):
    """The file does not follow its ISO schema and may not leave."""


def validate(path: Path, message: str) -> None:
    """Check the file against the schema of its message, for example pain.001.001.09."""
    closed = False
    try:
        for _event, element in etree.iterparse(
            str(path), schema=_schema(message), tag=_WATCHED, resolve_entities=False, no_network=True
        ):
            closed = element.getparent() is None
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise InvalidFile(f"{path.name}: {error.msg} (schema {message})") from error
    if not closed:  # the parser itself does not mind a file that stops before its end
        raise InvalidFile(f"{path.name}: the file stops before its end (schema {message})")


@cache
def _schema(message: str) -> etree.XMLSchema:
    with as_file(files("sepaxml") / "schemas" / f"{message}.xsd") as path:
        return etree.XMLSchema(file=str(path))
