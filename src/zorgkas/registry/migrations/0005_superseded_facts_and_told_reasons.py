"""Find corrected facts without reading the others; keep reasons of tasks so that every reader gets his own language."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0004_quick_name_key'),
    ]

    operations = [
        migrations.AddField(
            model_name='task',
            name='reason_values',
            field=models.JSONField(blank=True, help_text='What the text of the catalogue is filled in with; empty for a free text', null=True),
        ),
        migrations.AlterField(
            model_name='task',
            name='reason',
            field=models.CharField(help_text='A free text, or a text of the catalogue; show `told_reason`', max_length=300),
        ),
        migrations.AddIndex(
            model_name='bankaccount',
            index=models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='bankaccount_superseded'),
        ),
        migrations.AddIndex(
            model_name='carefinding',
            index=models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='carefinding_superseded'),
        ),
        migrations.AddIndex(
            model_name='death',
            index=models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='death_superseded'),
        ),
        migrations.AddIndex(
            model_name='detention',
            index=models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='detention_superseded'),
        ),
        migrations.AddIndex(
            model_name='directdebitmandate',
            index=models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='directdebitmandate_superseded'),
        ),
        migrations.AddIndex(
            model_name='facilitystay',
            index=models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='facilitystay_superseded'),
        ),
        migrations.AddIndex(
            model_name='foreigninsurance',
            index=models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='foreigninsurance_superseded'),
        ),
        migrations.AddIndex(
            model_name='increasedallowance',
            index=models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='increasedallowance_superseded'),
        ),
        migrations.AddIndex(
            model_name='premiumexemption',
            index=models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='premiumexemption_superseded'),
        ),
        migrations.AddIndex(
            model_name='residence',
            index=models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='residence_superseded'),
        ),
        migrations.AddIndex(
            model_name='suspension',
            index=models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='suspension_superseded'),
        ),
    ]
