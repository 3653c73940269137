from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

LEAVING = models.Q(state__in=["queued", "claimed"])


def release(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Going back: what is in somebody's hands waits again, what is held was given up."""
    for name in ("Letter", "Push"):
        rows = apps.get_model("core", name).objects
        rows.filter(state="claimed").update(state="queued")
        rows.filter(state="unknown").update(state="failed")


def states(*names: str) -> list[tuple[str, str]]:
    return [(name, name.capitalize()) for name in names]


class Migration(migrations.Migration):
    dependencies = [("core", "0007_tally")]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="state",
            field=models.CharField(
                choices=states("queued", "claimed", "sent", "failed", "unknown"),
                default="queued",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="push",
            name="state",
            field=models.CharField(
                choices=states("queued", "claimed", "sent", "failed"),
                default="queued",
                max_length=8,
            ),
        ),
        migrations.RemoveIndex(model_name="letter", name="letter_due"),
        migrations.RemoveIndex(model_name="push", name="push_due"),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(condition=LEAVING, fields=["due_at"], name="letter_due"),
        ),
        migrations.AddIndex(
            model_name="push",
            index=models.Index(condition=LEAVING, fields=["due_at"], name="push_due"),
        ),
        migrations.RunPython(migrations.RunPython.noop, release),
    ]
