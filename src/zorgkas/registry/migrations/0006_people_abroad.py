"""An index of who lives abroad: few people, and every payment run asks who."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_superseded_facts_and_told_reasons")]
    operations = [
        migrations.AddIndex(
            model_name="residence",
            index=models.Index(fields=["person"], name="residence_abroad", condition=models.Q(region=5)),
        ),
    ]
