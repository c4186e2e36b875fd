"""The seal of a batch: a hash of its lines and parts, and the check that they still say what is true."""

import hashlib
from datetime import date

from django.db import connection
from django.utils.translation import gettext, ngettext

from zorgkas.banking.batches.errors import BatchOutdated, BatchTampered
from zorgkas.banking.models import Batch

# The kind of run that proposes parts of payment plans.
INSTALMENTS_RUN = "instalment_batch"

# The database hashes blocks of rows, so that hundreds of thousands of lines need not travel; the seal is the hash of
# those hashes. A row is written as PostgreSQL writes a composite value, which tells every field apart.
_BLOCKS = (
    """
    SELECT sha256(convert_to(string_agg(told, E'\\n' ORDER BY id), 'UTF8'))
      FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / 1000 AS block,
                   ROW(id, coalesce(person_id, provider_id), end_to_end_id, iban, holder_name, amount_cents,
                       remittance, mandate_reference, to_char(mandate_signed_on, 'YYYY-MM-DD'))::text AS told
              FROM banking_batchline WHERE batch_id = %(batch)s) q
     GROUP BY block ORDER BY block
    """,
    """
    SELECT sha256(convert_to(string_agg(told, E'\\n' ORDER BY id), 'UTF8'))
      FROM (SELECT p.id, (row_number() OVER (ORDER BY p.id) - 1) / 1000 AS block,
                   ROW(p.line_id, coalesce(p.item_id, p.provider_item_id), p.amount_cents)::text AS told
              FROM banking_linepart p JOIN banking_batchline l ON l.id = p.line_id
             WHERE l.batch_id = %(batch)s AND p.line_id BETWEEN %(first_line)s AND %(last_line)s) q
     GROUP BY block ORDER BY block
    """,
)
# How many lines of a batch are no longer right, per reason. A month of death is still due (BVR art. 139).
_OUTDATED = {
    Batch.Kind.BENEFITS: """
        SELECT count(*) FILTER (WHERE -i.balance_cents < p.amount_cents),
               count(*) FILTER (WHERE (a.iban IS DISTINCT FROM l.iban OR a.blocked) AND NOT (
                   EXISTS (SELECT FROM registry_paymenttoother o
                            WHERE o.person_id = l.person_id AND o.superseded_at IS NULL AND o.iban = l.iban)
                   OR i.account = 2300 AND EXISTS (SELECT FROM banking_surplus s
                                                 WHERE s.person_id = l.person_id AND s.iban = l.iban))),
               count(*) FILTER (WHERE i.account = 2000 AND i.period
                   > extract(year FROM d.died_on) * 100 + extract(month FROM d.died_on))
          FROM banking_batchline l
          JOIN banking_linepart p ON p.line_id = l.id
          JOIN ledger_item i ON i.id = p.item_id
          LEFT JOIN registry_bankaccount a ON a.person_id = l.person_id AND a.superseded_at IS NULL
           AND a.valid_from <= %(execute_on)s AND (a.valid_to IS NULL OR a.valid_to > %(execute_on)s)
          LEFT JOIN (SELECT person_id, min(valid_from) AS died_on FROM registry_death
                      WHERE superseded_at IS NULL GROUP BY person_id) d ON d.person_id = l.person_id
         WHERE l.batch_id = %(batch)s AND p.line_id BETWEEN %(first_line)s AND %(last_line)s
    """,
    # A plan that was agreed (or that stopped) since the proposal changes what may be collected.
    Batch.Kind.COLLECTION: """
        SELECT count(*) FILTER (WHERE i.balance_cents < p.amount_cents OR %(instalments)s IS DISTINCT FROM EXISTS (
                   SELECT FROM collection_plannedclaim c JOIN collection_paymentplan q ON q.id = c.plan_id
                    WHERE c.item_id = i.id AND q.state IN ('active', 'behind')
                      AND (q.by_direct_debit OR NOT %(instalments)s))),
               count(*) FILTER (WHERE m.reference IS DISTINCT FROM l.mandate_reference
                                   OR m.iban IS DISTINCT FROM l.iban
                                   OR EXISTS (SELECT FROM collection_mandateblock b
                                               WHERE b.person_id = l.person_id AND b.superseded_at IS NULL
                                                 AND (b.valid_to IS NULL OR b.valid_to > %(execute_on)s))),
               count(*) FILTER (WHERE EXISTS (SELECT FROM registry_death d
                   WHERE d.person_id = l.person_id AND d.superseded_at IS NULL))
          FROM banking_batchline l
          JOIN banking_linepart p ON p.line_id = l.id
          JOIN ledger_item i ON i.id = p.item_id
          LEFT JOIN registry_directdebitmandate m ON m.person_id = l.person_id AND m.superseded_at IS NULL
           AND m.valid_from <= %(execute_on)s AND (m.valid_to IS NULL OR m.valid_to > %(execute_on)s)
         WHERE l.batch_id = %(batch)s AND p.line_id BETWEEN %(first_line)s AND %(last_line)s
    """,
    Batch.Kind.CARE: """
        SELECT count(*) FILTER (WHERE -i.balance_cents < p.amount_cents),
               count(*) FILTER (WHERE a.iban IS DISTINCT FROM l.iban), 0
          FROM banking_batchline l
          JOIN banking_linepart p ON p.line_id = l.id
          JOIN ledger_provideritem i ON i.id = p.provider_item_id
          LEFT JOIN care_provideraccount a ON a.provider_id = l.provider_id AND a.superseded_at IS NULL
           AND a.valid_from <= %(execute_on)s AND (a.valid_to IS NULL OR a.valid_to > %(execute_on)s)
         WHERE l.batch_id = %(batch)s AND p.line_id BETWEEN %(first_line)s AND %(last_line)s
    """,
}


def lines_of(batch: Batch) -> dict[str, int | None]:
    """Return the batch and its first and last line, as parameters of a query about its parts.

    The lines of a batch lie together, so this spares the parts of all batches that ever were; which lines are of the
    batch its number still says.
    """
    with connection.cursor() as cursor:
        # Asked for these two alone, the database would look for them from the first line of all batches on.
        cursor.execute("SELECT min(id), max(id), count(*) FROM banking_batchline WHERE batch_id = %s", [batch.pk])
        first, last, _count = cursor.fetchone()
    return {"batch": batch.pk, "first_line": first, "last_line": last}


def lines_sha256(batch: Batch) -> str:
    """Hash the lines and their parts as they stand in the database."""
    hashed, parameters = hashlib.sha256(), lines_of(batch)
    with connection.cursor() as cursor:
        for query in _BLOCKS:
            cursor.execute(query, parameters)
            for (block,) in cursor.fetchall():
                hashed.update(bytes(block))
            hashed.update(b"|")
    return hashed.hexdigest()


def check_seal(batch: Batch) -> None:
    """Refuse a batch whose lines are not those that were proposed."""
    found = lines_sha256(batch)
    if found != batch.lines_sha256:
        raise BatchTampered(
            gettext(
                "Batch %(batch)d: the lines were changed after the proposal (their hash is %(found)s, not %(frozen)s). "
                "Nothing was done; find out who changed them, cancel the batch and propose again."
            )
            % {"batch": batch.pk, "found": found[:12], "frozen": batch.lines_sha256[:12]}
        )


def check_current(batch: Batch) -> None:
    """Refuse a batch that no longer fits the open items, the accounts or the deaths that are known now."""
    with connection.cursor() as cursor:
        given: dict[str, date | bool] = {
            "execute_on": batch.execute_on,
            "instalments": batch.run.kind == INSTALMENTS_RUN,
        }
        cursor.execute(_OUTDATED[Batch.Kind(batch.kind)], {**lines_of(batch), **given})
        balances, accounts, deaths = cursor.fetchone()
    told = [
        ngettext("%d amount is no longer open", "%d amounts are no longer open", balances) % balances
        if balances
        else "",
        ngettext("%d account changed", "%d accounts changed", accounts) % accounts if accounts else "",
        ngettext("%d person died", "%d people died", deaths) % deaths if deaths else "",
    ]
    if any(told):
        raise BatchOutdated(
            gettext("Batch %(batch)d: since the proposal %(what)s. Cancel it and propose again.")
            % {"batch": batch.pk, "what": ", ".join(filter(None, told))}
        )
