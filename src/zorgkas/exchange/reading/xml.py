"""Parse a piece of XML that was cut off safely, and look schemas up."""

from functools import cache
from pathlib import Path

from lxml import etree

SCHEMAS = Path(__file__).parents[1] / "schemas"


def parse(data: bytes) -> etree._Element:
    """Parse without entities, network or anything outside; raises etree.XMLSyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


@cache
def schema(name: str) -> etree.XMLSchema:
    """The compiled schema of a file in schemas/."""
    return etree.XMLSchema(etree.parse(SCHEMAS / name))


def local(tag: object) -> str:
    """The name of an element without its namespace."""
    return str(tag).rpartition("}")[2]


def first_error(checker: etree.XMLSchema) -> tuple[str, str]:
    """Where the first error of a validation stands, as a path, and what it is."""
    first = checker.error_log[0]  # type: ignore[index]  # the stubs do not know what a log is
    return first.path or "", first.message or ""
