"""Payments to providers beside those to people."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('banking', '0005_odd_receipts_and_returns'),
        ('ledger', '0008_providers'),
        ('registry', '0012_providers'),
    ]

    operations = [
        migrations.AddField(
            model_name='batchline',
            name='provider',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.provider'),
        ),
        migrations.AddField(
            model_name='exclusion',
            name='provider',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.provider'),
        ),
        migrations.AddField(
            model_name='linepart',
            name='provider_item',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='ledger.provideritem'),
        ),
        migrations.AlterField(
            model_name='batch',
            name='kind',
            field=models.CharField(choices=[('benefits', 'care budgets to pay'), ('collection', 'premiums to collect by direct debit'), ('care', 'care in kind to pay to providers')], max_length=10),
        ),
        migrations.AlterField(
            model_name='batchline',
            name='person',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.person'),
        ),
        migrations.AlterField(
            model_name='exclusion',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.person'),
        ),
        migrations.AlterField(
            model_name='linepart',
            name='item',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='ledger.item'),
        ),
        migrations.AddIndex(
            model_name='linepart',
            index=models.Index(condition=models.Q(('provider_item__isnull', False)), fields=['provider_item'], name='part_provider_item'),
        ),
        migrations.AddConstraint(
            model_name='batchline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('provider__isnull', True)), models.Q(('person__isnull', True), ('provider__isnull', False)), _connector='OR'), name='line_of_person_or_provider'),
        ),
        migrations.AddConstraint(
            model_name='linepart',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('item__isnull', False), ('provider_item__isnull', True)), models.Q(('item__isnull', True), ('provider_item__isnull', False)), _connector='OR'), name='part_of_person_or_provider'),
        ),
    ]
