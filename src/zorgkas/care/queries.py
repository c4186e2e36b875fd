"""What others may read of care in kind."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from django.db.models import Q, QuerySet
from django.utils import timezone
from numpy.typing import NDArray

from zorgkas.care.judging import judge_again
from zorgkas.care.models import CareFile, CareLine, CareRequest, CareRight, ProviderFact
from zorgkas.care.pillar import Column, Pillar, Why
from zorgkas.care.pillars import pillar_of
from zorgkas.engine import Decision
from zorgkas.law import law_on
from zorgkas.ledger.models import ProviderItem
from zorgkas.registry.columns import array_text, read_sql
from zorgkas.registry.models import CareFund, Person, Provider

# Reasons that say what a line is, not what the law says of it: judging again changes nothing of them.
FINAL = (
    "UNKNOWN_USER",
    "UNKNOWN_PROVIDER",
    "UNKNOWN_CODE",
    "BAD_PERIOD",
    "BAD_AMOUNT",
    "NOTHING_TO_CORRECT",
    "DOUBLE",
    "FILE_HAS_REFUSED_LINE",
)
_DAY = "({0} - DATE '0001-01-01' + 1)::bigint"
# The lines first, and then their files: the other way round every line of every month would be read.
_LINES = """
    WITH l AS MATERIALIZED (
        SELECT * FROM care_careline l
         WHERE l.product = %(product)s AND l.corrects IS NULL AND l.person_id IS NOT NULL {where})
    SELECT l.id AS line, l.file_id AS file, l.provider_id AS provider, l.person_id AS person, l.code::text AS code,
           {first} AS first, {last} AS last, (l.period / 100 * 12 + l.period % 100 - 1)::bigint AS month,
           l.quantity::bigint AS quantity, l.unit_cents, l.claimed_cents, {received} AS received, 0::bigint AS corrects,
           l.accepted_cents, l.reason::text AS reason {extra}
      FROM l JOIN care_carefile f ON f.id = l.file_id
     WHERE f.fund_id = %(fund)s AND NOT EXISTS (SELECT FROM care_careline c WHERE c.corrects = l.id)
     ORDER BY l.file_id, l.number
"""


@dataclass(frozen=True)
class KeptLines:
    """Lines as a pillar judges them, and what is accepted of them now."""

    columns: dict[str, Column]
    accepted_cents: NDArray[np.int64]
    reason: NDArray[Any]


def columns_of(
    pillar: Pillar,
    fund: CareFund,
    month: int | None = None,
    *,
    providers: Sequence[int] | None = None,
    people: Sequence[int] | None = None,
    lines: Sequence[int] | None = None,
) -> KeptLines:
    """Return kept lines of files as columns: of a month (202611), some providers, people or lines.

    Credits, lines that were credited, and lines that are refused for what they are do not come.
    """
    parameters: dict[str, Any] = {"fund": fund.pk, "product": int(pillar.product)}
    where = ""
    if lines is not None:
        where, parameters = "AND l.id = ANY(%(lines)s)", {**parameters, "lines": list(lines)}
    else:
        where, parameters = "AND NOT l.reason = ANY(%(final)s)", {**parameters, "final": list(FINAL)}
    for name, column, given in (
        ("period", "l.period", [month] if month is not None else None),
        ("providers", "l.provider_id", providers),
        ("people", "l.person_id", people),
    ):
        if given is not None:
            where += f" AND {column} = ANY(%({name})s::bigint[])"
            parameters[name] = array_text(given)
    query = _LINES.format(
        first=_DAY.format("l.first_day"),
        last=_DAY.format("l.last_day"),
        received=_DAY.format("f.received_on"),
        extra=_extra(pillar),
        where=where,
    ).replace("l.period % 100", "l.period %% 100")
    table = read_sql(query, parameters, few=lines is not None)
    columns = {name: _column(table[name]) for name in table.column_names}
    return KeptLines(columns, columns.pop("accepted_cents"), columns.pop("reason"))


def _extra(pillar: Pillar) -> str:
    found = ""
    for name, kind in pillar.extra_columns.items():
        value = f"l.details->>'{name}'"
        if pa.types.is_date(kind):
            value = f"coalesce({_DAY.format(f'({value})::date')}, 0)"
        elif pa.types.is_string(kind):
            value = f"coalesce({value}, '')"
        else:
            value = f"coalesce(({value})::bigint, 0)"
        found += f', {value} AS "{name}"'
    return found


def _column(column: pa.ChunkedArray) -> Column:
    if pa.types.is_string(column.type):
        # Few different texts: each becomes a Python object once.
        texts = column.combine_chunks().dictionary_encode()
        values: Column = np.asarray(texts.dictionary.to_pylist(), dtype=object)[texts.indices.to_numpy()]
        return values
    numbers: Column = column.to_numpy().astype(np.int64)
    return numbers


def explain_line(line: CareLine) -> Decision | None:
    """Return the decision of the law about one line, with its steps; None when it was not judged by the law."""
    if line.file_id is None or not line.person_id:
        return None
    file = CareFile.objects.select_related("fund").get(pk=line.file_id)
    pillar = pillar_of(file.pillar)
    kept = columns_of(pillar, file.fund, lines=[line.pk])
    if not len(kept.reason) or pillar.check is None:
        return None
    verdict = judge_again(pillar, file.fund, kept.columns, timezone.now())
    if verdict.explain is None:
        return None
    facts, target = verdict.explain(0)
    return law_on(line.first_day).decide(dict(facts), target)


def why(pillar: str, code: str) -> Why | None:
    """Return what a code of a reason says, with its article and remedy."""
    return pillar_of(pillar).reasons.get(code)


def known(kind: type[ProviderFact], provider: Provider | int, on: datetime.date) -> "QuerySet[ProviderFact]":
    """Return what is true of a provider on a day, as known now."""
    number = provider if isinstance(provider, int) else provider.pk
    return kind._default_manager.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on), provider_id=number, valid_from__lte=on, superseded_at=None
    )


def requests(funds: Sequence[int], *, open_only: bool = True) -> QuerySet[CareRequest]:
    """Return requests, those that must be decided first at the top."""
    found = CareRequest.objects.filter(fund_id__in=funds).select_related("person", "provider", "fund")
    found = found.exclude(state=CareRequest.State.DECIDED) if open_only else found
    return found.order_by("decide_by", "pk")


def files(funds: Sequence[int]) -> QuerySet[CareFile]:
    """Return files, the last one first."""
    return CareFile.objects.filter(fund_id__in=funds).select_related("provider", "fund").order_by("-received_at", "-pk")


def rights_of(person: Person) -> QuerySet[CareRight]:
    """Return the rights of a person as known now, the newest first."""
    return CareRight.objects.filter(person=person, superseded_at=None).order_by("-valid_from")


def lines_of(person: Person, funds: Sequence[int]) -> QuerySet[CareLine]:
    """Return what was claimed for a person, the newest first."""
    return (
        CareLine.objects.filter(Q(file__fund_id__in=funds) | Q(decision__request__fund_id__in=funds), person=person)
        .select_related("file", "provider")
        .order_by("-first_day", "-pk")
    )


def open_of(provider: Provider, funds: Sequence[int]) -> QuerySet[ProviderItem]:
    """Return what is open with a provider: negative is owed to it."""
    return (
        ProviderItem.objects.filter(provider=provider, fund_id__in=funds)
        .exclude(balance_cents=0)
        .order_by("period", "product", "account")
    )
