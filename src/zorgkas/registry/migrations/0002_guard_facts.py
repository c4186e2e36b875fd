"""Guard facts in the database: set-based triggers instead of foreign keys, a coarse index on the moment of recording."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from zorgkas.registry.guard import FUNCTIONS, guard_facts


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='bankaccount',
            name='bankaccount_recorded',
        ),
        migrations.RemoveIndex(
            model_name='carefinding',
            name='carefinding_recorded',
        ),
        migrations.RemoveIndex(
            model_name='death',
            name='death_recorded',
        ),
        migrations.RemoveIndex(
            model_name='detention',
            name='detention_recorded',
        ),
        migrations.RemoveIndex(
            model_name='directdebitmandate',
            name='directdebitmandate_recorded',
        ),
        migrations.RemoveIndex(
            model_name='facilitystay',
            name='facilitystay_recorded',
        ),
        migrations.RemoveIndex(
            model_name='foreigninsurance',
            name='foreigninsurance_recorded',
        ),
        migrations.RemoveIndex(
            model_name='increasedallowance',
            name='increasedallowance_recorded',
        ),
        migrations.RemoveIndex(
            model_name='premiumexemption',
            name='premiumexemption_recorded',
        ),
        migrations.RemoveIndex(
            model_name='residence',
            name='residence_recorded',
        ),
        migrations.RemoveIndex(
            model_name='suspension',
            name='suspension_recorded',
        ),
        migrations.AlterField(
            model_name='bankaccount',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AlterField(
            model_name='bankaccount',
            name='source',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source'),
        ),
        migrations.AlterField(
            model_name='carefinding',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AlterField(
            model_name='carefinding',
            name='source',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source'),
        ),
        migrations.AlterField(
            model_name='death',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AlterField(
            model_name='death',
            name='source',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source'),
        ),
        migrations.AlterField(
            model_name='detention',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AlterField(
            model_name='detention',
            name='source',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source'),
        ),
        migrations.AlterField(
            model_name='directdebitmandate',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AlterField(
            model_name='directdebitmandate',
            name='source',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source'),
        ),
        migrations.AlterField(
            model_name='facilitystay',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AlterField(
            model_name='facilitystay',
            name='source',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source'),
        ),
        migrations.AlterField(
            model_name='foreigninsurance',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AlterField(
            model_name='foreigninsurance',
            name='source',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source'),
        ),
        migrations.AlterField(
            model_name='increasedallowance',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AlterField(
            model_name='increasedallowance',
            name='source',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source'),
        ),
        migrations.AlterField(
            model_name='premiumexemption',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AlterField(
            model_name='premiumexemption',
            name='source',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source'),
        ),
        migrations.AlterField(
            model_name='residence',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AlterField(
            model_name='residence',
            name='source',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source'),
        ),
        migrations.AlterField(
            model_name='suspension',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AlterField(
            model_name='suspension',
            name='source',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source'),
        ),
        migrations.AddIndex(
            model_name='bankaccount',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='bankaccount_recorded'),
        ),
        migrations.AddIndex(
            model_name='carefinding',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='carefinding_recorded'),
        ),
        migrations.AddIndex(
            model_name='death',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='death_recorded'),
        ),
        migrations.AddIndex(
            model_name='detention',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='detention_recorded'),
        ),
        migrations.AddIndex(
            model_name='directdebitmandate',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='directdebitmandate_recorded'),
        ),
        migrations.AddIndex(
            model_name='facilitystay',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='facilitystay_recorded'),
        ),
        migrations.AddIndex(
            model_name='foreigninsurance',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='foreigninsurance_recorded'),
        ),
        migrations.AddIndex(
            model_name='increasedallowance',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='increasedallowance_recorded'),
        ),
        migrations.AddIndex(
            model_name='premiumexemption',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='premiumexemption_recorded'),
        ),
        migrations.AddIndex(
            model_name='residence',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='residence_recorded'),
        ),
        migrations.AddIndex(
            model_name='suspension',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['recorded_at'], name='suspension_recorded'),
        ),
        migrations.RunSQL(
            FUNCTIONS.read_text(encoding='utf-8'),
            """
            DROP TRIGGER registry_person_removed ON registry_person;
            DROP TRIGGER registry_source_removed ON registry_source;
            DROP FUNCTION registry_fact_added();
            DROP FUNCTION registry_fact_changed();
            DROP FUNCTION registry_refuse_removal();
            """,
        ),
        guard_facts('registry_bankaccount'),
        guard_facts('registry_carefinding', series=['instrument']),
        guard_facts('registry_death'),
        guard_facts('registry_detention'),
        guard_facts('registry_directdebitmandate'),
        guard_facts('registry_facilitystay'),
        guard_facts('registry_foreigninsurance'),
        guard_facts('registry_increasedallowance'),
        guard_facts('registry_premiumexemption', series=['ground']),
        guard_facts('registry_residence'),
        guard_facts('registry_suspension', series=['ground']),
    ]
