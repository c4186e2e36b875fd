"""The SQL of a proposal: set-based, the same for one person as for hundreds of thousands."""

# Open items with what decides whether they can be paid. Items that wait in another batch are left to that batch.
_WAITING = """
    SELECT FROM banking_linepart p
      JOIN banking_batchline l ON l.id = p.line_id
      JOIN banking_batch b ON b.id = l.batch_id
     WHERE p.item_id = i.id AND b.fund_id = %(fund)s AND b.state IN ('proposed', 'released')
"""
_DEATHS = """
    SELECT person_id, min(valid_from) AS died_on FROM registry_death WHERE superseded_at IS NULL GROUP BY person_id
"""
# Somebody else is paid instead of the person: a representative, a debt mediator, who comes after a death.
_OTHERS = """
    SELECT person_id, iban, holder_name FROM registry_paymenttoother
     WHERE superseded_at IS NULL AND valid_from <= %(execute_on)s AND (valid_to IS NULL OR valid_to > %(execute_on)s)
"""
_GOOD_ACCOUNT = """
    CASE WHEN iban ~ '^BE[0-9]{14}$'
         THEN (substr(iban, 5) || '1114' || substr(iban, 3, 2))::numeric %% 97 = 1
         ELSE iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$' AND iban !~ '^BE' END
"""

# Where a refund of a premium goes: back to the account that paid too much, if the bank did not send a payment to it
# back before; else to the person's own account.
_SENDER = """
    SELECT s.iban, s.name FROM banking_surplus s
     WHERE i.account = 2300 AND s.iban <> ''
       AND s.person_id = i.person_id AND s.fund_id = i.fund_id AND s.year = i.period
       AND NOT EXISTS (SELECT FROM banking_batchline b
                        WHERE b.person_id = i.person_id AND b.iban = s.iban AND b.state = 'returned')
     ORDER BY s.id DESC LIMIT 1
"""

OPEN_PAYABLES = f"""
    CREATE TEMPORARY TABLE proposed ON COMMIT DROP AS
    WITH deaths AS MATERIALIZED ({_DEATHS}), others AS MATERIALIZED ({_OTHERS}), accounts AS (
        SELECT person_id, iban, holder_name, false AS blocked FROM others
         UNION ALL
        SELECT person_id, iban, holder_name, blocked FROM registry_bankaccount a
         WHERE superseded_at IS NULL AND valid_from <= %(execute_on)s
           AND (valid_to IS NULL OR valid_to > %(execute_on)s)
           AND NOT EXISTS (SELECT FROM others o WHERE o.person_id = a.person_id)
    ), payees AS (
        SELECT i.id, i.person_id, i.account, i.period, i.balance_cents, coalesce(s.iban, a.iban) AS iban,
               CASE WHEN s.iban IS NULL THEN a.holder_name ELSE coalesce(nullif(s.name, ''), a.holder_name, '-') END
                   AS holder_name,
               a.blocked AND s.iban IS NULL AS blocked
          FROM ledger_item i
          LEFT JOIN accounts a ON a.person_id = i.person_id
          LEFT JOIN LATERAL ({_SENDER}) s ON true
         WHERE i.fund_id = %(fund)s AND i.balance_cents < 0
           AND (i.account = 2300 OR (i.account = 2000 AND i.period <= %(period)s))
           AND NOT EXISTS ({_WAITING})
    )
    SELECT i.id AS item_id, i.person_id, i.account, i.period, -i.balance_cents AS cents, iban, holder_name,
           ''::text AS mandate, NULL::date AS signed_on,
           CASE WHEN i.account = 2000 AND i.period > extract(year FROM d.died_on) * 100 + extract(month FROM d.died_on)
                THEN 'died'
                WHEN iban IS NULL THEN 'no_account'
                WHEN i.blocked THEN 'account_blocked'
                WHEN NOT ({_GOOD_ACCOUNT}) THEN 'bad_account' END AS exclusion
      FROM payees i
      LEFT JOIN deaths d ON d.person_id = i.person_id
"""  # noqa: S608 - only constants of this module are put in

# Mandates that are not used, claims that are paid by a plan, and a collection by this mandate not too long ago. Of a
# mandate that was taken over, earlier collections are not known: its time counts from the day on which we knew it.
_BLOCKED = """
    SELECT DISTINCT person_id FROM collection_mandateblock
     WHERE superseded_at IS NULL AND valid_from <= %(execute_on)s AND (valid_to IS NULL OR valid_to > %(execute_on)s)
"""
_PLANNED = """
    SELECT DISTINCT c.item_id FROM collection_plannedclaim c JOIN collection_paymentplan q ON q.id = c.plan_id
     WHERE q.state IN ('active', 'behind')
"""
_USED = """
    SELECT FROM banking_batchline l JOIN banking_batch k ON k.id = l.batch_id
     WHERE l.person_id = i.person_id AND l.mandate_reference = m.reference AND k.state IN ('exported', 'booked')
       AND k.execute_on > %(execute_on)s - make_interval(months => %(lapse_months)s)
"""

_MANDATES = """
      JOIN registry_directdebitmandate m ON m.person_id = i.person_id AND m.superseded_at IS NULL
       AND m.valid_from <= %(execute_on)s AND (m.valid_to IS NULL OR m.valid_to > %(execute_on)s)
      LEFT JOIN deaths d ON d.person_id = i.person_id
"""
_BAD_MANDATE = f"""
                WHEN b.person_id IS NOT NULL THEN 'mandate_blocked'
                WHEN greatest(m.signed_on, m.recorded_at::date)
                         < %(execute_on)s - make_interval(months => %(lapse_months)s)
                     AND NOT EXISTS ({_USED}) THEN 'mandate_lapsed'
                WHEN NOT ({_GOOD_ACCOUNT}) THEN 'bad_account'
"""
# What the agency asks together with a fine: the fund leaves it alone (BVR art. 69).
_WITH_FINE = """
    SELECT FROM fines_claimedwithfine w
     WHERE w.person_id = i.person_id AND w.year = i.period AND w.superseded_at IS NULL
       AND w.valid_from <= %(execute_on)s AND (w.valid_to IS NULL OR w.valid_to > %(execute_on)s)
"""

# The premium of the year, and from `first_year` on what is open of earlier years.
OPEN_PREMIUMS = f"""
    CREATE TEMPORARY TABLE proposed ON COMMIT DROP AS
    WITH deaths AS MATERIALIZED ({_DEATHS})
    SELECT i.id AS item_id, i.person_id, i.account, i.period, i.balance_cents AS cents, m.iban, m.holder_name,
           m.reference AS mandate, m.signed_on,
           CASE WHEN d.died_on IS NOT NULL THEN 'died'
                WHEN p.item_id IS NOT NULL THEN 'planned'
                {_BAD_MANDATE} END AS exclusion
      FROM ledger_item i
      {_MANDATES}
      LEFT JOIN ({_BLOCKED}) b ON b.person_id = i.person_id
      LEFT JOIN ({_PLANNED}) p ON p.item_id = i.id
     WHERE i.fund_id = %(fund)s AND i.account = 1200 AND i.product = 1
       AND i.period BETWEEN %(first_year)s AND %(period)s
       AND i.balance_cents > 0 AND NOT EXISTS ({_WAITING})
       AND (i.period = %(period)s OR NOT EXISTS ({_WITH_FINE}))
"""  # noqa: S608

# Of each plan that is paid by direct debit the parts of up to the day, less what was paid of it; the money goes to its
# claims in the order of the law (BVR art. 70), with the years that can lead to a fine as given.
INSTALMENTS = f"""
    CREATE TEMPORARY TABLE proposed ON COMMIT DROP AS
    WITH deaths AS MATERIALIZED ({_DEATHS}), claims AS (
        SELECT plan.id AS plan_id, plan.person_id, i.id, i.account, i.period, i.balance_cents, c.open_cents,
               (f.year IS NULL) AS later, EXISTS ({_WAITING}) AS waiting
          FROM collection_paymentplan plan
          JOIN collection_plannedclaim c ON c.plan_id = plan.id
          JOIN ledger_item i ON i.id = c.item_id
          LEFT JOIN unnest(%(fineable_people)s::bigint[], %(fineable_years)s::int[]) AS f (person_id, year)
            ON f.person_id = i.person_id AND f.year = i.period
         WHERE plan.fund_id = %(fund)s AND plan.by_direct_debit AND plan.state IN ('active', 'behind')
    ), asked AS (
        SELECT plan_id, coalesce((SELECT sum(n.amount_cents) FROM collection_instalment n
                                   WHERE n.plan_id = claims.plan_id AND n.due_on <= %(execute_on)s), 0)
                        - sum(greatest(open_cents - greatest(balance_cents, 0), 0)) AS cents
          FROM claims GROUP BY plan_id HAVING NOT bool_or(waiting)
    ), i AS (
        SELECT c.id, c.person_id, c.account, c.period,
               least(c.balance_cents, asked.cents - coalesce(sum(c.balance_cents) OVER (
                   PARTITION BY c.plan_id ORDER BY c.later, c.period, c.id
                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))::bigint AS cents
          FROM claims c JOIN asked USING (plan_id) WHERE c.balance_cents > 0
    )
    SELECT i.id AS item_id, i.person_id, i.account, i.period, i.cents, m.iban, m.holder_name, m.reference AS mandate,
           m.signed_on,
           CASE WHEN d.died_on IS NOT NULL THEN 'died'
                {_BAD_MANDATE} END AS exclusion
      FROM i
      {_MANDATES}
      LEFT JOIN ({_BLOCKED}) b ON b.person_id = i.person_id
     WHERE i.cents > 0
"""  # noqa: S608

EXCLUSIONS = """
    INSERT INTO banking_exclusion (batch_id, person_id, reason, amount_cents)
    SELECT %(batch)s, person_id, exclusion, sum(cents) FROM proposed WHERE exclusion IS NOT NULL
     GROUP BY person_id, exclusion ORDER BY person_id
"""

PAYMENT_LINES = """
    INSERT INTO banking_batchline (batch_id, person_id, end_to_end_id, iban, holder_name, amount_cents, remittance,
                                   mandate_reference, mandate_signed_on, state, return_reason)
    SELECT %(batch)s, person_id, %(end_to_end)s || row_number() OVER (ORDER BY person_id), iban, holder_name,
           sum(cents), CASE WHEN bool_or(account = 2000) THEN %(benefits_text)s ELSE %(refund_text)s END,
           '', NULL, 'open', ''
      FROM proposed WHERE exclusion IS NULL GROUP BY person_id, iban, holder_name ORDER BY person_id
"""

# The communication is that of the claim (ledger.communication): stream 1, the item, the rest modulo 97.
COLLECTION_LINES = """
    INSERT INTO banking_batchline (batch_id, person_id, end_to_end_id, iban, holder_name, amount_cents, remittance,
                                   mandate_reference, mandate_signed_on, state, return_reason)
    SELECT %(batch)s, person_id, %(end_to_end)s || row_number() OVER (ORDER BY person_id, item_id), iban, holder_name,
           cents, base || lpad((CASE base %% 97 WHEN 0 THEN 97 ELSE base %% 97 END)::text, 2, '0'),
           mandate, signed_on, 'open', ''
      FROM (SELECT *, 1000000000 + item_id AS base FROM proposed WHERE exclusion IS NULL) q
     ORDER BY person_id, item_id
"""

# A payment of one person settles everything; of the collections of one person each settles the claim that it names.
PARTS = """
    INSERT INTO banking_linepart (line_id, item_id, amount_cents)
    SELECT l.id, p.item_id, p.cents
      FROM proposed p JOIN banking_batchline l ON l.batch_id = %(batch)s AND l.person_id = p.person_id
       AND l.iban = p.iban AND l.holder_name = p.holder_name
       AND (l.mandate_reference = '' OR substr(l.remittance, 1, 10) = (1000000000 + p.item_id)::text)
     WHERE p.exclusion IS NULL ORDER BY l.id, p.item_id
"""

TOTALS = """
    SELECT count(*), coalesce(sum(amount_cents), 0)::bigint FROM banking_batchline WHERE batch_id = %(batch)s
"""
