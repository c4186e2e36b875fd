"""Files about undue budgets, their events, and what is settled after a death."""

import django.db.models.deletion
import zorgkas.ledger.accounts
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('registry', '0009_representatives'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RecoveryPolicy',
            fields=[
                ('fund', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='registry.carefund')),
                ('small_amount_cents', models.IntegerField(default=0, help_text='Up to this amount nothing is asked back, in cents')),
                ('set_off_months', models.PositiveSmallIntegerField(default=12, help_text='Over so many months a set-off is spread when that is possible, at most 24')),
            ],
        ),
        migrations.CreateModel(
            name='HeirClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('product', models.PositiveSmallIntegerField(choices=zorgkas.ledger.accounts.product_choices)),
                ('rank', models.PositiveSmallIntegerField(choices=[(1, 'spouse at the same address'), (2, 'person of the household'), (3, 'child living with the person'), (4, 'parent living with the person'), (5, 'anybody else living with the person'), (6, 'who contributed to the nursing costs'), (7, 'who paid the funeral'), (8, 'spouse living factually separated')])),
                ('name', models.CharField(max_length=140)),
                ('applied_on', models.DateField(blank=True, null=True)),
                ('signed', models.BooleanField(default=False)),
                ('admitted', models.BooleanField()),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('proof', models.CharField(blank=True, max_length=120)),
                ('recorded_at', models.DateTimeField()),
                ('fund', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='registry.carefund')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.person')),
                ('recorded_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Recovery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('product', models.PositiveSmallIntegerField(choices=zorgkas.ledger.accounts.product_choices)),
                ('state', models.CharField(choices=[('to_decide', 'to be decided'), ('set_off', 'taken off the budgets'), ('repay', 'to be repaid'), ('plan', 'repaid by instalments'), ('writ', 'collected by writ'), ('closed', 'closed')], default='to_decide', max_length=10)),
                ('opened_at', models.DateTimeField()),
                ('after_entry', models.BigIntegerField()),
                ('error_of', models.PositiveSmallIntegerField(choices=[(0, 'nobody: a fact came later'), (1, 'the user'), (2, 'the care fund'), (3, 'another service or institution')], default=0)),
                ('fraud', models.BooleanField(default=False)),
                ('monthly_cents', models.IntegerField(blank=True, null=True)),
                ('zzz_only', models.BooleanField(default=False)),
                ('sent_on', models.DateField(blank=True, null=True)),
                ('interrupted_on', models.DateField(blank=True, null=True)),
                ('suspended', models.BooleanField(default=False)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('fund', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='registry.carefund')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.person')),
            ],
        ),
        migrations.CreateModel(
            name='RecoveryEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('opened', 'found'), ('added', 'more was found'), ('pre_letter', 'first letter'), ('decided', 'decided'), ('sent', 'registered letter sent'), ('repaid', 'repaid'), ('set_off', 'taken off a budget'), ('plan_asked', 'repayment plan asked'), ('plan_given', 'repayment plan given'), ('plan_refused', 'repayment plan refused'), ('plan_broken', 'repayment plan not followed'), ('waiver_asked', 'waiver asked'), ('waived', 'waived'), ('waiver_refused', 'waiver refused'), ('suspended', 'suspended'), ('resumed', 'taken up again'), ('prescribed', 'prescribed'), ('death', 'settled after death'), ('writ', 'handed over for a writ'), ('closed', 'closed')], max_length=14)),
                ('on', models.DateField(help_text='The day on which it holds in law')),
                ('at', models.DateTimeField(help_text='The moment at which it was recorded')),
                ('data', models.JSONField(blank=True, default=dict)),
                ('recovery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='recovery.recovery')),
                ('user', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='RecoveryPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.IntegerField(help_text='The month as a number, such as 202611')),
                ('paid_on', models.DateField()),
                ('cents', models.BigIntegerField()),
                ('recovery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='recovery.recovery')),
            ],
        ),
        migrations.AddIndex(
            model_name='recovery',
            index=models.Index(condition=models.Q(('state', 'closed'), _negated=True), fields=['fund', 'state'], name='recovery_running'),
        ),
        migrations.AddConstraint(
            model_name='recoveryevent',
            constraint=models.UniqueConstraint(fields=('recovery', 'number'), name='recovery_event_once'),
        ),
    ]
