"""The staging table of a bulk write: made, checked row by row in sets, and its people locked."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext
from psycopg import sql

from zorgkas.registry.columns import identifier, identifiers, raw_cursor
from zorgkas.registry.services.statement import FactTable, latest_statement

STAGING = "staging_facts"

# Up to this many rows, a batch locks the people it is about; above, it locks the kind (readers never wait).
LOCK_PEOPLE_UP_TO = 10_000


def create_staging(table: FactTable) -> None:
    """Make the table, gone again at the end of the transaction."""
    columns = [sql.SQL("{} {}").format(identifier(name), sql.SQL(type_)) for name, type_ in table.types.items()]
    with raw_cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "CREATE TEMPORARY TABLE {}"
                " (n bigint, person_id bigint, valid_from date, valid_to date, retract boolean {}) ON COMMIT DROP"
            ).format(identifier(STAGING), sql.SQL("").join(sql.SQL(", ") + column for column in columns))
        )


def lock_people(table: FactTable, rows: int) -> None:
    """Let writers about the same people come one after the other."""
    with raw_cursor() as cursor:
        cursor.execute(sql.SQL("ANALYZE {}").format(identifier(STAGING)))
        mode = "ROW EXCLUSIVE" if rows <= LOCK_PEOPLE_UP_TO else "SHARE ROW EXCLUSIVE"
        cursor.execute(sql.SQL("LOCK TABLE {} IN {} MODE").format(identifier(table.name), sql.SQL(mode)))
        if rows <= LOCK_PEOPLE_UP_TO:
            cursor.execute(
                sql.SQL(
                    "SELECT count(*) FROM (SELECT FROM registry_person WHERE id IN (SELECT person_id FROM {})"
                    " ORDER BY id FOR NO KEY UPDATE) q"
                ).format(identifier(STAGING))
            )


def check_staging(table: FactTable, at: datetime) -> Iterator[tuple[int, str]]:
    """Take every row out that cannot be recorded, with its reason, in the order of the input."""
    with raw_cursor() as cursor:
        query = sql.SQL("DELETE FROM {staging} s USING ({checks}) c WHERE s.n = c.n RETURNING c.n, c.reason").format(
            staging=identifier(STAGING), checks=_checks(table)
        )
        found = cursor.execute(query, {"at": at}).fetchall()
    for row, reason in sorted(found):
        yield row, _reasons()[reason]


def _checks(table: FactTable) -> sql.Composed:
    """Rows that are wrong, each with its first reason."""
    return sql.SQL("""
        SELECT n, min(reason) AS reason FROM (
            SELECT n, 1 AS reason FROM {staging} WHERE person_id IS NULL OR valid_from IS NULL
            UNION ALL
            SELECT n, 2 FROM {staging} WHERE valid_to <= valid_from
            UNION ALL
            SELECT s.n, 3 FROM {staging} s WHERE NOT EXISTS (SELECT FROM registry_person p WHERE p.id = s.person_id)
            UNION ALL
            SELECT n, 4 FROM (
                SELECT n, valid_from, valid_to, lead(valid_from) OVER w AS next_from,
                       max(valid_to) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
                FROM {staging} WINDOW w AS (PARTITION BY {series} ORDER BY valid_from, n)
            ) q WHERE next_from < valid_to OR reached > valid_from
            UNION ALL
            SELECT n, 5 FROM ({latest}) q WHERE latest > %(at)s
        ) q GROUP BY n
    """).format(
        staging=identifier(STAGING),
        series=identifiers(["person_id", *table.series]),
        latest=latest_statement(table, identifier(STAGING)),
    )


def _reasons() -> dict[int, str]:
    return {
        1: gettext("the person or the first day is missing"),
        2: gettext("the period ends before it starts"),
        3: gettext("there is no such person"),
        4: gettext("it overlaps with another row of the batch"),
        5: gettext("its series already changed at a later moment"),
    }
