"""Every text that somebody may see exists in Dutch, and the compiled catalogue is the one that people can read."""

import ast
import gettext
import json
import re
from pathlib import Path

import pytest
from django.template import Engine
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

import zorgkas

PACKAGE = Path(zorgkas.__file__).parent
CATALOGUE = PACKAGE / "locale" / "nl" / "LC_MESSAGES"
MARKS = {"_", "noop", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
LIBRARIES = {
    "i18n": "django.templatetags.i18n",
    "l10n": "django.templatetags.l10n",
    "static": "django.templatetags.static",
    "counter": "zorgkas.web.templatetags.counter",
    "portal": "zorgkas.web.templatetags.portal",
}
NAMES_OF_VALUES = re.compile(r"%\((\w+)\)\w|%\w")


def read_catalogue() -> dict[str, list[str]]:
    """The .po as text: msgid to its translations."""
    found = {}
    for block in (CATALOGUE / "django.po").read_text().split("\n\n"):
        parts: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if match := re.match(r'(?:(msg\w+(?:\[\d\])?) )?(".*")$', line):
                name = match[1] or name
                parts[name] = parts.get(name, "") + json.loads(match[2])
        found[parts["msgid"]] = [text for name, text in parts.items() if name.startswith("msgstr")]
    return found


def marked_in_code():
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield path, first.value


def marked_in_templates():
    engine = Engine(dirs=[PACKAGE / "web" / "templates"], libraries=LIBRARIES)
    for path in sorted(PACKAGE.rglob("*.html")):
        template = engine.from_string(path.read_text())
        for node in template.nodelist.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
            if isinstance(node, TranslateNode):
                yield path, str(node.filter_expression.var.literal)
            else:
                yield path, node.render_token_list(node.singular)[0]


MARKED = sorted({(str(path.relative_to(PACKAGE)), text) for path, text in [*marked_in_code(), *marked_in_templates()]})


def test_there_are_texts_in_code_and_in_templates():
    assert len(MARKED) > 500
    assert {path.split("/")[0] for path, _ in MARKED} >= {"web", "letters", "ledger", "registry", "banking", "budgets"}


def test_every_text_has_a_dutch_one():
    catalogue = read_catalogue()
    missing = [(path, text) for path, text in MARKED if not all(catalogue.get(text, [""]))]
    assert missing == [], "run makemessages and translate: docs/how-to/translate.md"


@pytest.mark.parametrize("text", [pytest.param(text, id=text[:30]) for text in read_catalogue() if "%" in text])
def test_a_translation_uses_the_same_values(text):
    for translation in read_catalogue()[text]:
        assert sorted(NAMES_OF_VALUES.findall(translation)) == sorted(NAMES_OF_VALUES.findall(text))


def test_the_compiled_catalogue_is_up_to_date():
    with (CATALOGUE / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for text, translations in read_catalogue().items():
        if text:
            said = [compiled.ngettext(text, "", 1), compiled.ngettext(text, "", 2)]
            assert translations == (said if len(translations) == 2 else [compiled.gettext(text)]), text


def test_nothing_in_the_catalogue_is_unused():
    used = {text for _, text in MARKED}
    unused = set(read_catalogue()) - used - {""}
    assert len(unused) < 10, unused
