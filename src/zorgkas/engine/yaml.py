"""Reading YAML for law files: exact numbers (never floats), no repeated keys, and messages with file and line."""

from fractions import Fraction
from pathlib import Path
from typing import Any

from yaml import MappingNode, ScalarNode, YAMLError, load

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML built without its C library
    from yaml import SafeLoader  # type: ignore[assignment]

from zorgkas.engine.errors import LawError


class _Loader(SafeLoader):
    """A safe loader that refuses repeated keys and reads 118.26 as an exact fraction."""


def _mapping(loader: Any, node: MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        if key_node.tag == "tag:yaml.org,2002:merge":  # `<<: *base` takes over what is not written here itself
            continue
        key = loader.construct_object(key_node)
        if key in seen:
            raise LawError(f"line {key_node.start_mark.line + 1}: {key} stands here twice.")
        seen.add(key)
    loader.flatten_mapping(node)
    return {
        loader.construct_object(key, deep=True): loader.construct_object(value, deep=True) for key, value in node.value
    }


def _exact(loader: Any, node: ScalarNode) -> Fraction:
    try:
        return Fraction(str(node.value).replace("_", ""))
    except ValueError:
        raise LawError(f"line {node.start_mark.line + 1}: {node.value} is not an exact number.") from None


def _date(loader: Any, node: ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as error:
        raise LawError(f"line {node.start_mark.line + 1}: {node.value} is not a date ({error}).") from None


# As in YAML 1.2 only true and false are booleans: `on`, `yes` and `NO` are words.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if first in "tTfF" or tag != "tag:yaml.org,2002:bool"]
    for first, found in SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:float", _exact)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _date)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file, or a LawError that says where it is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise LawError(f"{path}: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise LawError(f"{path}: is not UTF-8 text.") from None
    try:
        return load(text, Loader=_Loader)
    except LawError as error:
        raise LawError(f"{path}, {error}") from None
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise LawError(f"{path}{line}: not valid YAML: {getattr(error, 'problem', error)}.") from None
    except ValueError as error:
        raise LawError(f"{path}: {error}.") from None
