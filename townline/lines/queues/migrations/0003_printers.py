"""Receipt printers, and what waits to be printed."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("queues", "0002_figures")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Printer",
            fields=[
                (
                    "site",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="queues.site",
                    ),
                ),
                ("address", models.CharField(max_length=80)),
                ("dots", models.PositiveSmallIntegerField(default=576)),
                ("active", models.BooleanField(default=True)),
                ("state", models.CharField(blank=True, default="", max_length=12)),
                ("asked_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Printout",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("state", models.CharField(default="queued", max_length=8)),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("problem", models.CharField(blank=True, default="", max_length=12)),
                (
                    "printer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="queues.printer"
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="queues.ticket"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "queued")),
                        fields=["due_at"],
                        name="printout_due",
                    ),
                    models.Index(fields=["made_at"], name="printout_age"),
                ]
            },
        ),
    ]
