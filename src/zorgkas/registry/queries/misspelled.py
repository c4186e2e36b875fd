"""Find people whose name was typed with a mistake: a letter too many, too few, wrong, or two that changed places."""

import re
from collections.abc import Iterator
from functools import cache

from psycopg import Cursor, sql

# In shorter names one mistake is as likely another name.
FEWEST_LETTERS = 4
LETTERS_FOR_TWO_MISTAKES = 7
MOST_NAMES = 30

_NAMES = (
    "SELECT DISTINCT key, registry_name_key(%s) FROM registry_nameword"
    " WHERE registry_name_rests(key) && registry_name_rests(registry_name_key(%s))"
)
_BY_NAMES = sql.SQL("""
    SELECT id FROM registry_person
     WHERE registry_name_key({name}) COLLATE "C" = ANY(%s)
       AND registry_name_key({other}) COLLATE "C" = ANY(%s) AND {among}
     LIMIT %s
""")
_BY_NAME_AND_START = sql.SQL("""
    SELECT id FROM registry_person
     WHERE registry_name_key({name}) COLLATE "C" = ANY(%s)
       AND registry_name_key({other}) COLLATE "C" LIKE registry_name_key(%s) || '%%' AND {among}
     LIMIT %s
""")
_LAST, _FIRST = sql.Identifier("last_name"), sql.Identifier("first_name")


def ids_by_names_nearly(cursor: Cursor, words: list[str], limit: int, among: sql.Composable) -> Iterator[int]:
    """People whose last and first name, in any order, are nearly these words; the likeliest names first."""

    @cache
    def names(text: str) -> list[list[str]]:
        return _names_like(cursor, text)

    for cut in range(len(words), 0, -1):
        before, after = " ".join(words[:cut]), " ".join(words[cut:])
        for name, other in ((_LAST, _FIRST), (_FIRST, _LAST)):
            start = _BY_NAME_AND_START.format(name=name, other=other, among=among)
            exact = _BY_NAMES.format(name=name, other=other, among=among)
            for likely in names(before):
                yield from (row[0] for row in cursor.execute(start, [likely, after, limit]).fetchall())
                if after and (others := [one for group in names(after) for one in group]):
                    yield from (row[0] for row in cursor.execute(exact, [likely, others, limit]).fetchall())


def _names_like(cursor: Cursor, text: str) -> list[list[str]]:
    """The names that people have and that are nearly this one: those with fewest mistakes together, then the next."""
    if len(re.sub(r"\W", "", text)) < FEWEST_LETTERS:
        return []
    found = cursor.execute(_NAMES, [text, text]).fetchall()
    most = 2 if found and len(found[0][1]) >= LETTERS_FOR_TWO_MISTAKES else 1
    groups: dict[int, list[str]] = {}
    for key, asked in found:
        groups.setdefault(mistakes(key, asked), []).append(key)
    return [sorted(keys)[:MOST_NAMES] for count, keys in sorted(groups.items()) if count <= most]


def mistakes(one: str, other: str) -> int:
    """How many letters were left out, added, changed, or changed places with the next one, from one text to another."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, its in enumerate(other, start=1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                least = min(least, earlier[j - 2] + 1)
            row.append(least)
    return row[-1]
