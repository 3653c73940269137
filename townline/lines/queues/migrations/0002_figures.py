"""Figures of queues, by day and hour."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("queues", "0001_initial")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="QueueFigure",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("hour", models.PositiveSmallIntegerField()),
                ("taken", models.PositiveIntegerField(default=0)),
                ("called", models.PositiveIntegerField(default=0)),
                ("missed", models.PositiveIntegerField(default=0)),
                ("left", models.PositiveIntegerField(default=0)),
                ("unserved", models.PositiveIntegerField(default=0)),
                ("told", models.PositiveIntegerField(default=0)),
                ("inside", models.PositiveIntegerField(default=0)),
                ("waited", models.PositiveBigIntegerField(default=0)),
                ("longest", models.PositiveIntegerField(default=0)),
                ("waits", models.JSONField(default=dict)),
                (
                    "queue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="queues.queue"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day", "queue", "hour"), name="queue_figure_once"
                    )
                ]
            },
        ),
    ]
