"""Keep narratives so that every reader gets his own language."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0006_accounts_may_grow'),
    ]

    operations = [
        migrations.AddField(
            model_name='entry',
            name='narrative_values',
            field=models.JSONField(blank=True, help_text='What the text of the catalogue is filled in with; empty for a free text', null=True),
        ),
        migrations.AlterField(
            model_name='entry',
            name='narrative',
            field=models.CharField(help_text='A free text, or a text of the catalogue; show `told_narrative`', max_length=200),
        ),
    ]
