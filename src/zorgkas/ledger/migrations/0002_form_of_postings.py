"""Postings without a number of their own, entries with control totals and a hash."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0001_initial'),
        ('registry', '0001_initial'),
    ]

    operations = [
        # Rebuilt rather than altered: another primary key, and another order of the columns.
        migrations.DeleteModel(name='Posting'),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('pk', models.CompositePrimaryKey('entry_id', 'line', blank=True, editable=False, primary_key=True, serialize=False)),
                ('entry', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='ledger.entry')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.person')),
                ('amount_cents', models.BigIntegerField()),
                ('line', models.IntegerField(help_text='Number of the line in its entry')),
                ('period', models.IntegerField(default=0)),
                ('account', models.SmallIntegerField(choices=[(1000, 'Bank, premium account'), (1010, 'Bank, benefits account'), (1090, 'Money in transit, outgoing payments'), (1091, 'Money in transit, direct debits'), (1200, 'Premiums receivable'), (1210, 'Undue benefits receivable'), (2000, 'Care budgets payable'), (2100, 'Payable to the agency, premiums'), (2200, 'Receipts not yet identified'), (2300, 'Premiums to refund'), (5000, 'Cost of care budgets'), (5900, 'Bank charges'), (5910, 'Waived and written off')])),
                ('product', models.SmallIntegerField(choices=[(0, 'general'), (1, 'care premium'), (2, 'care budget for severe care needs'), (3, 'care budget for people with a disability'), (4, 'care budget for older people with a care need')], default=0)),
            ],
        ),
        migrations.AddField(
            model_name='entry',
            name='debit_cents',
            field=models.BigIntegerField(default=0, help_text='Control total: sum of the debits'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='entry',
            name='line_count',
            field=models.IntegerField(default=0, help_text='Control total: number of postings'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='entry',
            name='lines_sha256',
            field=models.BinaryField(default=b'', help_text='Hash of the postings, to show tampering', max_length=32),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='entry',
            name='transaction_id',
            field=models.BigIntegerField(db_default=0, editable=False),
        ),
        migrations.AlterField(
            model_name='entry',
            name='run',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='ledger.run'),
        ),
        migrations.AlterField(
            model_name='item',
            name='fund',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to='registry.carefund'),
        ),
        migrations.AlterField(
            model_name='item',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to='registry.person'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['booked_on'], name='entry_booked_on'),
        ),
        migrations.AddIndex(
            model_name='posting',
            index=models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='posting_person'),
        ),
        migrations.AddIndex(
            model_name='posting',
            index=models.Index(condition=models.Q(('person__isnull', True)), fields=['account'], name='posting_general'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('amount_cents', 0), _negated=True), name='posting_not_zero'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('account__in', [1200, 1210, 2000, 2300]), ('period__gt', 0), ('person__isnull', False), ('product__gt', 0)), models.Q(models.Q(('account__in', [1200, 1210, 2000, 2300]), _negated=True), ('person__isnull', True)), _connector='OR'), name='posting_person_by_account'),
        ),
    ]
