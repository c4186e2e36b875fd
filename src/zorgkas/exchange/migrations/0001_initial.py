"""Make the mailbox, what was heard and told before, and who may ask online."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('registry', '0008_kinds_may_grow'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FundProfile',
            fields=[
                ('fund', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='exchange_profile', serialize=False, to='registry.carefund')),
                ('sector', models.PositiveSmallIntegerField(blank=True, help_text='Sector in the network, 0 to 999', null=True)),
                ('institution', models.PositiveSmallIntegerField(blank=True, help_text='Institution in the sector', null=True)),
                ('legal_contexts', models.JSONField(blank=True, default=dict, help_text='Per message the legal context that was agreed, when it is not the proposed one')),
                ('largest_change_percent', models.PositiveSmallIntegerField(default=10, help_text='A full list that differs more than this from the one before waits for somebody')),
            ],
        ),
        migrations.CreateModel(
            name='Client',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('organization', models.CharField(help_text='Sector/institution or enterprise number', max_length=20)),
                ('key_sha256', models.CharField(max_length=64, unique=True)),
                ('legal_context', models.CharField(max_length=64)),
                ('deliberation', models.CharField(max_length=80)),
                ('active', models.BooleanField(default=True)),
                ('fund', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.carefund')),
            ],
        ),
        migrations.CreateModel(
            name='MessageFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('direction', models.CharField(choices=[('in', 'in'), ('out', 'out')], max_length=3)),
                ('message', models.CharField(blank=True, help_text='Code of the message; empty when not recognised', max_length=40)),
                ('version', models.CharField(blank=True, max_length=8)),
                ('partner', models.CharField(blank=True, help_text='Sector/institution or enterprise number', max_length=20)),
                ('sequence', models.BigIntegerField(blank=True, null=True)),
                ('ticket', models.CharField(blank=True, max_length=36)),
                ('legal_context', models.CharField(blank=True, max_length=64)),
                ('subject', models.CharField(blank=True, max_length=80)),
                ('name', models.CharField(max_length=120)),
                ('path', models.CharField(help_text='Below the outbox or inbox directory', max_length=300)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('size', models.BigIntegerField(default=0)),
                ('state', models.CharField(choices=[('received', 'received'), ('waiting', 'waits'), ('busy', 'being processed'), ('done', 'processed'), ('refused', 'refused'), ('prepared', 'being made'), ('sent', 'ready to send')], max_length=8)),
                ('reason', models.CharField(blank=True, help_text='Why it waits or was refused', max_length=300)),
                ('reason_values', models.JSONField(blank=True, null=True)),
                ('code', models.CharField(blank=True, help_text='Of our own acceptance layer, such as E-SYNTAX', max_length=20)),
                ('element', models.CharField(blank=True, max_length=80)),
                ('announced', models.BigIntegerField(blank=True, help_text='Records according to the file or its voucher', null=True)),
                ('records', models.BigIntegerField(default=0)),
                ('accepted', models.BigIntegerField(default=0)),
                ('quarantined', models.BigIntegerField(default=0)),
                ('ignored', models.BigIntegerField(default=0, help_text='Rightly read, of nobody of ours or of no use to us')),
                ('times_offered', models.PositiveIntegerField(default=1)),
                ('received_at', models.DateTimeField(help_text='Or, of a file that goes out, as of when it tells')),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('fund', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.carefund')),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Inscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quality', models.CharField(choices=[('MEMBER', 'member'), ('APPLICANT', 'applicant'), ('ZBO_BENEFICIARY', 'has a budget for older people with a care need')], max_length=20)),
                ('action', models.CharField(choices=[('START', 'start'), ('CHANGE', 'change'), ('END', 'end')], max_length=6)),
                ('begin', models.DateField()),
                ('end', models.DateField(blank=True, help_text='The last day', null=True)),
                ('insz', models.CharField(help_text='The number under which it was sent', max_length=11)),
                ('outcome', models.CharField(blank=True, help_text='What the repository answered', max_length=16)),
                ('fund', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='registry.carefund')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inscriptions', to='exchange.messagefile')),
            ],
        ),
        migrations.CreateModel(
            name='FilePart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('records', models.PositiveIntegerField()),
                ('accepted', models.PositiveIntegerField()),
                ('quarantined', models.PositiveIntegerField()),
                ('ignored', models.PositiveIntegerField()),
                ('outcome', models.JSONField(default=dict)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='exchange.messagefile')),
            ],
        ),
        migrations.CreateModel(
            name='Attestation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message', models.CharField(max_length=40)),
                ('attestation_id', models.CharField(max_length=36)),
                ('version', models.BigIntegerField()),
                ('cancelled', models.BooleanField(default=False)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('content', models.JSONField(blank=True, default=dict)),
                ('position', models.BigIntegerField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchange.messagefile')),
            ],
        ),
        migrations.CreateModel(
            name='QuarantinedRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveBigIntegerField(help_text='Its place in the file, from 1')),
                ('code', models.CharField(max_length=20)),
                ('element', models.CharField(blank=True, max_length=80)),
                ('reason', models.CharField(max_length=300)),
                ('reason_values', models.JSONField(blank=True, null=True)),
                ('text', models.TextField(help_text='The record as it came')),
                ('corrected', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('open', 'waits for somebody'), ('replayed', 'replayed'), ('dismissed', 'dismissed')], default='open', max_length=9)),
                ('set_apart_at', models.DateTimeField()),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quarantine', to='exchange.messagefile')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
        ),
        migrations.CreateModel(
            name='SentAttestation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attestation_id', models.CharField(max_length=15)),
                ('version', models.PositiveIntegerField()),
                ('cancelled', models.BooleanField(default=False)),
                ('begin', models.DateField()),
                ('end', models.DateField(blank=True, help_text='The last day', null=True)),
                ('month_cents', models.IntegerField(blank=True, null=True)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('insz', models.CharField(max_length=11)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attestations', to='exchange.messagefile')),
                ('fund', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='registry.carefund')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
        ),
        migrations.CreateModel(
            name='Consult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('ticket', models.CharField(blank=True, help_text='Of who asked', max_length=36)),
                ('our_ticket', models.UUIDField()),
                ('channel', models.CharField(max_length=4)),
                ('outcome', models.CharField(max_length=16)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='exchange.client')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.person')),
            ],
            options={
                'indexes': [models.Index(fields=['at'], name='consult_at'), models.Index(fields=['person'], name='consult_person')],
            },
        ),
        migrations.CreateModel(
            name='LastHeard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message', models.CharField(max_length=40)),
                ('subject', models.CharField(max_length=20)),
                ('registered_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'message', 'subject'), name='last_heard_once')],
            },
        ),
        migrations.AddIndex(
            model_name='messagefile',
            index=models.Index(condition=models.Q(('state__in', ['done', 'sent']), _negated=True), fields=['state'], name='message_file_open'),
        ),
        migrations.AddIndex(
            model_name='messagefile',
            index=models.Index(fields=['received_at'], name='message_file_received'),
        ),
        migrations.AddConstraint(
            model_name='messagefile',
            constraint=models.UniqueConstraint(condition=models.Q(('sha256', ''), _negated=True), fields=('direction', 'sha256'), name='message_file_once'),
        ),
        migrations.AddConstraint(
            model_name='messagefile',
            constraint=models.UniqueConstraint(condition=models.Q(('sequence__isnull', False), models.Q(('state', 'refused'), _negated=True)), fields=('direction', 'message', 'fund', 'partner', 'sequence'), name='message_sequence_once'),
        ),
        migrations.AddConstraint(
            model_name='messagefile',
            constraint=models.UniqueConstraint(condition=models.Q(('direction', 'out')), fields=('message', 'fund', 'subject'), name='message_subject_once'),
        ),
        migrations.AddIndex(
            model_name='inscription',
            index=models.Index(fields=['person', 'quality'], name='inscription_person'),
        ),
        migrations.AddConstraint(
            model_name='inscription',
            constraint=models.UniqueConstraint(fields=('file', 'person', 'quality'), name='inscription_once'),
        ),
        migrations.AddConstraint(
            model_name='filepart',
            constraint=models.UniqueConstraint(fields=('file', 'number'), name='file_part_once'),
        ),
        migrations.AddConstraint(
            model_name='attestation',
            constraint=models.UniqueConstraint(fields=('message', 'attestation_id'), name='attestation_once'),
        ),
        migrations.AddIndex(
            model_name='quarantinedrecord',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['set_apart_at'], name='quarantine_open'),
        ),
        migrations.AddConstraint(
            model_name='quarantinedrecord',
            constraint=models.UniqueConstraint(fields=('file', 'position'), name='quarantined_record_once'),
        ),
        migrations.AddIndex(
            model_name='sentattestation',
            index=models.Index(fields=['person'], name='sent_attestation_person'),
        ),
        migrations.AddConstraint(
            model_name='sentattestation',
            constraint=models.UniqueConstraint(fields=('attestation_id', 'version'), name='sent_attestation_once'),
        ),
    ]
