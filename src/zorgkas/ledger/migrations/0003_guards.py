"""The triggers that guard the ledger; the SQL stands in 0003_guards.sql."""

from pathlib import Path

from django.db import migrations

REVERSE = """
DROP TRIGGER ledger_keep_person ON registry_person;
DROP TRIGGER ledger_item_by_trigger ON ledger_item;
DROP TRIGGER ledger_item_append_only ON ledger_item;
DROP TRIGGER ledger_posting_append_only ON ledger_posting;
DROP TRIGGER ledger_entry_append_only ON ledger_entry;
DROP TRIGGER ledger_posting_added ON ledger_posting;
DROP TRIGGER ledger_entry_balances ON ledger_entry;
DROP TRIGGER ledger_entry_stamp ON ledger_entry;
DROP FUNCTION ledger_keep_person(), ledger_item_by_trigger(), ledger_refuse(), ledger_posting_added(),
    ledger_entry_balances(), ledger_entry_stamp();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_form_of_postings"), ("registry", "0001_initial")]
    operations = [migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"), REVERSE)]
