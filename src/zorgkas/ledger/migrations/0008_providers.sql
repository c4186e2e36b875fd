-- The guards of the items of providers.

-- Replaces the function of 0003_guards.sql: items of providers follow as well. New postings: their entry is of this transaction, their person exists, and the open items follow.
--    EXECUTE, because a plan made for two postings would be a disaster for a quarter million.
CREATE OR REPLACE FUNCTION ledger_posting_added() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong bigint;
BEGIN
    EXECUTE $sql$
        SELECT p.entry_id FROM (SELECT DISTINCT entry_id FROM added) p LEFT JOIN ledger_entry e ON e.id = p.entry_id
         WHERE e.transaction_id IS DISTINCT FROM pg_current_xact_id()::text::bigint LIMIT 1
    $sql$ INTO wrong;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'ledger: entry % does not exist or is of an earlier transaction; its postings are closed', wrong
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;

    EXECUTE $sql$
        SELECT p.person_id FROM added p
         WHERE p.person_id IS NOT NULL AND NOT EXISTS (SELECT FROM registry_person r WHERE r.id = p.person_id) LIMIT 1
    $sql$ INTO wrong;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'ledger: there is no person %', wrong USING ERRCODE = 'foreign_key_violation';
    END IF;

    -- Sorted, so that two transactions meet the same items in the same order and never wait for each other.
    EXECUTE $sql$
        INSERT INTO ledger_item AS i (fund_id, person_id, account, product, period, due_cents, balance_cents)
        SELECT e.fund_id, p.person_id, p.account, p.product, p.period,
               coalesce(sum(p.amount_cents) FILTER (WHERE e.kind = 'due'), 0), sum(p.amount_cents)
          FROM added p JOIN ledger_entry e ON e.id = p.entry_id
         WHERE p.person_id IS NOT NULL
         GROUP BY p.person_id, p.account, p.product, p.period, e.fund_id
         ORDER BY p.person_id, p.account, p.product, p.period, e.fund_id
        ON CONFLICT (person_id, account, product, period, fund_id) DO UPDATE
           SET due_cents = i.due_cents + excluded.due_cents, balance_cents = i.balance_cents + excluded.balance_cents
    $sql$;

    -- The same for providers; most statements have none, and one look says so.
    EXECUTE 'SELECT p.provider_id FROM added p WHERE p.provider_id IS NOT NULL LIMIT 1' INTO wrong;
    IF wrong IS NULL THEN
        RETURN NULL;
    END IF;
    EXECUTE $sql$
        SELECT p.provider_id FROM added p
         WHERE p.provider_id IS NOT NULL AND NOT EXISTS (SELECT FROM registry_provider r WHERE r.id = p.provider_id)
         LIMIT 1
    $sql$ INTO wrong;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'ledger: there is no provider %', wrong USING ERRCODE = 'foreign_key_violation';
    END IF;
    EXECUTE $sql$
        INSERT INTO ledger_provideritem AS i (fund_id, provider_id, account, product, period, due_cents, balance_cents)
        SELECT e.fund_id, p.provider_id, p.account, p.product, p.period,
               coalesce(sum(p.amount_cents) FILTER (WHERE e.kind = 'due'), 0), sum(p.amount_cents)
          FROM added p JOIN ledger_entry e ON e.id = p.entry_id
         WHERE p.provider_id IS NOT NULL
         GROUP BY p.provider_id, p.account, p.product, p.period, e.fund_id
         ORDER BY p.provider_id, p.account, p.product, p.period, e.fund_id
        ON CONFLICT (provider_id, account, product, period, fund_id) DO UPDATE
           SET due_cents = i.due_cents + excluded.due_cents, balance_cents = i.balance_cents + excluded.balance_cents
    $sql$;
    RETURN NULL;
END $$;


CREATE TRIGGER ledger_provideritem_append_only BEFORE DELETE OR TRUNCATE ON ledger_provideritem
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();

CREATE FUNCTION ledger_provideritem_by_trigger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'ledger: % of ledger_provideritem is refused; open items follow the postings', TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_provideritem_by_trigger BEFORE INSERT OR UPDATE ON ledger_provideritem
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_provideritem_by_trigger();

-- Whoever is booked about stays.
CREATE TRIGGER registry_provider_removed BEFORE DELETE OR TRUNCATE ON registry_provider
    FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_removal();
ALTER TABLE ledger_provideritem SET (fillfactor = 80);
