"""What residents are asked of works, and the trouble that works are to end."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_ID = {"auto_created": True, "primary_key": True, "serialize": False, "verbose_name": "ID"}


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar = [
        ("works", "0001_first"),
        ("work_orders", "0002_items"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="ResidentAsk",
            fields=[
                ("id", models.BigAutoField(**_ID)),
                ("kind", models.CharField(default="visit", max_length=10)),
                ("resident_id", models.BigIntegerField()),
                ("language", models.CharField(default="ko", max_length=5)),
                ("days", models.JSONField(default=list)),
                ("asked_at", models.DateTimeField()),
                ("open_until", models.DateTimeField()),
                ("answer", models.CharField(blank=True, max_length=1)),
                ("answered_at", models.DateTimeField(null=True)),
                ("chosen_on", models.DateField(null=True)),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="works.measure",
                    ),
                ),
            ],
            options={
                "db_table": "works_progress_ask",
                "indexes": [
                    models.Index(fields=["resident_id", "-asked_at"], name="works_ask_resident"),
                    models.Index(fields=["measure", "kind", "-asked_at"], name="works_ask_measure"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Trouble",
            fields=[
                ("id", models.BigAutoField(**_ID)),
                ("kind", models.CharField(default="flood", max_length=10)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="works.workobject",
                    ),
                ),
            ],
            options={
                "db_table": "works_progress_trouble",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("object", "kind", "on"), name="works_trouble_once"
                    )
                ],
            },
        ),
    ]
