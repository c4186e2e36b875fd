"""Appeals and what happened to them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('budgets', '0007_lapsed_and_interest_without_rate'),
        ('recovery', '0002_append_only'),
        ('registry', '0009_representatives'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.PositiveSmallIntegerField(choices=[(2, 'care budget for severe care needs'), (3, 'care budget for people with a disability'), (4, 'care budget for older people with a care need'), (9, 'recovery of an undue budget')])),
                ('state', models.CharField(choices=[('received', 'received'), ('handled', 'being handled'), ('decided', 'decided'), ('in_court', 'before the labour court'), ('closed', 'closed')], default='received', max_length=8)),
                ('sent_on', models.DateField(help_text='The day on which the contested decision was sent')),
                ('filed_on', models.DateField(help_text='The day on which the appeal was with the agency')),
                ('clause_complete', models.BooleanField(default=True, help_text='The decision stated how and on what conditions')),
                ('after_control', models.BooleanField(default=False)),
                ('need_refused_on_attests', models.BooleanField(default=False)),
                ('motivated', models.BooleanField(default=True)),
                ('care_need_contested', models.BooleanField(default=False)),
                ('hearing_asked', models.BooleanField(default=False)),
                ('documents_missing', models.CharField(blank=True, max_length=200)),
                ('fee_allowance', models.BooleanField(default=False)),
                ('fee_hardship', models.BooleanField(default=False)),
                ('summary', models.CharField(blank=True, help_text='What the person says, in short', max_length=500)),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='budgets.decision')),
                ('fund', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='registry.carefund')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.person')),
                ('recovery', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='recovery.recovery')),
            ],
        ),
        migrations.CreateModel(
            name='AppealEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('received', 'received'), ('documents_asked', 'documents asked'), ('extended', 'more time for documents asked'), ('documents_received', 'documents received'), ('fee_paid', 'file fee paid'), ('admissible', 'admissible'), ('inadmissible', 'inadmissible'), ('to_commission', 'with the appeals commission'), ('advice', 'advice or new assessment'), ('decided', 'decided by the agency'), ('received_by_person', 'decision received by the person'), ('executed', 'carried out'), ('fee_back', 'file fee comes back'), ('withdrawn', 'withdrawn'), ('court', 'labour court asked'), ('judgment', 'judgment'), ('closed', 'closed')], max_length=20)),
                ('on', models.DateField(help_text='The day on which it holds in law')),
                ('at', models.DateTimeField(help_text='The moment at which it was recorded')),
                ('data', models.JSONField(blank=True, default=dict)),
                ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='appeals.appeal')),
                ('user', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='appeal',
            index=models.Index(condition=models.Q(('state', 'closed'), _negated=True), fields=['fund', 'state'], name='appeal_running'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision__isnull', False), ('recovery__isnull', True)), models.Q(('decision__isnull', True), ('recovery__isnull', False)), _connector='OR'), name='appeal_about_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'closed'), _negated=True), fields=('decision',), name='appeal_decision_once'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'closed'), _negated=True), fields=('recovery',), name='appeal_recovery_once'),
        ),
        migrations.AddConstraint(
            model_name='appealevent',
            constraint=models.UniqueConstraint(fields=('appeal', 'number'), name='appeal_event_once'),
        ),
    ]
