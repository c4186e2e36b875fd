-- The guards of the ledger. They hold whoever writes, through whatever program. Plain PostgreSQL, 15 or newer.

-- 1. Only the transaction that made an entry may add postings to it.
CREATE FUNCTION ledger_entry_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END $$;

CREATE TRIGGER ledger_entry_stamp BEFORE INSERT ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_entry_stamp();

-- 2. When the transaction ends (or at SET CONSTRAINTS ... IMMEDIATE) every new entry must balance and agree with its
--    control totals. One reading of its postings per entry, so a compound entry of a quarter million lines costs little.
CREATE FUNCTION ledger_entry_balances() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    lines bigint;
    total numeric;
    debit numeric;
BEGIN
    SELECT count(*), coalesce(sum(amount_cents), 0), coalesce(sum(amount_cents) FILTER (WHERE amount_cents > 0), 0)
      INTO lines, total, debit
      FROM ledger_posting WHERE entry_id = NEW.id;
    IF lines < 2 THEN
        RAISE EXCEPTION 'ledger: entry % (%) has % posting(s), it needs at least two', NEW.id, NEW.key, lines
            USING ERRCODE = 'check_violation';
    ELSIF total <> 0 THEN
        RAISE EXCEPTION 'ledger: the postings of entry % (%) add up to % cents, not to zero', NEW.id, NEW.key, total
            USING ERRCODE = 'check_violation';
    ELSIF lines <> NEW.line_count OR debit <> NEW.debit_cents THEN
        RAISE EXCEPTION 'ledger: entry % (%) announces % postings and % cents, but has % and %',
            NEW.id, NEW.key, NEW.line_count, NEW.debit_cents, lines, debit
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_entry_balances AFTER INSERT ON ledger_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_balances();

-- 3. New postings: their entry is of this transaction, their person exists, and the open items follow.
--    EXECUTE, because a plan made for two postings would be a disaster for a quarter million.
CREATE FUNCTION ledger_posting_added() RETURNS trigger LANGUAGE plpgsql AS $$
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
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_posting_added AFTER INSERT ON ledger_posting
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_posting_added();

-- 4. What is booked is booked. A test database may be emptied as a whole when it says so (zorgkas.may_truncate).
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('zorgkas.may_truncate', true) = 'on' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'ledger: % of % is refused; what is booked never changes, book a correction', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_posting_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_posting
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_item_append_only BEFORE DELETE OR TRUNCATE ON ledger_item
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();

-- 5. Items are written by trigger 3 and by nobody else.
CREATE FUNCTION ledger_item_by_trigger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'ledger: % of ledger_item is refused; open items follow the postings', TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_item_by_trigger BEFORE INSERT OR UPDATE ON ledger_item
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_item_by_trigger();

-- 6. In place of a foreign key on every posting and item: nobody about whom something is booked is deleted.
CREATE FUNCTION ledger_keep_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong bigint;
BEGIN
    SELECT g.id INTO wrong FROM gone g WHERE EXISTS (SELECT FROM ledger_item i WHERE i.person_id = g.id) LIMIT 1;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'ledger: person % has bookings and cannot be deleted', wrong
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_keep_person AFTER DELETE ON registry_person
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep_person();

-- Room on each page, so that a payment updates an item in place without touching its indexes.
ALTER TABLE ledger_item SET (fillfactor = 80);
