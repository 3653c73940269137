import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.prevention.work_orders.rules
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Contractor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                ("resident_id", models.BigIntegerField(null=True)),
                ("active", models.BooleanField(default=True)),
            ],
            options={
                "db_table": "hazards_contractor",
            },
        ),
        migrations.CreateModel(
            name="WorkOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("about", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        default=townline.prevention.work_orders.rules.OrderState["SENT"],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("due_on", models.DateField()),
                ("planned_on", models.DateField(null=True)),
                ("material", models.CharField(blank=True, max_length=80)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("holder_hash", models.CharField(blank=True, max_length=64)),
                ("remind_at", models.DateTimeField(null=True)),
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
            },
        ),
        migrations.CreateModel(
            name="OrderItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("object_id", models.BigIntegerField()),
                ("open", models.BooleanField(default=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="work_orders.workorder",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("object_id", models.BigIntegerField()),
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
            },
        ),
        migrations.CreateModel(
            name="EvidencePhoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                    models.UniqueConstraint(fields=("evidence", "sha256"), name="hazard_photo_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="workorder",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.prevention.work_orders.rules.OrderState["ACCEPTED"],
                            townline.prevention.work_orders.rules.OrderState["DONE"],
                            townline.prevention.work_orders.rules.OrderState["SENT"],
                        ],
                    )
                ),
                fields=["due_on"],
                name="order_due",
            ),
        ),
        migrations.AddIndex(
            model_name="workorder",
            index=models.Index(
                condition=models.Q(("remind_at__isnull", False)),
                fields=["remind_at"],
                name="order_reminds",
            ),
        ),
        migrations.AddIndex(
            model_name="orderitem",
            index=models.Index(fields=["kind", "object_id"], name="order_of_object"),
        ),
        migrations.AddConstraint(
            model_name="orderitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("open", True)),
                fields=("kind", "object_id"),
                name="one_open_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderitem",
            constraint=models.UniqueConstraint(
                fields=("order", "object_id"), name="order_item_once"
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["kind", "object_id", "seen_at"], name="evidence_of_object"),
        ),
    ]
