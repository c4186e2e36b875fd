"""From the source of a rule to statements of the loop: names become values, enums numbers, `return` an assignment."""

import ast
import copy
from collections.abc import Callable
from enum import IntEnum
from types import FunctionType, ModuleType
from typing import Any

from zorgkas.engine.errors import LawError
from zorgkas.engine.source import body_of, definition, outside_names, where

_BUILTINS = (min, max, abs, int, bool, range)
_REFUSED: dict[type[ast.AST], str] = {
    ast.Lambda: "a lambda",
    ast.ListComp: "a comprehension",
    ast.GeneratorExp: "a comprehension",
    ast.SetComp: "a comprehension",
    ast.DictComp: "a comprehension",
    ast.Try: "try",
    ast.With: "with",
    ast.Raise: "raise",
    ast.Assert: "assert",
    ast.Match: "match (write if)",
    ast.JoinedStr: "text",
    ast.Global: "global",
    ast.Nonlocal: "nonlocal",
    ast.FunctionDef: "a function inside a function",
    ast.Yield: "yield",
    ast.Await: "await",
}
_MOST_COPIES = 60


class CannotInline(Exception):
    """The rule returns from within a loop, so that it must stay a function of its own."""


class Translation:
    """Collects the helper functions that translated rules call."""

    def __init__(self) -> None:
        self.helpers: dict[FunctionType, str] = {}
        self.texts: list[str] = []

    def inlined(self, function: Callable[..., Any], renamed: dict[str, str], result: str) -> str:
        """The statements of a rule with its inputs renamed and its outcome assigned to `result`."""
        node = copy.deepcopy(definition(function))
        locals_ = _stored(node)
        prefix = result.removeprefix("v_")
        names = {**renamed, **{name: f"{prefix}__{name}" for name in locals_}}
        copies = [f"{names[name]} = {renamed[name]}" for name in sorted(locals_ & set(renamed))]
        body = _returns_as_assignments(body_of(node), result, where(function))
        rewrite = _Rewrite(function, names, self)
        return "\n".join([*copies, *(ast.unparse(ast.fix_missing_locations(rewrite.visit(s))) for s in body)])

    def called(self, function: FunctionType) -> str:
        """The name under which a helper stands in the kernel file; translates it when first asked for."""
        if function not in self.helpers:
            node = copy.deepcopy(definition(function))
            _check_signature(function, node)
            name = self.helpers[function] = f"h{len(self.helpers)}_{function.__name__.lstrip('_')}"
            arguments = [argument.arg for argument in node.args.args]
            keep = {n: n for n in {*arguments, *_stored(node)}}
            rewrite = _Rewrite(function, keep, self)
            body = [ast.unparse(ast.fix_missing_locations(rewrite.visit(s))) for s in body_of(node)]
            defaults = [ast.unparse(default) for default in node.args.defaults]
            plain = arguments[: len(arguments) - len(defaults)]
            signature = [*plain, *(f"{a}={d}" for a, d in zip(arguments[len(plain) :], defaults, strict=True))]
            self.texts.append(f"def {name}({', '.join(signature)}):\n" + indented("\n".join(body), 4))
        return self.helpers[function]


def _check_signature(function: FunctionType, node: ast.FunctionDef) -> None:
    constants = all(isinstance(d, ast.Constant) and isinstance(d.value, int) for d in node.args.defaults)
    if not constants or node.args.kwonlyargs or node.args.vararg or node.args.kwarg:
        raise LawError(f"{where(function)}: a kernel takes plain parameters, with whole numbers as defaults.")


def indented(text: str, by: int) -> str:
    """The lines of a text moved to the right."""
    return "\n".join(" " * by + line if line else line for line in text.splitlines())


def _stored(node: ast.FunctionDef) -> set[str]:
    return {n.id for s in node.body for n in ast.walk(s) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _has_return(statement: ast.stmt) -> bool:
    return any(isinstance(node, ast.Return) for node in ast.walk(statement))


def _ends(body: list[ast.stmt]) -> bool:
    """Whether a block always returns."""
    last = body[-1] if body else None
    if isinstance(last, ast.If):
        return _ends(last.body) and _ends(last.orelse)
    return isinstance(last, ast.Return)


def _returns_as_assignments(body: list[ast.stmt], result: str, place: str) -> list[ast.stmt]:
    """The block with what follows an early return moved into the branch that goes on."""
    done: list[ast.stmt] = []
    for index, statement in enumerate(body):
        if isinstance(statement, ast.Return):
            if statement.value is None:
                break
            target = ast.Name(f"={result}", ast.Store())
            return [*done, ast.Assign([target], statement.value, lineno=0)]
        if not _has_return(statement):
            done.append(statement)
            continue
        if not isinstance(statement, ast.If):
            raise CannotInline
        rest = body[index + 1 :]
        both_go_on = not (_ends(statement.body) or _ends(statement.orelse))
        if both_go_on and sum(1 for s in rest for _ in ast.walk(s)) > _MOST_COPIES:
            raise CannotInline
        yes = statement.body if _ends(statement.body) else [*statement.body, *copy.deepcopy(rest)]
        no = statement.orelse if _ends(statement.orelse) else [*statement.orelse, *rest]
        branches = (_returns_as_assignments(branch, result, place) for branch in (yes, no))
        return [*done, ast.If(statement.test, next(branches), next(branches))]
    raise LawError(f"{place}: there is a way through this function that returns nothing.")


class _Rewrite(ast.NodeTransformer):
    """Gives every name its meaning; refuses what a loop cannot do."""

    def __init__(self, function: Callable[..., Any], names: dict[str, str], translation: Translation) -> None:
        self.function = function
        self.names = names
        self.translation = translation

    def visit(self, node: ast.AST) -> Any:
        refused = _REFUSED.get(type(node))
        if refused:
            raise self._error(f"uses {refused}")
        return super().visit(node)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id.startswith("="):
            return ast.Name(node.id[1:], node.ctx)
        if node.id in self.names:
            return ast.Name(self.names[node.id], node.ctx)
        return self._known(outside_names(self.function, {node.id})[node.id], node.id)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        found = self._outside(node)
        if found is not None:
            return self._known(found, ast.unparse(node))
        if node.attr == "value":
            inner: ast.expr = self.visit(node.value)
            return inner
        raise self._error(f"asks .{node.attr} of a value")

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if not isinstance(node.value, int):
            raise self._error(f"uses {node.value!r}; only whole numbers and True or False are allowed")
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        if isinstance(node.op, ast.Div):
            raise self._error("divides with /; use // or a function of zorgkas.engine.money")
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        called = self._outside(node.func)
        if isinstance(called, type) and issubclass(called, IntEnum) and len(node.args) == 1:
            inner: ast.AST = self.visit(node.args[0])
            return inner
        return self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        if len(node.ops) == 1 and isinstance(node.ops[0], ast.In | ast.NotIn):
            return self._membership(node)
        node.ops = [
            ast.Eq() if isinstance(op, ast.Is) else ast.NotEq() if isinstance(op, ast.IsNot) else op for op in node.ops
        ]
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is None:
            return ast.Pass()
        visited: ast.AST = self.visit(ast.Assign([node.target], node.value, lineno=0))
        return visited

    def _membership(self, node: ast.Compare) -> ast.AST:
        options = node.comparators[0]
        outside = self._outside(options)
        if isinstance(outside, tuple | frozenset):
            items: list[ast.expr] = [ast.Constant(int(item)) for item in sorted(outside)]
        elif isinstance(options, ast.Tuple | ast.Set | ast.List):
            items = [self.visit(item) for item in options.elts]
        else:
            raise self._error("uses `in` on something else than a list of values")
        left = self.visit(node.left)
        wanted = isinstance(node.ops[0], ast.In)
        parts: list[ast.expr] = [ast.Compare(left, [ast.Eq() if wanted else ast.NotEq()], [item]) for item in items]
        if not parts:
            return ast.Constant(not wanted)
        return parts[0] if len(parts) == 1 else ast.BoolOp(ast.Or() if wanted else ast.And(), parts)

    def _outside(self, node: ast.expr) -> Any:
        """What a name or dotted name means outside the function, or None."""
        if isinstance(node, ast.Name) and node.id not in self.names and not node.id.startswith("="):
            return outside_names(self.function, {node.id})[node.id]
        if isinstance(node, ast.Attribute):
            inner = self._outside(node.value)
            if isinstance(inner, ModuleType | type | IntEnum):
                return getattr(inner, node.attr)
        return None

    def _known(self, value: Any, name: str) -> ast.expr:
        if isinstance(value, bool):
            return ast.Constant(value)
        if isinstance(value, int):
            return ast.Constant(int(value))
        if isinstance(value, FunctionType):
            return ast.Name(self.translation.called(value), ast.Load())
        if any(value is builtin for builtin in _BUILTINS):
            return ast.Name(value.__name__, ast.Load())
        raise self._error(
            f"uses {name}, which is no number, enum, plain function or one of min, max, abs, int, bool, range"
        )

    def _error(self, what: str) -> LawError:
        return LawError(f"{where(self.function)}: a rule that runs over columns cannot do this: it {what}.")
