import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.prevention.hazards.rules.states
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        ("cases", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Hazard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("severity", models.CharField(max_length=12)),
                (
                    "state",
                    models.CharField(
                        default=townline.prevention.hazards.rules.states.HazardState["REPORTED"],
                        max_length=12,
                    ),
                ),
                ("source", models.CharField(max_length=12)),
                ("note", models.TextField(blank=True)),
                ("geometry", models.JSONField()),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                ("west", models.FloatField()),
                ("south", models.FloatField()),
                ("east", models.FloatField()),
                ("north", models.FloatField()),
                ("address", models.CharField(blank=True, max_length=120)),
                ("dong", models.CharField(blank=True, max_length=40)),
                ("department", models.CharField(blank=True, max_length=40)),
                ("width_cm", models.FloatField(null=True)),
                ("length_cm", models.FloatField(null=True)),
                ("depth_cm", models.FloatField(null=True)),
                ("reported_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("made_safe_at", models.DateTimeField(null=True)),
                ("repaired_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("released_at", models.DateTimeField(null=True)),
                ("heard", models.JSONField(default=list)),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hazards.hazard",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "hazards_hazard",
            },
        ),
        migrations.CreateModel(
            name="HazardApart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "hazard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="apart",
                        to="hazards.hazard",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="hazards.hazard",
                    ),
                ),
            ],
            options={
                "db_table": "hazards_apart",
            },
        ),
        migrations.CreateModel(
            name="HazardCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "hazard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cases",
                        to="hazards.hazard",
                    ),
                ),
            ],
            options={
                "db_table": "hazards_case",
            },
        ),
        migrations.CreateModel(
            name="HazardMerge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("kept", models.JSONField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "hazard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merges",
                        to="hazards.hazard",
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absorbed",
                        to="hazards.hazard",
                    ),
                ),
            ],
            options={
                "db_table": "hazards_merge",
            },
        ),
        migrations.CreateModel(
            name="HazardTold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("resident_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "hazard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="told",
                        to="hazards.hazard",
                    ),
                ),
            ],
            options={
                "db_table": "hazards_told",
            },
        ),
        migrations.CreateModel(
            name="StepDeadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=12)),
                ("due_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("escalate_at", models.DateTimeField(null=True)),
                ("stage", models.PositiveSmallIntegerField(default=0)),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hazard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="hazards.hazard",
                    ),
                ),
            ],
            options={
                "db_table": "hazards_step",
            },
        ),
        migrations.AddIndex(
            model_name="hazard",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.prevention.hazards.rules.states.HazardState["MADE_SAFE"],
                            townline.prevention.hazards.rules.states.HazardState["ON_SITE"],
                            townline.prevention.hazards.rules.states.HazardState["REPAIRED"],
                            townline.prevention.hazards.rules.states.HazardState["REPORTED"],
                            townline.prevention.hazards.rules.states.HazardState["SEEN"],
                        ],
                    )
                ),
                fields=["due_at"],
                name="hazard_due",
            ),
        ),
        migrations.AddIndex(
            model_name="hazard",
            index=models.Index(fields=["-reported_at"], name="hazard_reported"),
        ),
        migrations.AddIndex(
            model_name="hazard",
            index=models.Index(fields=["latitude", "longitude"], name="hazard_place"),
        ),
        migrations.AddIndex(
            model_name="hazard",
            index=models.Index(
                condition=models.Q(("released_at__isnull", False)),
                fields=["released_at"],
                name="hazard_released",
            ),
        ),
        migrations.AddConstraint(
            model_name="hazardapart",
            constraint=models.UniqueConstraint(
                fields=("hazard", "other"), name="hazard_apart_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="hazardmerge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)),
                fields=("hazard",),
                name="hazard_merged_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="hazardtold",
            constraint=models.UniqueConstraint(
                fields=("hazard", "resident_id"), name="hazard_told_once"
            ),
        ),
        migrations.AddIndex(
            model_name="stepdeadline",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True)),
                fields=["escalate_at"],
                name="hazard_step_escalates",
            ),
        ),
        migrations.AddConstraint(
            model_name="stepdeadline",
            constraint=models.UniqueConstraint(fields=("hazard", "step"), name="hazard_step_once"),
        ),
    ]
