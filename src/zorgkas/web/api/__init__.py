"""The API: the same rooms for other programs, described in OpenAPI 3.1."""
