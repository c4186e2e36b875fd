-- The guard over facts. Plain PostgreSQL 15; why not an exclusion constraint: docs/explanation/decisions.

-- Runs once per INSERT, over all its rows as a set. Its arguments are the fields that set apart the series of the kind.
CREATE FUNCTION registry_fact_added() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    same_series text := '';
    name text;
    found record;
BEGIN
    -- Writers about the same people come one after the other, also those that forgot to lock them. A large statement
    -- locks the whole kind; readers never wait.
    IF (SELECT count(*) FROM (SELECT FROM added LIMIT 40001) q) > 40000 THEN
        EXECUTE format('LOCK TABLE %I.%I IN SHARE ROW EXCLUSIVE MODE', TG_TABLE_SCHEMA, TG_TABLE_NAME);
    ELSE
        PERFORM FROM registry_person WHERE id IN (SELECT person_id FROM added) ORDER BY id FOR NO KEY UPDATE;
    END IF;

    FOR found IN SELECT a.id FROM added a WHERE a.superseded_at IS NOT NULL LIMIT 1 LOOP
        RAISE EXCEPTION '%: row % is recorded as superseded already', TG_TABLE_NAME, found.id
            USING ERRCODE = 'check_violation';
    END LOOP;
    FOR found IN SELECT a.id, a.person_id FROM added a
            WHERE NOT EXISTS (SELECT FROM registry_person p WHERE p.id = a.person_id) LIMIT 1 LOOP
        RAISE EXCEPTION '%: row % is about person %, who does not exist', TG_TABLE_NAME, found.id, found.person_id
            USING ERRCODE = 'foreign_key_violation';
    END LOOP;
    FOR found IN SELECT DISTINCT a.source_id FROM added a
            WHERE NOT EXISTS (SELECT FROM registry_source s WHERE s.id = a.source_id) LIMIT 1 LOOP
        RAISE EXCEPTION '%: there is no source %', TG_TABLE_NAME, found.source_id
            USING ERRCODE = 'foreign_key_violation';
    END LOOP;

    FOREACH name IN ARRAY coalesce(TG_ARGV, '{}') LOOP
        same_series := same_series || format(' AND f.%1$I = a.%1$I', name);
    END LOOP;
    -- EXECUTE plans anew each time: the plan for one row and that for millions have nothing in common.
    FOR found IN EXECUTE format(
        'SELECT a.id, f.id AS other, a.person_id FROM added a JOIN %I.%I f ON f.person_id = a.person_id AND f.id <> a.id'
        || ' AND f.valid_from < coalesce(a.valid_to, ''infinity'') AND coalesce(f.valid_to, ''infinity'') > a.valid_from'
        || ' AND (f.superseded_at IS NULL OR f.superseded_at > a.recorded_at)' || same_series || ' LIMIT 1',
        TG_TABLE_SCHEMA, TG_TABLE_NAME
    ) LOOP
        RAISE EXCEPTION '%: rows % and % about person % overlap', TG_TABLE_NAME, found.id, found.other, found.person_id
            USING ERRCODE = 'exclusion_violation';
    END LOOP;
    RETURN NULL;
END $$;

CREATE FUNCTION registry_fact_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    only_superseded record := NEW;
BEGIN
    only_superseded.superseded_at := OLD.superseded_at;
    IF OLD.superseded_at IS NOT NULL OR NEW.superseded_at IS NULL OR only_superseded IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION '%: row % is never changed; record a correction, which supersedes it', TG_TABLE_NAME, OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

-- A test database may be emptied as a whole when it says so (zorgkas.may_truncate).
CREATE FUNCTION registry_refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('zorgkas.may_truncate', true) = 'on' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '%: % is refused; what was known is never lost', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;

-- Facts point at people and sources without a foreign key (checked above, as a set), so these are never removed either.
CREATE TRIGGER registry_person_removed BEFORE DELETE OR TRUNCATE ON registry_person
    FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_removal();
CREATE TRIGGER registry_source_removed BEFORE DELETE OR TRUNCATE ON registry_source
    FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_removal();
