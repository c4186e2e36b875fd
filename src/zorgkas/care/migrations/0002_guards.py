"""The database guards what was claimed, decided and known of providers."""

from pathlib import Path

from django.db import migrations

from zorgkas.registry.guard import guard_facts

KINDS = {
    "care_recognition": ["pillar", "care"],
    "care_capacity": ["pillar", "unit"],
    "care_tariff": ["pillar", "code"],
    "care_attestedsoftware": ["name"],
    "care_provideraccount": [],
}
KEPT = {
    "care_line_changed": "care_careline",
    "care_line_removed": "care_careline",
    "care_change_kept": "care_carelinechange",
    "care_decision_kept": "care_caredecision",
    "care_file_removed": "care_carefile",
    "care_request_removed": "care_carerequest",
}


def guard(table: str, series: list[str]) -> migrations.RunSQL:
    """Guard a table of facts about providers, as `guard_facts` does for facts about people."""
    arguments = ", ".join(f"'{name}'" for name in series)
    create = f"""
        CREATE TRIGGER {table}_added AFTER INSERT ON {table} REFERENCING NEW TABLE AS added
            FOR EACH STATEMENT EXECUTE FUNCTION care_provider_fact_added({arguments});
        CREATE TRIGGER {table}_changed BEFORE UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION registry_fact_changed();
        CREATE TRIGGER {table}_removed BEFORE DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_removal();
    """
    drop = "".join(f"DROP TRIGGER {table}_{event} ON {table};" for event in ("added", "changed", "removed"))
    return migrations.RunSQL(create, drop)


class Migration(migrations.Migration):
    dependencies = [("care", "0001_initial"), ("registry", "0012_providers")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"),
            "".join(f"DROP TRIGGER {name} ON {table};" for name, table in KEPT.items())
            + "DROP FUNCTION care_provider_fact_added();",
        ),
        *(guard(table, series) for table, series in KINDS.items()),
        guard_facts("care_careright", series=["pillar", "provider_id", "code"]),
    ]
