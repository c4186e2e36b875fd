"""Providers, and what is true of them from a day on."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from zorgkas.care.models import ProviderFact
from zorgkas.registry.models import Provider, Source


def record_provider(number: str, name: str, kind: str) -> Provider:
    """Return the provider with this number, made now if it is new."""
    return Provider.objects.get_or_create(number=number, defaults={"name": name, "kind": kind})[0]


def record_provider_fact(
    kind: type[ProviderFact],
    provider: Provider,
    valid_from: datetime.date,
    valid_to: datetime.date | None,
    values: Mapping[str, Any] | None,
    *,
    source: Source,
    recorded_at: datetime.datetime | None = None,
    series: Mapping[str, Any] | None = None,
) -> int:
    """Record what is true of a provider in a period; return how many rows are new.

    As with facts about people: what said otherwise of those days is superseded, the rest of it stays true and is
    recorded again. Without values nothing holds in the period; `series` then says of which series.
    """
    at = recorded_at or timezone.now()
    which = {name: (values or series or {})[name] for name in kind.series_fields}
    with transaction.atomic():
        Provider.objects.select_for_update().get(pk=provider.pk)
        overlap = kind._default_manager.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from), provider=provider, superseded_at=None, **which
        )
        rows = list(overlap.filter(valid_from__lt=valid_to) if valid_to else overlap)
        if values is not None and any(_says(row, valid_from, valid_to, values) for row in rows):
            return 0
        # The series learns forward: a writer with an earlier clock is put after what is known.
        at = max([at, *(row.recorded_at for row in rows)])
        kind._default_manager.filter(pk__in=[row.pk for row in rows]).update(superseded_at=at)
        new = [piece for row in rows for piece in _outside(row, valid_from, valid_to, at)]
        if values is not None:
            new.append(
                kind(
                    provider=provider,
                    valid_from=valid_from,
                    valid_to=valid_to,
                    recorded_at=at,
                    source=source,
                    **values,
                )
            )
        kind._default_manager.bulk_create(new)
    return len(new)


def _says(
    row: ProviderFact, valid_from: datetime.date, valid_to: datetime.date | None, values: Mapping[str, Any]
) -> bool:
    """Whether a row says just this of the whole period."""
    covers = row.valid_from <= valid_from and (
        row.valid_to is None or (valid_to is not None and row.valid_to >= valid_to)
    )
    return covers and all(getattr(row, name) == value for name, value in values.items())


def _outside(
    row: ProviderFact, valid_from: datetime.date, valid_to: datetime.date | None, at: datetime.datetime
) -> list[ProviderFact]:
    """What of a row lies before and after a period."""
    before = (row.valid_from, valid_from)
    after = (valid_to, row.valid_to)
    pieces = []
    if before[0] < before[1]:
        pieces.append(_copy(row, *before, at))
    if after[0] is not None and (after[1] is None or after[0] < after[1]):
        pieces.append(_copy(row, after[0], after[1], at))
    return pieces


def _copy(
    row: ProviderFact, valid_from: datetime.date, valid_to: datetime.date | None, at: datetime.datetime
) -> ProviderFact:
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"}
    return type(row)(
        **{**fields, "valid_from": valid_from, "valid_to": valid_to, "recorded_at": at, "superseded_at": None}
    )
