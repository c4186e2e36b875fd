"""Providers, requests, rights and invoices of care in kind."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import zorgkas.registry.iban
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledger', '0008_providers'),
        ('registry', '0012_providers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CareDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('granted', 'granted'), ('refused', 'refused'), ('asks', 'asks for information'), ('lapsed', 'lapsed'), ('silence', 'accepted by silence')], max_length=8)),
                ('reasons', models.JSONField(default=list, help_text='Codes of the catalogue of the pillar')),
                ('receipt', models.JSONField(blank=True, help_text='What the law was asked and what it answered', null=True)),
                ('decided_on', models.DateField()),
                ('decided_at', models.DateTimeField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='CareFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pillar', models.CharField(max_length=30)),
                ('number', models.CharField(help_text='The number that the provider gave the invoice', max_length=40)),
                ('sha256', models.CharField(max_length=64)),
                ('received_on', models.DateField()),
                ('received_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('accepted', 'accepted'), ('partly', 'partly accepted'), ('refused', 'refused')], max_length=8)),
                ('reason', models.CharField(blank=True, help_text='Why the whole file was refused', max_length=40)),
                ('line_count', models.IntegerField(default=0)),
                ('accepted_count', models.IntegerField(default=0)),
                ('claimed_cents', models.BigIntegerField(default=0)),
                ('accepted_cents', models.BigIntegerField(default=0)),
                ('pay_by', models.DateField(blank=True, help_text='The last day of the legal term of payment', null=True)),
                ('paid_on', models.DateField(blank=True, null=True)),
                ('fund', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.carefund')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.provider')),
            ],
        ),
        migrations.CreateModel(
            name='CareLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('claimed_cents', models.BigIntegerField()),
                ('unit_cents', models.BigIntegerField()),
                ('number', models.IntegerField(help_text='Its place in the file')),
                ('period', models.IntegerField(help_text='The month of the care (202611)')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('quantity', models.IntegerField()),
                ('corrects', models.BigIntegerField(blank=True, help_text='The line that it corrects or credits', null=True)),
                ('product', models.SmallIntegerField()),
                ('code', models.CharField(max_length=20)),
                ('user_number', models.CharField(help_text='As it stood in the file', max_length=11)),
                ('details', models.JSONField(blank=True, help_text='What only the lines of this pillar say', null=True)),
                ('accepted_cents', models.BigIntegerField(default=0)),
                ('reason', models.CharField(blank=True, help_text='Code of the refusal; empty when accepted', max_length=40)),
                ('decision', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='care.caredecision')),
                ('file', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='care.carefile')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.person')),
                ('provider', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to='registry.provider')),
            ],
        ),
        migrations.CreateModel(
            name='CareLineChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('changed_at', models.DateTimeField()),
                ('before_cents', models.BigIntegerField()),
                ('after_cents', models.BigIntegerField()),
                ('reason_before', models.CharField(blank=True, max_length=40)),
                ('reason_after', models.CharField(blank=True, max_length=40)),
                ('entry', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='ledger.entry')),
                ('line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='care.careline')),
            ],
        ),
        migrations.CreateModel(
            name='CareRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pillar', models.CharField(max_length=30)),
                ('kind', models.CharField(help_text='Kind of request, as the pillar names it', max_length=30)),
                ('key', models.CharField(help_text='The same key is taken in once', max_length=120, unique=True)),
                ('received_on', models.DateField()),
                ('received_at', models.DateTimeField()),
                ('event_on', models.DateField(help_text='The day of admission, consultation or prescription')),
                ('content', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('open', 'to be decided'), ('waiting', 'waits for information'), ('decided', 'decided')], default='open', max_length=8)),
                ('decide_by', models.DateField(blank=True, help_text='The legal last day, if the law sets one', null=True)),
                ('fund', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.carefund')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.person')),
                ('provider', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.provider')),
            ],
        ),
        migrations.AddField(
            model_name='caredecision',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='care.carerequest'),
        ),
        migrations.CreateModel(
            name='CareRight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('pillar', models.CharField(max_length=30)),
                ('provider_id', models.BigIntegerField(default=0)),
                ('code', models.CharField(max_length=20)),
                ('ceiling_cents', models.BigIntegerField(blank=True, null=True)),
                ('ceiling_count', models.IntegerField(blank=True, null=True)),
                ('decision_id', models.BigIntegerField(blank=True, null=True)),
                ('details', models.TextField(default='{}')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('source', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProviderAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('iban', models.CharField(max_length=34, validators=[zorgkas.registry.iban.check_iban])),
                ('holder_name', models.CharField(max_length=140)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.provider')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Recognition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('pillar', models.CharField(max_length=30)),
                ('care', models.CharField(help_text='Kind of care, as the pillar names it', max_length=20)),
                ('number', models.CharField(blank=True, max_length=30)),
                ('details', models.JSONField(blank=True, default=dict)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.provider')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Tariff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('pillar', models.CharField(max_length=30)),
                ('code', models.CharField(max_length=20)),
                ('cents', models.BigIntegerField()),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.provider')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AttestedSoftware',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('name', models.CharField(max_length=80)),
                ('version', models.CharField(max_length=20)),
                ('attest', models.CharField(blank=True, max_length=40)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.provider')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='attestedsoftware_period')],
            },
        ),
        migrations.CreateModel(
            name='Capacity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('pillar', models.CharField(max_length=30)),
                ('unit', models.CharField(max_length=20)),
                ('places', models.IntegerField()),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.provider')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='capacity_period')],
            },
        ),
        migrations.AddIndex(
            model_name='carefile',
            index=models.Index(fields=['fund', 'received_on'], name='care_file_received'),
        ),
        migrations.AddConstraint(
            model_name='carefile',
            constraint=models.UniqueConstraint(fields=('fund', 'pillar', 'sha256'), name='care_file_once'),
        ),
        migrations.AddConstraint(
            model_name='carefile',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'refused'), _negated=True), fields=('fund', 'pillar', 'provider', 'number'), name='care_file_number_once'),
        ),
        migrations.AddIndex(
            model_name='careline',
            index=models.Index(fields=['person', 'period'], name='care_line_person'),
        ),
        migrations.AddIndex(
            model_name='careline',
            index=models.Index(fields=['provider', 'product', 'period'], name='care_line_provider'),
        ),
        migrations.AddIndex(
            model_name='careline',
            index=models.Index(condition=models.Q(('corrects__isnull', False)), fields=['corrects'], name='care_line_corrects'),
        ),
        migrations.AddIndex(
            model_name='carerequest',
            index=models.Index(condition=models.Q(('state', 'decided'), _negated=True), fields=['fund', 'decide_by'], name='care_request_open'),
        ),
        migrations.AddIndex(
            model_name='carerequest',
            index=models.Index(fields=['person'], name='care_request_person'),
        ),
        migrations.AddConstraint(
            model_name='caredecision',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', 'asks'), _negated=True), fields=('request',), name='care_decision_final_once'),
        ),
        migrations.AddIndex(
            model_name='careright',
            index=models.Index(fields=['person', 'valid_from'], name='careright_person'),
        ),
        migrations.AddIndex(
            model_name='careright',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='careright_recorded'),
        ),
        migrations.AddIndex(
            model_name='careright',
            index=models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='careright_superseded'),
        ),
        migrations.AddConstraint(
            model_name='careright',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='careright_period'),
        ),
        migrations.AddConstraint(
            model_name='careright',
            constraint=models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), ('superseded_at__gte', models.F('recorded_at')), _connector='OR'), name='careright_known'),
        ),
        migrations.AddConstraint(
            model_name='provideraccount',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='provideraccount_period'),
        ),
        migrations.AddConstraint(
            model_name='recognition',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='recognition_period'),
        ),
        migrations.AddConstraint(
            model_name='tariff',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='tariff_period'),
        ),
    ]
