"""Where the words that tell of a danger stand in a text."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("classification", "0001_tables")]

    operations = [
        migrations.AddField(
            "textreading", "danger_start", models.PositiveSmallIntegerField(null=True)
        ),
        migrations.AddField(
            "textreading", "danger_end", models.PositiveSmallIntegerField(null=True)
        ),
    ]
