"""A chapter of the law: a Python package with facts and rules, and its `parameters.yaml` and `texts.yaml`."""

import importlib
import pkgutil
from dataclasses import dataclass
from pathlib import Path

from zorgkas.engine.declare import Fact, Rule, declared_in
from zorgkas.engine.errors import LawError
from zorgkas.engine.parameters import Parameter, read_parameters
from zorgkas.engine.texts import Text, read_texts


@dataclass(frozen=True)
class Chapter:
    """Everything that one package says."""

    name: str
    rules: tuple[Rule, ...]
    facts: tuple[Fact, ...]
    parameters: tuple[Parameter, ...]
    texts: tuple[Text, ...]

    @property
    def names(self) -> set[str]:
        """Everything that it declares."""
        return {item.name for items in (self.rules, self.facts, self.parameters) for item in items}

    @classmethod
    def load(cls, package: str) -> "Chapter":
        """Import every module of the package and read its two files, where they exist."""
        module = importlib.import_module(package)
        if module.__file__ is None or not hasattr(module, "__path__"):
            raise LawError(f"{package}: a chapter is a package (a folder with __init__.py).")
        names = [package, *sorted(info.name for info in pkgutil.walk_packages(module.__path__, f"{package}."))]
        for name in names:
            importlib.import_module(name)
        declared = [item for name in names for item in declared_in(name)]
        folder = Path(module.__file__).parent
        parameters = folder / "parameters.yaml"
        texts = folder / "texts.yaml"
        return cls(
            package.rpartition(".")[2],
            tuple(item for item in declared if isinstance(item, Rule)),
            tuple(item for item in declared if isinstance(item, Fact)),
            tuple(read_parameters(parameters)) if parameters.exists() else (),
            tuple(read_texts(texts)) if texts.exists() else (),
        )
