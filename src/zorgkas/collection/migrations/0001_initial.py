"""The tables of the collection of premiums; blocked mandates are guarded as all facts."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from zorgkas.registry.guard import guard_facts


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledger', '0006_accounts_may_grow'),
        ('registry', '0008_kinds_may_grow'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PaymentPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('active', 'running'), ('behind', 'a part was not paid in time'), ('kept', 'paid'), ('lapsed', 'lapsed: not paid'), ('ended', 'ended')], default='active', max_length=6)),
                ('agreed_on', models.DateField()),
                ('total_cents', models.BigIntegerField()),
                ('note', models.CharField(blank=True, help_text='Why the member asked for it', max_length=200)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('agreed_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('fund', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='registry.carefund')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.person')),
            ],
        ),
        migrations.CreateModel(
            name='Instalment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('due_on', models.DateField()),
                ('amount_cents', models.BigIntegerField()),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instalments', to='collection.paymentplan')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='PlannedClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('open_cents', models.BigIntegerField()),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, to='ledger.item')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='collection.paymentplan')),
            ],
        ),
        migrations.CreateModel(
            name='Relief',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('proposed', 'proposed'), ('granted', 'granted'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], default='proposed', max_length=9)),
                ('asked_on', models.DateField()),
                ('pillar', models.PositiveSmallIntegerField(help_text='Of the care that is needed (DEC art. 4 al. 1): 4 to 10')),
                ('ground', models.CharField(choices=[('budget_guidance', 'budget guidance or management when the care was needed'), ('struck_off', 'was missing, absent or struck off'), ('detained', 'was detained or interned'), ('ocmw', 'attest of the OCMW'), ('none', 'no ground')], max_length=15)),
                ('document', models.CharField(blank=True, help_text='The proof: attest, extract, certificate', max_length=120)),
                ('motivation', models.CharField(help_text='Why so much, in plain words for the member', max_length=400)),
                ('outcome', models.CharField(help_text='What the law says: may the fund relieve?', max_length=20)),
                ('receipt', models.JSONField(help_text='Facts, rules and parameters with which it was judged')),
                ('proposed_at', models.DateTimeField()),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('fund', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='registry.carefund')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.person')),
                ('proposed_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='RelievedClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount_cents', models.BigIntegerField()),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, to='ledger.item')),
                ('relief', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='collection.relief')),
            ],
        ),
        migrations.CreateModel(
            name='WriteOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(choices=[('prescribed', 'prescribed'), ('relief', 'relief of arrears')], max_length=10)),
                ('amount_cents', models.BigIntegerField()),
                ('taken_back_cents', models.BigIntegerField(default=0)),
                ('written_on', models.DateField()),
                ('entry_key', models.CharField(max_length=120)),
                ('fund', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='registry.carefund')),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, to='ledger.item')),
                ('relief', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='collection.relief')),
            ],
        ),
        migrations.CreateModel(
            name='Demand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.PositiveSmallIntegerField(choices=[(1, 'reminder'), (2, 'registered letter'), (3, 'arrears asked again')])),
                ('season', models.PositiveSmallIntegerField(help_text='The year in which it was asked')),
                ('asked_on', models.DateField()),
                ('open_cents', models.BigIntegerField(help_text='What was open when it was asked')),
                ('fund', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to='registry.carefund')),
                ('item', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to='ledger.item')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, to='registry.person')),
                ('run', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='ledger.run')),
            ],
            options={
                'indexes': [models.Index(fields=['fund', 'step', 'season'], name='demand_season')],
                'constraints': [models.UniqueConstraint(fields=('item', 'step', 'season'), name='demand_once')],
            },
        ),
        migrations.CreateModel(
            name='MandateBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('code', models.CharField(max_length=4)),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('source', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['person', 'valid_from'], name='mandateblock_person'), django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='mandateblock_recorded'), models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='mandateblock_superseded')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='mandateblock_period'), models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), ('superseded_at__gte', models.F('recorded_at')), _connector='OR'), name='mandateblock_known')],
            },
        ),
        migrations.AddIndex(
            model_name='paymentplan',
            index=models.Index(fields=['fund', 'state'], name='plan_running'),
        ),
        migrations.AddConstraint(
            model_name='paymentplan',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['active', 'behind'])), fields=('person', 'fund'), name='plan_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='paymentplan',
            constraint=models.CheckConstraint(condition=models.Q(('total_cents__gt', 0)), name='plan_amount_positive'),
        ),
        migrations.AddConstraint(
            model_name='instalment',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='instalment_once'),
        ),
        migrations.AddConstraint(
            model_name='instalment',
            constraint=models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0)), name='instalment_amount_positive'),
        ),
        migrations.AddConstraint(
            model_name='relief',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='relief_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='relief',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('person', 'fund'), name='relief_one_open'),
        ),
        migrations.AddConstraint(
            model_name='relievedclaim',
            constraint=models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0)), name='relieved_amount_positive'),
        ),
        migrations.AddConstraint(
            model_name='writeoff',
            constraint=models.CheckConstraint(condition=models.Q(('amount_cents__gte', models.F('taken_back_cents')), ('taken_back_cents__gte', 0)), name='write_off_amounts'),
        ),
        guard_facts('collection_mandateblock'),
    ]
