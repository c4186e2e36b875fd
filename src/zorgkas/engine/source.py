"""The source of functions: parsed once per file, and a fingerprint that changes when what a function does changes."""

import ast
import builtins
import hashlib
import linecache
from collections.abc import Callable
from enum import IntEnum
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

from zorgkas.engine.errors import LawError


@cache
def _definitions(path: str) -> dict[tuple[str, int], ast.FunctionDef]:
    """Every function of a file by name and first line (that of its first decorator)."""
    tree = ast.parse("".join(linecache.getlines(path)))
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            found[(node.name, first)] = node
    return found


def definition(function: Callable[..., Any]) -> ast.FunctionDef:
    """The parsed source of a plain function."""
    code = getattr(function, "__code__", None)
    if code is None:
        raise LawError(f"{function!r} is not a plain function.")
    try:
        return _definitions(code.co_filename)[(code.co_name, code.co_firstlineno)]
    except (KeyError, OSError, SyntaxError):
        raise LawError(
            f"{where(function)}: the source cannot be found; write the function with `def` in a file."
        ) from None


def where(function: Callable[..., Any]) -> str:
    """The place of a function for messages."""
    code = getattr(function, "__code__", None)
    return f"{function.__module__}.{function.__name__}, line {code.co_firstlineno if code else '?'}"


def outside_names(function: Callable[..., Any], names: set[str]) -> dict[str, Any]:
    """What the given names mean outside the function: its closure, then its module, then Python itself."""
    code = function.__code__
    cells = dict(zip(code.co_freevars, function.__closure__ or (), strict=True))
    found: dict[str, Any] = {}
    for name in sorted(names):
        if name in cells:
            found[name] = cells[name].cell_contents
        elif name in function.__globals__:
            found[name] = function.__globals__[name]
        elif hasattr(builtins, name):
            found[name] = getattr(builtins, name)
        else:
            raise LawError(f"{where(function)}: {name} is not defined.")
    return found


def body_of(node: ast.FunctionDef) -> list[ast.stmt]:
    """The statements of a function without its docstring."""
    first = node.body[0]
    documented = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    return node.body[1:] if documented else node.body


@cache
def fingerprint(function: Callable[..., Any]) -> str:
    """A hash of what the function does: its statements and everything outside that they use; comments do not count."""
    return hashlib.sha256("\n".join(_material(function, set())).encode()).hexdigest()[:16]


def _material(function: Callable[..., Any], seen: set[Any]) -> list[str]:
    """What is hashed: the function's own parts, and in their place those of the functions that it calls, each once."""
    seen.add(function)
    parts: list[str] = []
    for part in _own_parts(function):
        if isinstance(part, str):
            parts.append(part)
        elif part[1] not in seen:
            parts.extend([part[0], *_material(part[1], seen)])
    return parts


@cache
def _own_parts(function: Callable[..., Any]) -> tuple[str | tuple[str, FunctionType], ...]:
    """The statements of a function and what they use from outside; a function that it calls stands with its name."""
    try:
        node = definition(function)
    except LawError:
        return (function.__name__, function.__code__.co_code.hex(), repr(function.__code__.co_consts))
    body = body_of(node)
    parts: list[str | tuple[str, FunctionType]] = [ast.dump(node.args), *(ast.dump(statement) for statement in body)]
    names = [n for s in body for n in ast.walk(s) if isinstance(n, ast.Name)]
    loaded = {n.id for n in names if isinstance(n.ctx, ast.Load)}
    stored = {n.id for n in names if isinstance(n.ctx, ast.Store)}
    arguments = {argument.arg for argument in node.args.args}
    for name, value in outside_names(function, loaded - stored - arguments).items():
        if isinstance(value, FunctionType):
            parts.append((name, value))
        elif isinstance(value, type) and issubclass(value, IntEnum):
            parts.append(f"{name}={[(member.name, int(member)) for member in value]}")
        elif not isinstance(value, ModuleType | type):
            parts.append(f"{name}={value!r}")
    return tuple(parts)
