"""Fine files with their events, what protects somebody from a fine, and files to and from the agency."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import zorgkas.fines.models.files
from django.conf import settings
from django.db import migrations, models

from zorgkas.registry.guard import guard_facts

ONLY_GROWS = """
CREATE FUNCTION fines_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('zorgkas.may_truncate', true) = 'on' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'What was done to a fine file is only added to; % is refused.', lower(TG_OP)
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER fines_event_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON fines_fineevent
    FOR EACH STATEMENT EXECUTE FUNCTION fines_refuse_change();
CREATE TRIGGER fines_agencyfile_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON fines_agencyfile
    FOR EACH STATEMENT EXECUTE FUNCTION fines_refuse_change();
"""
MAY_CHANGE = """
DROP TRIGGER fines_event_only_grows ON fines_fineevent;
DROP TRIGGER fines_agencyfile_only_grows ON fines_agencyfile;
DROP FUNCTION fines_refuse_change();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('registry', '0009_representatives'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FineFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(help_text='The year of the registered letter')),
                ('state', models.CharField(choices=[('candidate', 'candidate'), ('warned', 'registered letter sent'), ('reported', 'reported to the agency'), ('fined', 'fined'), ('instalments', 'paying in instalments'), ('appealed', 'under appeal'), ('enforced', 'collected by writ'), ('paid', 'paid'), ('annulled', 'annulled'), ('lapsed', 'ended without a fine')], default='candidate', max_length=12)),
                ('reason', models.PositiveSmallIntegerField(choices=zorgkas.fines.models.files.reason_choices, default=1)),
                ('arrears_cents', models.BigIntegerField(help_text='What was open of the years that count')),
                ('letter_on', models.DateField(blank=True, null=True)),
                ('reported_on', models.DateField(blank=True, null=True)),
                ('fined_on', models.DateField(blank=True, help_text='When the agency sent the fine', null=True)),
                ('pay_by', models.DateField(blank=True, null=True)),
                ('fine_cents', models.BigIntegerField(default=0)),
                ('premiums_cents', models.BigIntegerField(default=0, help_text='Premiums that the agency asks with the fine')),
                ('fine_paid_cents', models.BigIntegerField(default=0)),
                ('premiums_paid_cents', models.BigIntegerField(default=0)),
                ('fund', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.carefund')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
        ),
        migrations.CreateModel(
            name='FineEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=zorgkas.fines.models.files.step_choices, max_length=12)),
                ('on', models.DateField(help_text='The day that counts in law')),
                ('recorded_at', models.DateTimeField()),
                ('reason', models.PositiveSmallIntegerField(choices=zorgkas.fines.models.files.reason_choices, default=1)),
                ('amount_cents', models.BigIntegerField(default=0)),
                ('proof', models.CharField(blank=True, max_length=200)),
                ('reference', models.CharField(blank=True, max_length=80, null=True, unique=True)),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='fines.finefile')),
            ],
        ),
        migrations.CreateModel(
            name='FineProtection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('ground', models.PositiveSmallIntegerField(choices=[(1, 'missing'), (2, 'declared absent'), (3, 'struck off the register'), (4, 'budget guidance'), (5, 'budget management'), (6, 'debt mediation by a recognised institution'), (7, 'amicable debt mediation by a bailiff'), (8, 'inquiry of the agency into the duty to join'), (9, 'prison or internment')])),
                ('proof', models.PositiveSmallIntegerField(choices=[(1, 'attest of the institution'), (2, 'print of the National Register'), (3, 'attest of the report'), (4, 'copy of the judgment'), (5, 'attest of the public centre for social welfare (OCMW)'), (6, 'attest of the recognised institution'), (7, 'attest of the bailiff'), (8, 'notice of the agency'), (9, 'attest of the care fund')])),
                ('proof_reference', models.CharField(blank=True, max_length=80)),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('source', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FineYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('open_cents', models.BigIntegerField()),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='years', to='fines.finefile')),
            ],
        ),
        migrations.CreateModel(
            name='UncountedYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('year', models.PositiveSmallIntegerField()),
                ('ground', models.PositiveSmallIntegerField(choices=[(1, 'error of the agency, the National Register or the Crossroads Bank'), (2, 'fully paid, and wrongly sent back by the fund')])),
                ('proof_reference', models.CharField(blank=True, max_length=80)),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('source', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VoluntaryEnd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('ended', 'membership ended'), ('objected', 'objection lodged'), ('upheld', 'objection rejected'), ('restored', 'membership restored')], default='ended', max_length=10)),
                ('last_paid_year', models.PositiveSmallIntegerField()),
                ('missed_years', models.CharField(help_text='Premium years that were not fully paid', max_length=120)),
                ('missed_cents', models.BigIntegerField()),
                ('since', models.DateField()),
                ('first_free_day', models.DateField(help_text='The first day without membership')),
                ('ended_on', models.DateField(help_text='When the fund ended it')),
                ('objected_on', models.DateField(blank=True, null=True)),
                ('objection', models.TextField(blank=True)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('motivation', models.TextField(blank=True)),
                ('decided_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('fund', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.carefund')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
        ),
        migrations.CreateModel(
            name='AgencyFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('report', 'people who got a registered letter'), ('correction', 'corrections'), ('answer', 'answer of the agency')], max_length=10)),
                ('number', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('sha256', models.CharField(max_length=64)),
                ('lines', models.PositiveIntegerField()),
                ('made_at', models.DateTimeField()),
                ('content', models.BinaryField()),
                ('fund', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.carefund')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('fund', 'year', 'kind', 'number'), name='agencyfile_once'), models.UniqueConstraint(fields=('fund', 'kind', 'sha256'), name='agencyfile_content')],
            },
        ),
        migrations.CreateModel(
            name='ClaimedWithFine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('year', models.PositiveSmallIntegerField()),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('source', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['person', 'valid_from'], name='claimedwithfine_person'), django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='claimedwithfine_recorded'), models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='claimedwithfine_superseded')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='claimedwithfine_period'), models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), ('superseded_at__gte', models.F('recorded_at')), _connector='OR'), name='claimedwithfine_known')],
            },
        ),
        migrations.CreateModel(
            name='Considered',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('outcome', models.PositiveSmallIntegerField(choices=zorgkas.fines.models.files.reason_choices)),
                ('counted_years', models.PositiveSmallIntegerField()),
                ('open_cents', models.BigIntegerField()),
                ('fund', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.carefund')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
            options={
                'indexes': [models.Index(fields=['fund', 'year', 'outcome'], name='considered_outcome')],
                'constraints': [models.UniqueConstraint(fields=('fund', 'year', 'person'), name='considered_once')],
            },
        ),
        migrations.AddIndex(
            model_name='finefile',
            index=models.Index(fields=['fund', 'year', 'state'], name='finefile_state'),
        ),
        migrations.AddConstraint(
            model_name='finefile',
            constraint=models.UniqueConstraint(fields=('person', 'fund', 'year'), name='finefile_once'),
        ),
        migrations.AddIndex(
            model_name='fineevent',
            index=models.Index(fields=['step', 'on'], name='fineevent_step'),
        ),
        migrations.AddIndex(
            model_name='fineprotection',
            index=models.Index(fields=['person', 'valid_from'], name='fineprotection_person'),
        ),
        migrations.AddIndex(
            model_name='fineprotection',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='fineprotection_recorded'),
        ),
        migrations.AddIndex(
            model_name='fineprotection',
            index=models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='fineprotection_superseded'),
        ),
        migrations.AddConstraint(
            model_name='fineprotection',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='fineprotection_period'),
        ),
        migrations.AddConstraint(
            model_name='fineprotection',
            constraint=models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), ('superseded_at__gte', models.F('recorded_at')), _connector='OR'), name='fineprotection_known'),
        ),
        migrations.AddConstraint(
            model_name='fineyear',
            constraint=models.UniqueConstraint(fields=('file', 'year'), name='fineyear_once'),
        ),
        migrations.AddIndex(
            model_name='uncountedyear',
            index=models.Index(fields=['person', 'valid_from'], name='uncountedyear_person'),
        ),
        migrations.AddIndex(
            model_name='uncountedyear',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='uncountedyear_recorded'),
        ),
        migrations.AddIndex(
            model_name='uncountedyear',
            index=models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='uncountedyear_superseded'),
        ),
        migrations.AddConstraint(
            model_name='uncountedyear',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='uncountedyear_period'),
        ),
        migrations.AddConstraint(
            model_name='uncountedyear',
            constraint=models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), ('superseded_at__gte', models.F('recorded_at')), _connector='OR'), name='uncountedyear_known'),
        ),
        migrations.AddIndex(
            model_name='voluntaryend',
            index=models.Index(fields=['fund', 'state'], name='voluntaryend_state'),
        ),
        migrations.AddConstraint(
            model_name='voluntaryend',
            constraint=models.UniqueConstraint(fields=('person', 'fund', 'ended_on'), name='voluntaryend_once'),
        ),
        guard_facts('fines_fineprotection', series=('ground',)),
        guard_facts('fines_uncountedyear', series=('year', 'ground')),
        guard_facts('fines_claimedwithfine', series=('year',)),
        migrations.RunSQL(ONLY_GROWS, MAY_CHANGE),
    ]
