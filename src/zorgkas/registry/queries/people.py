"""Find people by number or by name."""

import re

from psycopg import sql

from zorgkas.registry.columns import raw_cursor
from zorgkas.registry.insz import InvalidInsz, validate_insz
from zorgkas.registry.models import FormerNumber, Person

_ONLY_NUMBER = re.compile(r"[\d\s.\-/]+")
_MOST_WORDS = 6

# In both indexes the first name in the order decides where the search starts, so each order has its own query.
_BY_NAME = sql.SQL("""
    (SELECT id FROM registry_person
     WHERE registry_name_key({name}) COLLATE "C" LIKE registry_name_key(%s) || '%%'
       AND registry_name_key({other}) COLLATE "C" LIKE registry_name_key(%s) || '%%'
     ORDER BY registry_name_key({name}) COLLATE "C", registry_name_key({other}) COLLATE "C" LIMIT %s)
""")
_LAST_FIRST = _BY_NAME.format(name=sql.Identifier("last_name"), other=sql.Identifier("first_name"))
_FIRST_LAST = _BY_NAME.format(name=sql.Identifier("first_name"), other=sql.Identifier("last_name"))


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


def search_people(text: str, limit: int = 20) -> list[Person]:
    """Find people by the start of a number (present or former), or of first and last name in any order.

    Accents, capitals and punctuation do not matter. The best hits come first: an exact name before a longer one.
    """
    wanted = text.strip()
    if not any(map(str.isalnum, wanted)):
        return []
    ids = _ids_by_number(wanted, limit) if _ONLY_NUMBER.fullmatch(wanted) else _ids_by_name(wanted, limit)
    people = Person.objects.in_bulk(ids)
    return [people[found] for found in ids]


def _ids_by_number(text: str, limit: int) -> list[int]:
    digits = re.sub(r"\D", "", text)
    # Not sorted by the database: with few digits it would sort all that fit before it shows some.
    present = Person.objects.filter(insz__startswith=digits).values_list("insz", "id")[:limit]
    former = FormerNumber.objects.filter(insz__startswith=digits).values_list("insz", "person_id")[:limit]
    return list(dict.fromkeys(found for _, found in [*sorted(present), *sorted(former)]))[:limit]


def _ids_by_name(text: str, limit: int) -> list[int]:
    """Every way to cut the words in a last and a first name; a name may have several words."""
    words = [word.replace("\\", "").replace("%", "").replace("_", "") for word in text.split()[:_MOST_WORDS]]
    found: dict[int, None] = {}
    with raw_cursor() as cursor:
        for cut in range(len(words), -1, -1):
            before, after = " ".join(words[:cut]), " ".join(words[cut:])
            for query in (_LAST_FIRST, _FIRST_LAST):
                rows = cursor.execute(query, [before, after, limit]).fetchall() if before else []
                found.update(dict.fromkeys(row[0] for row in rows))
            if len(found) >= limit:
                break
    return list(found)[:limit]
