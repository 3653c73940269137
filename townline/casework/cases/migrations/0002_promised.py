"""Whether a case's resident was promised an answer, and what waits for a person's press."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_tables")]

    operations = [
        migrations.AddField(
            "case", "is_promised", models.BooleanField(db_default=True, default=True)
        ),
        migrations.AddField("case", "review_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "case",
            models.Index(
                condition=models.Q(("review_at", None), _negated=True),
                fields=["review_at"],
                name="case_review",
            ),
        ),
    ]
