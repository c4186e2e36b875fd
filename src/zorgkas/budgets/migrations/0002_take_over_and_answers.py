import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budgets', '0001_initial'),
        ('registry', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TakeOver',
            fields=[
                ('fund', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='registry.carefund')),
                ('first_month', models.IntegerField(help_text='The month as a number, such as 202601')),
            ],
        ),
        migrations.AddField(
            model_name='application',
            name='answers',
            field=models.JSONField(blank=True, default=dict, help_text='What the form says that no fact of the registry says'),
        ),
        migrations.AddField(
            model_name='application',
            name='entered_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('state__in', ['received', 'waiting'])), fields=['fund', 'decide_by'], name='application_undecided'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['fund', 'applied_on'], name='application_applied'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['decided_on'], name='decision_decided_on'),
        ),
    ]
