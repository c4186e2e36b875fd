"""Providers of care, whom the fund pays."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0011_find_by_account'),
    ]

    operations = [
        migrations.CreateModel(
            name='Provider',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(help_text='Number of recognition, RIZIV or enterprise', max_length=20, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('kind', models.CharField(help_text='Kind of provider, as its pillar names it', max_length=30)),
            ],
        ),
    ]
