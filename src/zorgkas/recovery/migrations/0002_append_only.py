"""Events, parts and claims are never changed or removed."""

from django.db import migrations

TABLES = ("recovery_recoveryevent", "recovery_recoverypart", "recovery_heirclaim")
FUNCTION = """
    CREATE FUNCTION recovery_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% is append-only: record another event', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $$;
"""


def _guards() -> str:
    return "".join(
        f"""
        CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION recovery_append_only();
        CREATE TRIGGER {table}_removed BEFORE DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_removal();
        """
        for table in TABLES
    )


class Migration(migrations.Migration):
    dependencies = [("recovery", "0001_initial"), ("registry", "0009_representatives")]
    operations = [
        migrations.RunSQL(
            FUNCTION + _guards(),
            "".join(f"DROP TRIGGER {t}_append_only ON {t}; DROP TRIGGER {t}_removed ON {t};" for t in TABLES)
            + "DROP FUNCTION recovery_append_only();",
        )
    ]
