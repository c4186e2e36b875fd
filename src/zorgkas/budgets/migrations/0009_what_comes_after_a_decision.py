"""Facts after a decision: an allowance that is asked, an absence, an advance on a benefit."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from zorgkas.registry.guard import guard_facts


class Migration(migrations.Migration):

    dependencies = [
        ('budgets', '0008_who_told_of_a_revision'),
        ('registry', '0012_providers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Advance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('benefits', models.CharField(max_length=200)),
                ('debtor', models.CharField(max_length=120)),
                ('debtor_gave_advances', models.BooleanField(default=False)),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('source', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['person', 'valid_from'], name='advance_person'), django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='advance_recorded'), models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='advance_superseded')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='advance_period'), models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), ('superseded_at__gte', models.F('recorded_at')), _connector='OR'), name='advance_known')],
            },
        ),
        migrations.CreateModel(
            name='AskedAllowance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('answer', models.PositiveSmallIntegerField(choices=[(0, 'awaited'), (1, 'its attest proves the care need'), (2, 'it proves no care need')], default=0)),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('source', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['person', 'valid_from'], name='askedallowance_person'), django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='askedallowance_recorded'), models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='askedallowance_superseded')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='askedallowance_period'), models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), ('superseded_at__gte', models.F('recorded_at')), _connector='OR'), name='askedallowance_known')],
            },
        ),
        migrations.CreateModel(
            name='FacilityAbsence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('source', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['person', 'valid_from'], name='facilityabsence_person'), django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='facilityabsence_recorded'), models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='facilityabsence_superseded')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='facilityabsence_period'), models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), ('superseded_at__gte', models.F('recorded_at')), _connector='OR'), name='facilityabsence_known')],
            },
        ),
        guard_facts("budgets_askedallowance"),
        guard_facts("budgets_facilityabsence"),
        guard_facts("budgets_advance"),
    ]
