"""Why somebody belongs, who works here and lives elsewhere, and a log of every change in a membership."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zorgkas.membership.models
from zorgkas.registry.guard import guard_facts

ONLY_GROWS = """
CREATE FUNCTION membership_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('zorgkas.may_truncate', true) = 'on' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'What was done to a membership is only added to; % is refused.', lower(TG_OP)
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER membership_change_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON membership_change
    FOR EACH STATEMENT EXECUTE FUNCTION membership_refuse_change();
"""
MAY_CHANGE = "DROP TRIGGER membership_change_only_grows ON membership_change; DROP FUNCTION membership_refuse_change();"


class Migration(migrations.Migration):

    dependencies = [
        ('membership', '0003_superseded_facts'),
        ('registry', '0008_kinds_may_grow'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='joined_late',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='membership',
            name='origin',
            field=models.PositiveSmallIntegerField(choices=[(1, 'chosen'), (2, 'automatic')], default=1),
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=zorgkas.membership.models.change_kinds, max_length=12)),
                ('membership_kind', models.PositiveSmallIntegerField(choices=[(1, 'compulsory'), (2, 'voluntary'), (3, 'administrative')])),
                ('effective_on', models.DateField()),
                ('asked_on', models.DateField(blank=True, null=True)),
                ('done_at', models.DateTimeField()),
                ('told', models.JSONField(default=dict)),
                ('reference', models.CharField(max_length=80, unique=True)),
                ('done_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('fund', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.carefund')),
                ('other_fund', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.carefund')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
            options={
                'indexes': [models.Index(fields=['fund', 'kind', 'id'], name='change_of_fund')],
            },
        ),
        migrations.CreateModel(
            name='ForeignWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('area', models.PositiveSmallIntegerField(choices=[(1, 'Dutch-language area'), (2, 'Brussels-Capital'), (3, 'elsewhere in Belgium')])),
                ('free_movement', models.BooleanField(default=False, help_text='The test of BVR art. 54 is met')),
                ('dependant', models.BooleanField(default=False, help_text='A dependant of the worker')),
                ('since_brexit', models.BooleanField(default=False, help_text='Uninterrupted since 31 December 2020')),
                ('first_file_on', models.DateField(blank=True, null=True)),
                ('start_year', models.PositiveSmallIntegerField(default=0)),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('source', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['person', 'valid_from'], name='foreignwork_person'), django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='foreignwork_recorded'), models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='foreignwork_superseded')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='foreignwork_period'), models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), ('superseded_at__gte', models.F('recorded_at')), _connector='OR'), name='foreignwork_known')],
            },
        ),
        migrations.CreateModel(
            name='ScopeStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('ground', models.PositiveSmallIntegerField(choices=[(1, 'student or researcher with a temporary stay, or family'), (2, 'European student not insured in Belgium'), (3, 'military on a mission abroad, or a dependant'), (4, 'struck off the population register'), (5, 'stateless')])),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('source', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['person', 'valid_from'], name='scopestatus_person'), django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='scopestatus_recorded'), models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='scopestatus_superseded')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='scopestatus_period'), models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), ('superseded_at__gte', models.F('recorded_at')), _connector='OR'), name='scopestatus_known')],
            },
        ),
        guard_facts('membership_foreignwork'),
        guard_facts('membership_scopestatus', series=('ground',)),
        migrations.RunSQL(ONLY_GROWS, MAY_CHANGE),
    ]
