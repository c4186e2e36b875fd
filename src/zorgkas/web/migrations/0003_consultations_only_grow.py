"""The log of consultations only grows: the database refuses to change or remove a row."""

from django.db import migrations

GUARD = """
CREATE FUNCTION web_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The log of consultations is only added to; % is refused.', lower(TG_OP);
END $$;
CREATE TRIGGER web_consultation_only_grows BEFORE UPDATE OR DELETE ON web_consultation
    FOR EACH ROW EXECUTE FUNCTION web_refuse_change();
"""
UNGUARD = "DROP TRIGGER web_consultation_only_grows ON web_consultation; DROP FUNCTION web_refuse_change();"


class Migration(migrations.Migration):
    dependencies = [("web", "0002_failed_sign_in")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
