"""Add everything up again: what the guards keep right is proven right, and what they cannot see is looked for."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zorgkas.ledger.copying import copy_out
from zorgkas.ledger.lines import Lines
from zorgkas.ledger.models import Entry
from zorgkas.registry.models import CareFund

EXAMPLES = 5
LINES_AT_ONCE = 500_000

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check: how many problems, and the first few."""

    name: str
    label: str
    problems: int
    examples: tuple[str, ...]
    seconds: float

    @property
    def good(self) -> bool:
        """Say whether nothing was found."""
        return self.problems == 0


# Each query gives one text per problem. `fund` is empty for all funds.
CHECKS = {
    "guards": (
        gettext_lazy("The guards of the database are in place"),
        """
        SELECT name FROM unnest(ARRAY['ledger_entry_stamp', 'ledger_entry_balances', 'ledger_posting_added',
                                      'ledger_entry_append_only', 'ledger_posting_append_only',
                                      'ledger_item_append_only', 'ledger_item_by_trigger',
                                      'ledger_provideritem_append_only', 'ledger_provideritem_by_trigger',
                                      'registry_person_removed']) name
         WHERE NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgname = name AND t.tgenabled IN ('O', 'A'))
        """,
    ),
    "entries": (
        gettext_lazy("Entries balance and agree with their control totals"),
        """
        SELECT e.key || ': ' || coalesce(p.lines, 0) || ' lines, ' || coalesce(p.total, 0) || ' cents'
          FROM ledger_entry e
          LEFT JOIN (SELECT entry_id, count(*) AS lines, sum(amount_cents) AS total,
                            coalesce(sum(amount_cents) FILTER (WHERE amount_cents > 0), 0) AS debit
                       FROM ledger_posting GROUP BY entry_id) p ON p.entry_id = e.id
         WHERE (%(fund)s::bigint IS NULL OR e.fund_id = %(fund)s)
           AND (p.lines IS NULL OR p.lines < 2 OR p.total <> 0 OR p.lines <> e.line_count OR p.debit <> e.debit_cents)
        """,
    ),
    "postings": (
        gettext_lazy("Postings belong to an entry"),
        """
        SELECT p.entry_id || '/' || p.line FROM ledger_posting p
         WHERE NOT EXISTS (SELECT FROM ledger_entry e WHERE e.id = p.entry_id)
        """,
    ),
    "items": (
        gettext_lazy("Items are what their postings add up to"),
        """
        SELECT concat('person ', coalesce(i.person_id, p.person_id), ', account ', coalesce(i.account, p.account),
                      ', period ', coalesce(i.period, p.period), ': item ', i.due_cents, '/', i.balance_cents,
                      ', postings ', p.due, '/', p.balance)
          FROM (SELECT * FROM ledger_item WHERE %(fund)s::bigint IS NULL OR fund_id = %(fund)s) i
          FULL JOIN (SELECT e.fund_id, p.person_id, p.account, p.product, p.period, sum(p.amount_cents) AS balance,
                            coalesce(sum(p.amount_cents) FILTER (WHERE e.kind = 'due'), 0) AS due
                       FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id
                      WHERE p.person_id IS NOT NULL AND (%(fund)s::bigint IS NULL OR e.fund_id = %(fund)s)
                      GROUP BY 1, 2, 3, 4, 5) p
            ON (p.person_id, p.account, p.product, p.period, p.fund_id)
               = (i.person_id, i.account, i.product, i.period, i.fund_id)
         WHERE i.balance_cents IS DISTINCT FROM p.balance OR i.due_cents IS DISTINCT FROM p.due
        """,
    ),
    "provider_items": (
        gettext_lazy("Items of providers are what their postings add up to"),
        """
        SELECT concat('provider ', coalesce(i.provider_id, p.provider_id), ', account ',
                      coalesce(i.account, p.account), ', period ', coalesce(i.period, p.period), ': item ',
                      i.due_cents, '/', i.balance_cents, ', postings ', p.due, '/', p.balance)
          FROM (SELECT * FROM ledger_provideritem WHERE %(fund)s::bigint IS NULL OR fund_id = %(fund)s) i
          FULL JOIN (SELECT e.fund_id, p.provider_id, p.account, p.product, p.period, sum(p.amount_cents) AS balance,
                            coalesce(sum(p.amount_cents) FILTER (WHERE e.kind = 'due'), 0) AS due
                       FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id
                      WHERE p.provider_id IS NOT NULL AND (%(fund)s::bigint IS NULL OR e.fund_id = %(fund)s)
                      GROUP BY 1, 2, 3, 4, 5) p
            ON (p.provider_id, p.account, p.product, p.period, p.fund_id)
               = (i.provider_id, i.account, i.product, i.period, i.fund_id)
         WHERE i.balance_cents IS DISTINCT FROM p.balance OR i.due_cents IS DISTINCT FROM p.due
        """,
    ),
    "references": (
        gettext_lazy("Items are of people and funds that exist"),
        """
        SELECT 'item ' || i.id || ', person ' || i.person_id || ', fund ' || i.fund_id FROM ledger_item i
         WHERE (%(fund)s::bigint IS NULL OR i.fund_id = %(fund)s)
           AND (NOT EXISTS (SELECT FROM registry_person p WHERE p.id = i.person_id)
                OR NOT EXISTS (SELECT FROM registry_carefund f WHERE f.id = i.fund_id))
        """,
    ),
    "signs": (
        gettext_lazy("Receivables are never negative, payables never positive"),
        """
        SELECT 'item ' || id || ', person ' || person_id || ', account ' || account || ', period ' || period || ': '
               || balance_cents || ' cents (due ' || due_cents || ')'
          FROM ledger_item
         WHERE (%(fund)s::bigint IS NULL OR fund_id = %(fund)s)
           AND CASE WHEN account IN (1200, 1210) THEN balance_cents < 0 OR due_cents < 0
                    ELSE balance_cents > 0 OR due_cents > 0 END
        UNION ALL
        SELECT 'provider ' || provider_id || ', account ' || account || ', period ' || period || ': '
               || balance_cents || ' cents (due ' || due_cents || ')'
          FROM ledger_provideritem
         WHERE (%(fund)s::bigint IS NULL OR fund_id = %(fund)s)
           AND CASE WHEN account = 1230 THEN balance_cents < 0 ELSE balance_cents > 0 OR due_cents > 0 END
        """,
    ),
    "runs": (
        gettext_lazy("Finished runs booked what they reported"),
        """
        SELECT r.kind || ' ' || r.period || ' (' || r.id || '): reported ' || (r.outcome->>'booked')
               || ', found ' || count(e.id) || ' entries, ' || coalesce(sum(e.line_count), 0) || ' postings, '
               || coalesce(sum(e.debit_cents), 0) || ' cents'
          FROM ledger_run r LEFT JOIN ledger_entry e ON e.run_id = r.id
         WHERE r.state <> 'running' AND r.outcome ? 'booked' AND (%(fund)s::bigint IS NULL OR r.fund_id = %(fund)s)
         GROUP BY r.id
        HAVING (r.outcome->'booked'->>'entries')::bigint <> count(e.id)
            OR (r.outcome->'booked'->>'postings')::bigint <> coalesce(sum(e.line_count), 0)
            OR (r.outcome->'booked'->>'debit_cents')::bigint <> coalesce(sum(e.debit_cents), 0)
        """,
    ),
}
HASHES = gettext_lazy("Postings are as they were booked (their hash)")
POSTINGS_OF = """
    SELECT entry_id, account, coalesce(person_id, provider_id, 0), product, period, amount_cents FROM ledger_posting
     WHERE entry_id BETWEEN %s AND %s ORDER BY entry_id, line
"""
POSTING_COLUMNS = [("entry", 8), ("account", 2), ("person", 8), ("product", 2), ("period", 4), ("amount_cents", 8)]


def check(fund: CareFund | None = None, progress: Progress | None = None) -> list[Finding]:
    """Do all checks, of one fund or of all. `progress` is told what is being checked, and how far it came."""
    findings = []
    total = len(CHECKS) + 1
    for done, (name, (label, query)) in enumerate(CHECKS.items()):
        if progress:
            progress(str(label), done, total)
        findings.append(_query(name, str(label), query, fund))
    if progress:
        progress(str(HASHES), total - 1, total)
    started = time.monotonic()
    bad = list(_changed(fund))
    findings.append(Finding("hashes", str(HASHES), len(bad), tuple(bad[:EXAMPLES]), time.monotonic() - started))
    return findings


def _query(name: str, label: str, query: str, fund: CareFund | None) -> Finding:
    started = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) OVER (), problem FROM ({query}) AS found (problem) LIMIT {EXAMPLES}",  # noqa: S608
            {"fund": fund.pk if fund else None},
        )
        rows = cursor.fetchall()
    examples = tuple(str(problem) for _count, problem in rows)
    return Finding(name, label, int(rows[0][0]) if rows else 0, examples, time.monotonic() - started)


def _changed(fund: CareFund | None) -> Iterator[str]:
    """Give the entries whose lines do not have the hash that they had when they were booked."""
    entries = Entry.objects.filter(fund=fund) if fund else Entry.objects.all()
    group: list[Entry] = []
    size = 0
    for entry in entries.order_by("pk").iterator():
        group.append(entry)
        size += entry.line_count
        if size >= LINES_AT_ONCE:
            yield from _changed_in(group)
            group, size = [], 0
    if group:
        yield from _changed_in(group)


def _changed_in(entries: list[Entry]) -> Iterator[str]:
    found = copy_out(POSTINGS_OF, [entries[0].pk, entries[-1].pk], POSTING_COLUMNS)
    starts = np.searchsorted(found["entry"], [entry.pk for entry in entries])
    ends = np.searchsorted(found["entry"], [entry.pk for entry in entries], side="right")
    for entry, start, end in zip(entries, starts, ends, strict=True):
        lines = Lines(*(found[name][start:end] for name, _width in POSTING_COLUMNS[1:]))
        if lines.digest(entry.fund_id, entry.key, entry.kind) != bytes(entry.lines_sha256):
            yield _("entry %s") % entry.key
