"""Names and sex as the National Register gives them now: no history, as letters and pages say those of today."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True)
class Identity:
    """What changes about a person; what is empty stays as it is."""

    person_id: int
    first_name: str = ""
    last_name: str = ""
    sex: str = ""


def update_identities(changes: Sequence[Identity]) -> int:
    """Change names and sex of people; return of how many something differed. Of one person the last change counts."""
    last = {change.person_id: change for change in changes}
    if not last:
        return 0
    rows = [last[person] for person in sorted(last)]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE registry_person p SET first_name = coalesce(nullif(c.first_name, ''), p.first_name),"
            " last_name = coalesce(nullif(c.last_name, ''), p.last_name), sex = coalesce(nullif(c.sex, ''), p.sex)"
            " FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) AS c (id, first_name, last_name, sex)"
            " WHERE p.id = c.id AND (coalesce(nullif(c.first_name, ''), p.first_name), p.last_name, p.sex)"
            " IS DISTINCT FROM (p.first_name, coalesce(nullif(c.last_name, ''), p.last_name),"
            " coalesce(nullif(c.sex, ''), p.sex))",
            [
                [row.person_id for row in rows],
                [row.first_name for row in rows],
                [row.last_name for row in rows],
                [row.sex for row in rows],
            ],
        )
        return int(cursor.rowcount)
