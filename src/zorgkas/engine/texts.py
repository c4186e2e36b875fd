"""What people read about a rule, parameter or fact: the `texts.yaml` of a chapter."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from zorgkas.engine.errors import LawError
from zorgkas.engine.parameters import bilingual, check_keys
from zorgkas.engine.shelf import digest_of, engine_digest, keep
from zorgkas.engine.yaml import read_yaml


@dataclass(frozen=True)
class Text:
    """A short label and one plain sentence, in Dutch and English, with places for values."""

    name: str
    label: Mapping[str, str]
    sentence: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]
    where: str

    def placeholders(self) -> set[str]:
        """The names between braces in the sentences."""
        return {
            field for text in self.sentence.values() for _, field, _, _ in Formatter().parse(text) if field is not None
        }


def read_texts(path: Path) -> list[Text]:
    """All texts of a file."""
    content = keep("texts", f"{engine_digest()}-{digest_of([path])}", lambda: read_yaml(path))
    if content is None:
        return []
    if not isinstance(content, dict):
        raise LawError(f"{path}: expected a mapping of names.")
    return [_text(path, name, body) for name, body in content.items()]


def _text(path: Path, name: object, body: object) -> Text:
    where = f"{path}: {name}"
    fields = check_keys(where, body, required=("label",), optional=("sentence", "options"))
    sentence = bilingual(f"{where}: sentence", fields["sentence"]) if "sentence" in fields else {}
    options = fields.get("options", {})
    if not isinstance(options, dict):
        raise LawError(f"{where}: options must be a mapping of the names of an enum to a text.")
    named = {str(key): bilingual(f"{where}: options: {key}", value) for key, value in options.items()}
    text = Text(str(name), bilingual(f"{where}: label", fields["label"]), sentence, named, where)
    try:
        text.placeholders()
    except ValueError as error:
        raise LawError(f"{where}: sentence: {error}.") from None
    return text
