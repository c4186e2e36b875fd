"""The first registered letter of a file: another may follow, with other terms."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('recovery', '0002_append_only'),
    ]

    operations = [
        migrations.AddField(
            model_name='recovery',
            name='first_letter_on',
            field=models.DateField(blank=True, null=True),
        ),
    ]
