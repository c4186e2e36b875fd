"""Keep reasons of refused statements so that every reader gets his own language."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('banking', '0003_told_reasons'),
    ]

    operations = [
        migrations.AddField(
            model_name='quarantine',
            name='reason_values',
            field=models.JSONField(blank=True, help_text='What the text of the catalogue is filled in with; empty for a free text', null=True),
        ),
        migrations.AlterField(
            model_name='quarantine',
            name='reason',
            field=models.CharField(help_text='A free text, or a text of the catalogue; show `told_reason`', max_length=300),
        ),
    ]
