"""The tables lie in a room of their own; none of them is touched (``StateOnly``)."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from townline.platform.core.database import moving

_ID = {"auto_created": True, "primary_key": True, "serialize": False, "verbose_name": "ID"}
_OPEN = models.Q(state__in=["accepted", "done", "sent"])


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar = [
        ("hazards", "0002_looks_apart"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        moving.StateOnly(
            state_operations=[
                migrations.CreateModel(
                    name="Contractor",
                    fields=[
                        ("id", models.BigAutoField(**_ID)),
                        ("name", models.CharField(max_length=80, unique=True)),
                        ("resident_id", models.BigIntegerField(null=True)),
                        ("active", models.BooleanField(default=True)),
                    ],
                    options={"db_table": "hazards_contractor"},
                ),
                migrations.CreateModel(
                    name="WorkOrder",
                    fields=[
                        ("id", models.BigAutoField(**_ID)),
                        ("hazard", models.BigIntegerField(db_column="hazard_id", db_index=True)),
                        ("state", models.CharField(default="sent", max_length=10)),
                        ("note", models.TextField(blank=True)),
                        ("due_on", models.DateField()),
                        ("planned_on", models.DateField(null=True)),
                        ("material", models.CharField(blank=True, max_length=80)),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("holder_hash", models.CharField(blank=True, max_length=64)),
                        ("created_at", models.DateTimeField()),
                        ("accepted_at", models.DateTimeField(null=True)),
                        ("done_at", models.DateTimeField(null=True)),
                        ("approved_at", models.DateTimeField(null=True)),
                        (
                            "contractor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="orders",
                                to="work_orders.contractor",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "hazards_order",
                        "indexes": [
                            models.Index(condition=_OPEN, fields=["due_on"], name="order_due")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        ("id", models.BigAutoField(**_ID)),
                        ("object_id", models.BigIntegerField(db_column="hazard_id", db_index=True)),
                        ("step", models.CharField(max_length=12)),
                        ("key", models.UUIDField(unique=True)),
                        ("note", models.TextField(blank=True)),
                        ("latitude", models.FloatField(null=True)),
                        ("longitude", models.FloatField(null=True)),
                        ("accuracy_m", models.FloatField(null=True)),
                        ("width_cm", models.FloatField(null=True)),
                        ("length_cm", models.FloatField(null=True)),
                        ("depth_cm", models.FloatField(null=True)),
                        ("sketch", models.JSONField(null=True)),
                        ("seen_at", models.DateTimeField()),
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
                            "order",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="work_orders.workorder",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "hazards_evidence",
                        "indexes": [
                            models.Index(fields=["object_id", "seen_at"], name="evidence_of_hazard")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvidencePhoto",
                    fields=[
                        ("id", models.BigAutoField(**_ID)),
                        ("sha256", models.CharField(max_length=64)),
                        ("moment", models.CharField(blank=True, max_length=6)),
                        ("latitude", models.FloatField(null=True)),
                        ("longitude", models.FloatField(null=True)),
                        ("released", models.BooleanField(default=False)),
                        ("at", models.DateTimeField()),
                        (
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photos",
                                to="work_orders.evidence",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "hazards_photo",
                        "indexes": [models.Index(fields=["sha256"], name="hazard_photo_content")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("evidence", "sha256"), name="hazard_photo_once"
                            )
                        ],
                    },
                ),
            ]
        )
    ]
