"""Find names with a typing error: every name that somebody has once, found by what is left when one letter is left out.

Two names that differ by one letter (another, one more, one less, two changed places) have such a rest in common. There
are few names and many people, so the index is small and a load of millions of people hardly notices it.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION registry_name_rests(key text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN ARRAY(
    SELECT DISTINCT overlay(key placing '' from place for 1) FROM generate_series(1, char_length(key)) AS place
    UNION SELECT key
);
-- Not unique: two transactions may both bring a new name, and neither waits for the other.
CREATE TABLE registry_nameword (key text COLLATE "C" NOT NULL);
CREATE INDEX nameword_key ON registry_nameword (key);
CREATE FUNCTION registry_keep_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO registry_nameword (key)
    SELECT named.key FROM (
        -- Many people share a name, and working out its key takes time.
        SELECT DISTINCT registry_name_key(written.name) COLLATE "C" AS key
          FROM (SELECT last_name AS name FROM named_people UNION SELECT first_name FROM named_people) written
    ) named
    WHERE named.key <> '' AND NOT EXISTS (SELECT FROM registry_nameword known WHERE known.key = named.key);
    RETURN NULL;
END $$;
CREATE TRIGGER registry_person_named AFTER INSERT ON registry_person
    REFERENCING NEW TABLE AS named_people FOR EACH STATEMENT EXECUTE FUNCTION registry_keep_names();
CREATE TRIGGER registry_person_renamed AFTER UPDATE ON registry_person
    REFERENCING NEW TABLE AS named_people FOR EACH STATEMENT EXECUTE FUNCTION registry_keep_names();
INSERT INTO registry_nameword (key)
    SELECT DISTINCT registry_name_key(written.name)
      FROM (SELECT last_name AS name FROM registry_person UNION SELECT first_name FROM registry_person) written
     WHERE registry_name_key(written.name) <> '';
CREATE INDEX nameword_rests ON registry_nameword USING gin (registry_name_rests(key)) WITH (fastupdate = off);
"""
DROP = """
DROP TRIGGER registry_person_renamed ON registry_person;
DROP TRIGGER registry_person_named ON registry_person;
DROP FUNCTION registry_keep_names();
DROP TABLE registry_nameword;
DROP FUNCTION registry_name_rests(text);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0009_representatives'),
    ]

    operations = [migrations.RunSQL(CREATE, DROP)]
