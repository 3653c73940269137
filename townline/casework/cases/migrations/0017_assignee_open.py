from django.db import migrations, models

_OPEN = [
    "awaiting_confirmation",
    "awaiting_resident",
    "bundled",
    "confirmed",
    "drafted",
    "misrouted",
    "received",
    "reopened",
    "returned",
    "with_department",
]


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_assigning")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state__in", _OPEN)),
                fields=["assignee", "answer_due_at"],
                name="case_due_assignee",
            ),
        ),
    ]
