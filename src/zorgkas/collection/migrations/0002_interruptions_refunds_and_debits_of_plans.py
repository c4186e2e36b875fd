"""Acts that interrupt prescription, premiums asked back by voluntary members, and plans paid by direct debit."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from zorgkas.registry.guard import guard_facts


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0001_initial'),
        ('registry', '0011_find_by_account'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='paymentplan',
            name='by_direct_debit',
            field=models.BooleanField(default=False, help_text='Each part is collected on its day'),
        ),
        migrations.CreateModel(
            name='Interruption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('claim', models.PositiveSmallIntegerField(choices=[(1, 'care premium'), (2, 'fine of the agency'), (3, 'care budget')])),
                ('period', models.PositiveIntegerField()),
                ('act', models.PositiveSmallIntegerField(choices=[(1, 'summons before the court'), (2, 'writ or order to pay, served by a bailiff'), (3, 'seizure'), (4, 'the debtor acknowledged the debt'), (5, 'registered letter')])),
                ('document', models.CharField(max_length=80)),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('source', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['person', 'valid_from'], name='interruption_person'), django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='interruption_recorded'), models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='interruption_superseded')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='interruption_period'), models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), ('superseded_at__gte', models.F('recorded_at')), _connector='OR'), name='interruption_known')],
            },
        ),
        migrations.CreateModel(
            name='RefundRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('granted', 'granted'), ('refused', 'refused')], max_length=7)),
                ('asked_on', models.DateField(help_text='The day on which the written request came in')),
                ('first_year', models.PositiveSmallIntegerField(help_text='Premiums of this year and later are asked back')),
                ('document', models.CharField(help_text='The written request', max_length=120)),
                ('proof', models.CharField(blank=True, help_text='What shows that the person did not know', max_length=200)),
                ('motivation', models.CharField(help_text='Why, in plain words for the member', max_length=400)),
                ('refund_cents', models.BigIntegerField(default=0, help_text='What comes back, as it was shown')),
                ('receipt', models.JSONField(help_text='Facts, rules and parameters with which it was judged')),
                ('decided_on', models.DateField()),
                ('decided_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('fund', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='registry.carefund')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'fund', 'asked_on'), name='refundrequest_once')],
            },
        ),
        guard_facts('collection_interruption', series=('claim', 'period')),
    ]
