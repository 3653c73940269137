"""An index in the order in which the API lists every case."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_rooms")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "merged"), _negated=True),
                fields=["-danger", "-look_first", "answer_due_at", "id"],
                name="case_listed",
            ),
        ),
    ]
