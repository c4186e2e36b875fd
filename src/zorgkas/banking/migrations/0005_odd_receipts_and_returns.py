"""Money more than asked, and direct debits that came back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('banking', '0004_told_quarantine'),
        ('registry', '0008_kinds_may_grow'),
    ]

    operations = [
        migrations.AlterField(
            model_name='exclusion',
            name='reason',
            field=models.CharField(choices=[('no_account', 'no account number known'), ('account_blocked', 'account blocked after a returned payment'), ('bad_account', 'account number is not valid'), ('died', 'died before the months that are open, or before the collection'), ('mandate_blocked', 'mandate blocked after a direct debit that came back'), ('mandate_lapsed', 'mandate not used for three years'), ('planned', 'pays by a payment plan')], max_length=20),
        ),
        migrations.CreateModel(
            name='CollectionReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('undone', models.CharField(help_text='reject, return, refund or reversal', max_length=8)),
                ('code', models.CharField(blank=True, help_text='The reason of the bank (ISO 20022)', max_length=4)),
                ('returned_on', models.DateField()),
                ('blocked', models.BooleanField(help_text='The mandate is not used any more since then')),
                ('line', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='undone', to='banking.batchline')),
            ],
        ),
        migrations.CreateModel(
            name='Surplus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('cents', models.BigIntegerField()),
                ('iban', models.CharField(blank=True, max_length=34)),
                ('name', models.CharField(blank=True, max_length=140)),
                ('given_back', models.BooleanField(default=False, help_text='Somebody decided that all of it goes back')),
                ('fund', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='registry.carefund')),
                ('movement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='surplus', to='banking.movement')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('cents__gt', 0)), name='surplus_positive')],
            },
        ),
    ]
