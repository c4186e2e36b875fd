"""The text of a kernel file: helpers, the rules of one person in order, and the loop over all persons."""

from collections.abc import Mapping, Sequence
from types import FunctionType

from zorgkas.engine.declare import Rule
from zorgkas.engine.kernel.translate import CannotInline, Translation, indented

_HEAD = '''"""Generated from rules of the law; the name of the file is the hash of its content. Do not edit."""

from numba import njit, prange

helper = njit(error_model="numpy", cache=True)
person = njit(error_model="numpy", forceinline=True, cache=True)
'''
_LOOP = '@njit(parallel=True, nogil=True, error_model="numpy", cache=True)'


def kernel_text(
    rules: Sequence[Rule], columns: Mapping[str, bool], scalars: Sequence[str], targets: Sequence[str]
) -> str:
    """The whole file. `columns` says of each column whether it holds booleans; `scalars` are the same for everybody."""
    translation = Translation()
    body = [text for rule in rules for text in (f"# {rule.name}", _statements(translation, rule))]
    body.append(f"return ({', '.join(f'v_{name}' for name in targets)},)")
    one = _function("one", [f"v_{name}" for name in (*columns, *scalars)], body)
    given = [f"c_{name}[i] != 0" if boolean else f"c_{name}[i]" for name, boolean in columns.items()]
    given += [f"v_{name}" for name in scalars]
    outcomes = [f"o_{name}" for name in targets]
    loop = [f"outcome = one({', '.join(given)})", *(f"{o}[i] = outcome[{n}]" for n, o in enumerate(outcomes))]
    arguments = ["length", *(f"c_{name}" for name in columns), *(f"v_{name}" for name in scalars), *outcomes]
    run = _function("run", arguments, ["for i in prange(length):", *(indented(line, 4) for line in loop)])
    functions = [*(f"@helper\n{text}" for text in translation.texts), f"@person\n{one}", f"{_LOOP}\n{run}"]
    return _HEAD + "".join(f"\n\n{text}\n" for text in functions)


def _function(name: str, arguments: Sequence[str], body: Sequence[str]) -> str:
    return "\n".join([f"def {name}({', '.join(arguments)}):", *(indented(text, 4) for text in body)])


def _statements(translation: Translation, rule: Rule) -> str:
    inputs = {name: f"v_{name}" for name, _ in rule.inputs}
    try:
        return translation.inlined(rule.function, inputs, f"v_{rule.name}")
    except CannotInline:
        assert isinstance(rule.function, FunctionType)
        return f"v_{rule.name} = {translation.called(rule.function)}({', '.join(inputs.values())})"
