"""Find corrected memberships without reading the others."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('membership', '0002_guard_facts'),
        ('registry', '0005_superseded_facts_and_told_reasons'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='membership',
            index=models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='membership_superseded'),
        ),
    ]
