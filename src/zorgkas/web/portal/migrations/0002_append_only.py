"""What members looked at and sent only grows: the database refuses to change or remove a row."""

from django.db import migrations

GUARD = """
CREATE FUNCTION portal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What members looked at and sent is only added to; % is refused.', lower(TG_OP);
END $$;
CREATE TRIGGER portal_look_only_grows BEFORE UPDATE OR DELETE ON portal_look
    FOR EACH ROW EXECUTE FUNCTION portal_refuse_change();
CREATE TRIGGER portal_sent_only_grows BEFORE UPDATE OR DELETE ON portal_sent
    FOR EACH ROW EXECUTE FUNCTION portal_refuse_change();
"""
UNGUARD = """
DROP TRIGGER portal_look_only_grows ON portal_look;
DROP TRIGGER portal_sent_only_grows ON portal_sent;
DROP FUNCTION portal_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
