from django.db import migrations, models


class Migration(migrations.Migration):
    """Numbers that are held, receipts that wait for a reading, and a person's language."""

    dependencies = [("conversations", "0001_tables")]

    operations = [
        migrations.AddField(
            model_name="outgoingtext",
            name="receipt_for",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="resident",
            name="automatic_held_for",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AddField(
            model_name="resident",
            name="language_chosen",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="resident",
            name="languages",
            field=models.JSONField(db_default={}, default=dict),
        ),
        migrations.AddIndex(
            model_name="outgoingtext",
            index=models.Index(
                condition=models.Q(receipt_for__isnull=False, state="queued"),
                fields=["receipt_for"],
                name="outgoing_receipt_waits",
            ),
        ),
    ]
