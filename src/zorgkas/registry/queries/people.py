"""Find people by number or by name."""

import re
from itertools import islice

from psycopg import sql

from zorgkas.registry.columns import raw_cursor
from zorgkas.registry.insz import InvalidInsz, validate_insz
from zorgkas.registry.models import FormerNumber, Person
from zorgkas.registry.queries.misspelled import ids_by_names_nearly

_ONLY_NUMBER = re.compile(r"[\d\s.\-/]+")
_MOST_WORDS = 6

# In both indexes the first name in the order decides where the search starts, so each order has its own query.
_BY_NAME = sql.SQL("""
    (SELECT id FROM registry_person
     WHERE registry_name_key({name}) COLLATE "C" LIKE registry_name_key(%s) || '%%'
       AND registry_name_key({other}) COLLATE "C" LIKE registry_name_key(%s) || '%%'
       AND {among}
     ORDER BY registry_name_key({name}) COLLATE "C", registry_name_key({other}) COLLATE "C" LIMIT %s)
""")
_LAST, _FIRST = sql.Identifier("last_name"), sql.Identifier("first_name")


def person_by_insz(insz: str) -> Person | None:
    """Find a person by a number that is or was theirs."""
    try:
        number = validate_insz(insz)
    except InvalidInsz:
        return None
    person = Person.objects.filter(insz=number).first()
    if person is None:
        former = FormerNumber.objects.select_related("person").filter(insz=number).first()
        return former.person if former else None
    return person


def search_people(text: str, limit: int = 20, *, among: sql.Composable | None = None) -> list[Person]:
    """Find people by the start of a number (present or former), or of first and last name in any order.

    Accents, capitals and punctuation do not matter. The best hits come first: an exact name before a longer one.
    Where nobody has the name as typed, names that differ by a typing error are looked for.
    `among` is a condition on `registry_person`: only people who meet it are found.
    """
    wanted = text.strip()
    if not any(map(str.isalnum, wanted)):
        return []
    by_number = _ONLY_NUMBER.fullmatch(wanted)
    ids = _ids_by_number(wanted, limit, among) if by_number else _ids_by_name(wanted, limit, among)
    people = Person.objects.in_bulk(ids)
    return [people[found] for found in ids]


def _ids_by_number(text: str, limit: int, among: sql.Composable | None) -> list[int]:
    digits = re.sub(r"\D", "", text)
    # Not sorted by the database: with few digits it would sort all that fit before it shows some.
    present = sql.SQL("SELECT insz, id FROM registry_person WHERE insz LIKE %s AND {among} LIMIT %s")
    former = sql.SQL(
        "SELECT f.insz, registry_person.id FROM registry_formernumber f"
        " JOIN registry_person ON registry_person.id = f.person_id WHERE f.insz LIKE %s AND {among} LIMIT %s"
    )
    found: list[int] = []
    with raw_cursor() as cursor:
        for query in (present, former):
            condition = query.format(among=among or sql.SQL("true"))
            found += [row[1] for row in sorted(cursor.execute(condition, [f"{digits}%", limit]).fetchall())]
    return list(dict.fromkeys(found))[:limit]


def _ids_by_name(text: str, limit: int, among: sql.Composable | None) -> list[int]:
    """Every way to cut the words in a last and a first name; a name may have several words."""
    words = [word.replace("\\", "").replace("%", "").replace("_", "") for word in text.split()[:_MOST_WORDS]]
    found: dict[int, None] = {}
    condition = among or sql.SQL("true")
    queries = [
        _BY_NAME.format(name=name, other=other, among=condition) for name, other in ((_LAST, _FIRST), (_FIRST, _LAST))
    ]
    with raw_cursor() as cursor:
        for cut in range(len(words), -1, -1):
            before, after = " ".join(words[:cut]), " ".join(words[cut:])
            for query in queries:
                rows = cursor.execute(query, [before, after, limit]).fetchall() if before else []
                found.update(dict.fromkeys(row[0] for row in rows))
            if len(found) >= limit:
                break
        if not found:
            found.update(dict.fromkeys(islice(ids_by_names_nearly(cursor, words, limit, condition), limit)))
    return list(found)[:limit]
