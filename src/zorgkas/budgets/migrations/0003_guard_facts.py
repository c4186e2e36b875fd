"""Guard entitlements in the database, as all facts."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from zorgkas.registry.guard import guard_facts


class Migration(migrations.Migration):

    dependencies = [
        ('budgets', '0002_take_over_and_answers'),
        ('registry', '0002_guard_facts'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='entitlement', name='entitlement_recorded'),
        migrations.AlterField(
            model_name='entitlement',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AlterField(
            model_name='entitlement',
            name='source',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source'),
        ),
        migrations.AddIndex(
            model_name='entitlement',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='entitlement_recorded'),
        ),
        guard_facts('budgets_entitlement', series=['product']),
    ]
