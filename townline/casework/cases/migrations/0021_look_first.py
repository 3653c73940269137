"""What is in a language that the machine did not learn is listed first, after danger."""

from django.db import migrations, models

_OPEN = models.Q(
    state__in=[
        "awaiting_confirmation", "awaiting_resident", "bundled", "confirmed", "drafted",
        "misrouted", "received", "reopened", "returned", "with_department",
    ]
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("cases", "0020_alike")]

    operations = [
        migrations.AddField(
            "case", "look_first", models.BooleanField(default=False, db_default=False)
        ),
        migrations.RemoveIndex("case", "case_due"),
        migrations.RemoveIndex("case", "case_due_department"),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["-danger", "-look_first", "answer_due_at", "id"],
                condition=_OPEN,
                name="case_due",
            ),
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["department", "-danger", "-look_first", "answer_due_at", "id"],
                condition=_OPEN,
                name="case_due_department",
            ),
        ),
    ]
