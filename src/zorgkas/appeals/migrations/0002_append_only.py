"""What happened to an appeal is never changed or removed."""

from django.db import migrations

TABLE = "appeals_appealevent"


class Migration(migrations.Migration):
    dependencies = [("appeals", "0001_initial"), ("recovery", "0002_append_only")]
    operations = [
        migrations.RunSQL(
            f"""
            CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE ON {TABLE}
                FOR EACH ROW EXECUTE FUNCTION recovery_append_only();
            CREATE TRIGGER {TABLE}_removed BEFORE DELETE OR TRUNCATE ON {TABLE}
                FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_removal();
            """,
            f"DROP TRIGGER {TABLE}_append_only ON {TABLE}; DROP TRIGGER {TABLE}_removed ON {TABLE};",
        )
    ]
