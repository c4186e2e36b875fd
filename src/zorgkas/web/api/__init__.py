"""The API: the same rooms for other programs, described in OpenAPI 3.1."""

from typing import Any


def __getattr__(name: str) -> Any:
    """The API itself, once the tables are loaded."""
    if name == "api":
        from zorgkas.web.api.build import api

        return api
    raise AttributeError(name)
