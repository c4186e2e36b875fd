"""Guard memberships in the database, as all facts."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from zorgkas.registry.guard import guard_facts


class Migration(migrations.Migration):

    dependencies = [
        ('membership', '0001_initial'),
        ('registry', '0002_guard_facts'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='membership', name='membership_recorded'),
        migrations.AlterField(
            model_name='membership',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='source',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source'),
        ),
        migrations.AddIndex(
            model_name='membership',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='membership_recorded'),
        ),
        guard_facts('membership_membership'),
    ]
