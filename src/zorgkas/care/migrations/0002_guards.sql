-- Facts about providers: rows that would be known at the same time never overlap in one series; none is changed or lost.
CREATE FUNCTION care_provider_fact_added() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    same_series text := '';
    name text;
    found record;
BEGIN
    PERFORM FROM registry_provider WHERE id IN (SELECT provider_id FROM added) ORDER BY id FOR NO KEY UPDATE;
    FOREACH name IN ARRAY coalesce(TG_ARGV, '{}') LOOP
        same_series := same_series || format(' AND f.%1$I = a.%1$I', name);
    END LOOP;
    FOR found IN EXECUTE format(
        'SELECT a.id, f.id AS other FROM added a JOIN %I.%I f ON f.provider_id = a.provider_id AND f.id <> a.id'
        || ' AND f.valid_from < coalesce(a.valid_to, ''infinity'') AND coalesce(f.valid_to, ''infinity'') > a.valid_from'
        || ' AND (f.superseded_at IS NULL OR f.superseded_at > a.recorded_at)' || same_series || ' LIMIT 1',
        TG_TABLE_SCHEMA, TG_TABLE_NAME
    ) LOOP
        RAISE EXCEPTION '%: rows % and % overlap', TG_TABLE_NAME, found.id, found.other
            USING ERRCODE = 'exclusion_violation';
    END LOOP;
    RETURN NULL;
END $$;

-- Of a line only what is accepted and the reason may change; a decision never does.
CREATE TRIGGER care_line_changed BEFORE UPDATE OF id, file_id, decision_id, provider_id, person_id, claimed_cents,
        unit_cents, number, period, first_day, last_day, quantity, corrects, product, code, user_number, details
    ON care_careline FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_removal();
ALTER TABLE care_careline SET (fillfactor = 85);
CREATE TRIGGER care_line_removed BEFORE DELETE OR TRUNCATE ON care_careline
    FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_removal();
CREATE TRIGGER care_change_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON care_carelinechange
    FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_removal();
CREATE TRIGGER care_decision_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON care_caredecision
    FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_removal();
CREATE TRIGGER care_file_removed BEFORE DELETE OR TRUNCATE ON care_carefile
    FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_removal();
CREATE TRIGGER care_request_removed BEFORE DELETE OR TRUNCATE ON care_carerequest
    FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_removal();
