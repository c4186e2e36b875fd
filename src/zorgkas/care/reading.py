"""Several questions about the same lines: for a few lines all in one, for what takes time is the way there and back."""

import json
from collections.abc import Mapping
from typing import Any

from zorgkas.registry.columns import read_sql

# Up to so many lines no second connection is opened to read what they need.
FEW = 50
_AS_TEXT = "(SELECT coalesce(json_agg(x), '[]')::text FROM ({query}) x) AS {name}"
_ALL = "SELECT {parts}"


def in_one(queries: Mapping[str, str]) -> str:
    """One question that answers them all."""
    parts = (_AS_TEXT.format(query=query, name=name) for name, query in queries.items())
    return _ALL.format(parts=", ".join(parts))


def ask_in_one(question: str, parameters: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The rows of each query of `in_one`, in its order."""
    row = read_sql(question, parameters, few=True).to_pylist()[0]
    return {name: json.loads(text) for name, text in row.items()}
