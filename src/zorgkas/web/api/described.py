"""The description of the API as a file: kept with the source, so that a change of it is seen."""

import json

from zorgkas.web.api.build import api


def described() -> str:
    """The OpenAPI description as text, always in the same order."""
    return (
        json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    )
