"""Find what was asked in a season by ranges of people."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0002_interruptions_refunds_and_debits_of_plans'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='demand', name='demand_season'),
        migrations.AddIndex(
            model_name='demand',
            index=models.Index(fields=['fund', 'step', 'season', 'person'], name='demand_of_season'),
        ),
    ]
