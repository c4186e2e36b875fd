"""Where letters go when it is not to the main residence."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from zorgkas.registry.guard import guard_facts


class Migration(migrations.Migration):

    dependencies = [
        ('membership', '0004_joining_and_leaving'),
        ('registry', '0011_find_by_account'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, help_text='First day on which it no longer holds', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('ground', models.PositiveSmallIntegerField(choices=[(1, 'struck off, stateless or a minor of DEC art. 44: a contact address'), (2, 'asked in writing')])),
                ('document', models.CharField(help_text='The written request, or how the address is known', max_length=80)),
                ('care_of', models.CharField(blank=True, help_text='At whose place, as it stands on the envelope', max_length=80)),
                ('street', models.CharField(blank=True, max_length=80)),
                ('house_number', models.CharField(blank=True, max_length=12)),
                ('postal_code', models.CharField(blank=True, max_length=12)),
                ('municipality', models.CharField(max_length=60)),
                ('country', models.CharField(default='BE', max_length=2)),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('source', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['person', 'valid_from'], name='contactaddress_person'), django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='contactaddress_recorded'), models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='contactaddress_superseded')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='contactaddress_period'), models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), ('superseded_at__gte', models.F('recorded_at')), _connector='OR'), name='contactaddress_known')],
            },
        ),
        guard_facts('membership_contactaddress'),
    ]
