"""Search people by name: without accents, case and punctuation, from the start, in plain PostgreSQL."""

from django.db import migrations

CREATE = """
CREATE FUNCTION registry_name_key(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
    lower(translate(name,
        'ÀÁÂÃÄÅĀĂĄàáâãäåāăąÇĆČçćčĎĐðďđÈÉÊËĒĖĘĚèéêëēėęěĞğÌÍÎÏĪĮİìíîïīįıŁłÑŃŇñńňÒÓÔÕÖØŌŐòóôõöøōőŔŘŕřŚŞŠȘśşšșßŤŢȚťţțÙÚÛÜŪŮŰŲùúûüūůűųÝŸýÿŹŻŽźżž'
        || ' -.''’`´·',
        'aaaaaaaaaaaaaaaaaaccccccdddddeeeeeeeeeeeeeeeeggiiiiiiiiiiiiiillnnnnnnoooooooooooooooorrrrsssssssssttttttuuuuuuuuuuuuuuuuyyyyzzzzzz'
    ));
CREATE INDEX person_by_last_name ON registry_person
    (registry_name_key(last_name) COLLATE "C", registry_name_key(first_name) COLLATE "C");
CREATE INDEX person_by_first_name ON registry_person
    (registry_name_key(first_name) COLLATE "C", registry_name_key(last_name) COLLATE "C");
"""
DROP = """
DROP INDEX person_by_first_name;
DROP INDEX person_by_last_name;
DROP FUNCTION registry_name_key(text);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0002_guard_facts'),
    ]

    operations = [migrations.RunSQL(CREATE, DROP)]
