"""An index of what is open, so that a run looks at that and not at every item of all years."""

from django.db import migrations, models

OPEN = (models.Q(account=1200) & models.Q(balance_cents__lt=0)) | (~models.Q(account=1200) & ~models.Q(balance_cents=0))


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_people_are_kept")]
    # Hardly any budget is open and hardly any premium is not: without knowing that, the index would seem of no use.
    operations = [
        migrations.RunSQL(
            "CREATE STATISTICS ledger_item_open (mcv) ON account, balance_cents FROM ledger_item",
            "DROP STATISTICS ledger_item_open",
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(fields=["fund", "account", "balance_cents"], name="item_open", condition=OPEN),
        ),
    ]
