"""The database's own guard over facts: every table of facts gets it through a migration with `guard_facts`."""

from collections.abc import Sequence
from pathlib import Path

from django.db import migrations

FUNCTIONS = Path(__file__).parent / "migrations" / "guard_functions.sql"


def guard_facts(table: str, series: Sequence[str] = ()) -> migrations.RunSQL:
    """Guard a table of facts: name the table and the `series_fields` of its kind.

    Rows that would be known at the same time never overlap in one series of one person; a row never changes except that
    `superseded_at` is filled in once; nothing is deleted; every fact is about somebody and has a source.
    """
    arguments = ", ".join(f"'{name}'" for name in series)
    create = f"""
        CREATE TRIGGER {table}_added AFTER INSERT ON {table} REFERENCING NEW TABLE AS added
            FOR EACH STATEMENT EXECUTE FUNCTION registry_fact_added({arguments});
        CREATE TRIGGER {table}_changed BEFORE UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION registry_fact_changed();
        CREATE TRIGGER {table}_removed BEFORE DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_removal();
    """
    drop = "".join(f"DROP TRIGGER {table}_{event} ON {table};" for event in ("added", "changed", "removed"))
    return migrations.RunSQL(create, drop)
