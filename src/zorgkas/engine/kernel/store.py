"""Where kernel files and their machine code are kept between processes."""

import hashlib
import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable
from threading import Lock
from typing import Any

from zorgkas.engine.shelf import cache_folder

_lock = Lock()


def load(text: str) -> Callable[..., None]:
    """The `run` function of a kernel file; writes the file when it is not there yet."""
    name = f"zorgkas_kernel_{hashlib.sha256(text.encode()).hexdigest()[:24]}"
    with _lock:
        module = sys.modules.get(name) or _import(name, text)
    run: Callable[..., None] = module.run
    return run


def _import(name: str, text: str) -> Any:
    path = cache_folder() / f"{name}.py"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(draft, path)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module
