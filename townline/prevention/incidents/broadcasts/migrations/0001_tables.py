import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.prevention.incidents.broadcasts.rules
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        ("cases", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Broadcast",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=16)),
                ("owner", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        default=townline.prevention.incidents.broadcasts.rules.BroadcastState[
                            "DRAFT"
                        ],
                        max_length=10,
                    ),
                ),
                ("bodies", models.JSONField(default=dict)),
                ("urgent", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(null=True)),
                ("hash", models.CharField(blank=True, max_length=64)),
                ("on_behalf", models.BooleanField(default=False)),
                ("approved_at", models.DateTimeField(null=True)),
                ("leaves_at", models.DateTimeField(null=True)),
                ("next_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "broadcasts_broadcast",
            },
        ),
        migrations.CreateModel(
            name="BroadcastRecipient",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("resident_id", models.BigIntegerField(null=True)),
                ("language", models.CharField(max_length=8)),
                ("day", models.DateField(null=True)),
                ("text_id", models.BigIntegerField(null=True, unique=True)),
                ("leaves_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=10)),
                (
                    "broadcast",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recipients",
                        to="broadcasts.broadcast",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "db_table": "broadcasts_recipient",
            },
        ),
        migrations.AddIndex(
            model_name="broadcast",
            index=models.Index(fields=["kind", "owner", "-id"], name="broadcast_of"),
        ),
        migrations.AddIndex(
            model_name="broadcast",
            index=models.Index(
                condition=models.Q(("next_at__isnull", False)),
                fields=["next_at"],
                name="broadcast_leaves",
            ),
        ),
        migrations.AddIndex(
            model_name="broadcast",
            index=models.Index(
                condition=models.Q(
                    (
                        "state",
                        townline.prevention.incidents.broadcasts.rules.BroadcastState["SUBMITTED"],
                    )
                ),
                fields=["submitted_at"],
                name="broadcast_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="broadcast",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.prevention.incidents.broadcasts.rules.BroadcastState["DRAFT"],
                            townline.prevention.incidents.broadcasts.rules.BroadcastState[
                                "SUBMITTED"
                            ],
                        ],
                    )
                ),
                fields=("kind", "owner"),
                name="broadcast_unsent_once",
            ),
        ),
        migrations.AddIndex(
            model_name="broadcastrecipient",
            index=models.Index(
                condition=models.Q(("outcome", ""), ("text_id", None)),
                fields=["broadcast", "id"],
                name="broadcast_recipient_next",
            ),
        ),
        migrations.AddIndex(
            model_name="broadcastrecipient",
            index=models.Index(fields=["resident_id", "leaves_at"], name="broadcast_recipient_of"),
        ),
        migrations.AddConstraint(
            model_name="broadcastrecipient",
            constraint=models.UniqueConstraint(
                fields=("broadcast", "resident_id"), name="broadcast_recipient_once"
            ),
        ),
    ]
