"""The page of a message in docs/reference/exchange, made from its definition so that the two never differ."""

from lxml import etree

from zorgkas.exchange.message import Field, Message, Way
from zorgkas.exchange.reading.xml import SCHEMAS

WAYS = {
    Way.IN: "Crossroads Bank → fund",
    Way.OUT: "fund → Crossroads Bank",
    Way.ONLINE: "institution asks, fund answers",
}


def page(message: Message, sample: str) -> str:
    """The page of one message in Markdown, with a sample file."""
    layout = message.layout
    status = "proposed: the real schema is not public" if message.proposed else "real"
    answers = f"`{message.answers}` (the receiver block carries the ticket of our file)" if message.answers else ""
    facts = {
        "Direction": WAYS[message.way],
        "Purpose": message.purpose,
        "Legal basis": "; ".join(message.legal_basis),
        "Legal context": f"`{message.legal_context}` (proposed; agreed values go into the profile of the fund)",
        "Schema": f"[`{layout.schema}`](../../../src/zorgkas/exchange/schemas/{layout.schema}), {status}",
        "Root and record": f"`{layout.root}` in `{layout.namespace}`; a record is `{layout.records}`",
        "Becomes": message.leads_to,
        "Answers to": answers,
        "About care": "yes: only who may see care reads its records" if message.about_care else "no",
        "Retention": message.retention,
        "Use": "`zorgkas exchange status --use`, or Messages → Use per month: per month and outcome",
    }
    lines = [f"# {message.code}", "", f"{str(message.label).capitalize()}.", "", "| | |", "|---|---|"]
    lines += [f"| {name} | {text} |" for name, text in facts.items() if text]
    lines += _fields("Head", layout.header) + _fields("Record", layout.fields)
    lines += ["", "## Sample", "", "```xml", _indented(sample), "```", ""]
    return "\n".join(lines)


def _fields(title: str, fields: tuple[Field, ...]) -> list[str]:
    if not fields:
        return []
    rows = [f"| `{field.path}` | {field.kind} | {field.name} |" for field in fields]
    return ["", f"## {title}", "", "| element | kind | column |", "|---|---|---|", *rows]


def _indented(sample: str) -> str:
    root = etree.fromstring(sample.encode(), etree.XMLParser(remove_blank_text=True))
    etree.indent(root)
    return etree.tostring(root, encoding="unicode")


def schema_names() -> list[str]:
    """The schemas that come with the product."""
    return sorted(path.name for path in SCHEMAS.glob("*.xsd"))
