"""Items of providers, in a table of their own, kept by the same trigger as those of people."""

from pathlib import Path

import django.db.models.deletion
import zorgkas.ledger.accounts
from django.db import migrations, models


REVERSE = """
DROP TRIGGER registry_provider_removed ON registry_provider;
DROP TRIGGER ledger_provideritem_by_trigger ON ledger_provideritem;
DROP TRIGGER ledger_provideritem_append_only ON ledger_provideritem;
DROP FUNCTION ledger_provideritem_by_trigger();
""" + Path(__file__).with_name("0003_guards.sql").read_text(encoding="utf-8").split("-- 3.")[1].split(
    "CREATE TRIGGER ledger_posting_added"
)[0].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").split("\n", 2)[2]


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0007_told_narratives'),
        ('registry', '0012_providers'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProviderItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.PositiveSmallIntegerField(choices=zorgkas.ledger.accounts.account_choices)),
                ('product', models.PositiveSmallIntegerField(choices=zorgkas.ledger.accounts.product_choices)),
                ('period', models.IntegerField()),
                ('due_cents', models.BigIntegerField(default=0)),
                ('balance_cents', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name='posting',
            name='provider',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.provider'),
        ),
        migrations.AddIndex(
            model_name='posting',
            index=models.Index(condition=models.Q(('provider__isnull', False)), fields=['provider'], name='posting_provider'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('account__in', [1230, 2010]), ('period__gt', 0), ('product__gt', 0), ('provider__isnull', False)), models.Q(models.Q(('account__in', [1230, 2010]), _negated=True), ('provider__isnull', True)), _connector='OR'), name='posting_provider_by_account'),
        ),
        migrations.AddField(
            model_name='provideritem',
            name='fund',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to='registry.carefund'),
        ),
        migrations.AddField(
            model_name='provideritem',
            name='provider',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to='registry.provider'),
        ),
        migrations.AddIndex(
            model_name='provideritem',
            index=models.Index(condition=models.Q(('balance_cents', 0), _negated=True), fields=['fund', 'account'], name='provider_item_open'),
        ),
        migrations.AddConstraint(
            model_name='provideritem',
            constraint=models.UniqueConstraint(fields=('provider', 'account', 'product', 'period', 'fund'), name='provider_item_once'),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"), REVERSE),
    ]
