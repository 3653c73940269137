"""The slot of a booking before it was moved, and when."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("queues", "0001_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="slot_before",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="ticket",
            name="slot_changed_at",
            field=models.DateTimeField(null=True),
        ),
    ]
