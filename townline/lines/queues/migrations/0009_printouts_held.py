from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def release(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Going back: what is at a printer waits again, what is held was given up."""
    rows = apps.get_model("queues", "Printout").objects
    rows.filter(state="claimed").update(state="queued")
    rows.filter(state="unknown").update(state="failed")


class Migration(migrations.Migration):
    dependencies = [("queues", "0008_ticket_verification")]

    operations = [
        migrations.RemoveIndex(model_name="printout", name="printout_due"),
        migrations.AddIndex(
            model_name="printout",
            index=models.Index(
                condition=models.Q(state__in=["claimed", "queued"]),
                fields=["due_at"],
                name="printout_due",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, release),
    ]
