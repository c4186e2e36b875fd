"""Most names are plain ASCII: make their search key without looking up accents. The keys stay the same."""

from django.db import migrations

QUICK = """
CREATE OR REPLACE FUNCTION registry_name_key(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
    CASE WHEN octet_length(name) = char_length(name) THEN lower(translate(name, ' -.''`', '')) ELSE
    lower(translate(name,
        'ÀÁÂÃÄÅĀĂĄàáâãäåāăąÇĆČçćčĎĐðďđÈÉÊËĒĖĘĚèéêëēėęěĞğÌÍÎÏĪĮİìíîïīįıŁłÑŃŇñńňÒÓÔÕÖØŌŐòóôõöøōőŔŘŕřŚŞŠȘśşšșßŤŢȚťţțÙÚÛÜŪŮŰŲùúûüūůűųÝŸýÿŹŻŽźżž'
        || ' -.''’`´·',
        'aaaaaaaaaaaaaaaaaaccccccdddddeeeeeeeeeeeeeeeeggiiiiiiiiiiiiiillnnnnnnoooooooooooooooorrrrsssssssssttttttuuuuuuuuuuuuuuuuyyyyzzzzzz'
    )) END;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0003_search_names'),
    ]

    operations = [migrations.RunSQL(QUICK, migrations.RunSQL.noop)]
