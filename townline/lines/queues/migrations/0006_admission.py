"""What tickets of people unknown cost: their work, whence they came, and how many came lately."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("queues", "0005_needs")]

    operations: ClassVar = [
        migrations.AddField("ticket", "origin", models.BinaryField(max_length=16, null=True)),
        migrations.AddField("ticket", "work", models.BinaryField(max_length=14, null=True)),
        migrations.AddField("ticket", "bare", models.BooleanField(default=False)),
        migrations.AddField("ticket", "claimed_at", models.DateTimeField(null=True)),
        migrations.AddField("queueday", "lately", models.FloatField(default=0.0)),
        migrations.AddField("queueday", "lately_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "ticket",
            models.UniqueConstraint(fields=["day", "work"], name="ticket_work_once"),
        ),
        migrations.AddIndex(
            "ticket",
            models.Index(
                fields=["day", "origin"],
                condition=models.Q(origin__isnull=False),
                name="ticket_by_origin",
            ),
        ),
    ]
