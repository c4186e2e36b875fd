"""The registry refuses to remove people by itself, so the ledger need not."""

from django.db import migrations

DROP = "DROP TRIGGER ledger_keep_person ON registry_person; DROP FUNCTION ledger_keep_person();"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_guards"), ("registry", "0002_guard_facts")]
    operations = [migrations.RunSQL(DROP)]
