import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.prevention.works.planning.rules.states
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "state",
                    models.CharField(
                        default=townline.prevention.works.planning.rules.states.PlanState[
                            "WAITING"
                        ],
                        max_length=10,
                    ),
                ),
                ("input", models.JSONField()),
                ("result", models.JSONField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                ("seconds", models.FloatField(default=0)),
                ("gap", models.FloatField(null=True)),
                ("stop_asked", models.BooleanField(default=False)),
                ("adopted_at", models.DateTimeField(null=True)),
                ("decision", models.CharField(blank=True, max_length=200)),
                ("document", models.BinaryField(null=True)),
                ("document_name", models.CharField(blank=True, max_length=200)),
                (
                    "adopted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "base",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="changed",
                        to="works_planning.planversion",
                    ),
                ),
            ],
            options={
                "db_table": "works_plan",
                "indexes": [models.Index(fields=["-asked_at"], name="works_plan_asked")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state",
                                townline.prevention.works.planning.rules.states.PlanState[
                                    "ADOPTED"
                                ],
                            )
                        ),
                        fields=("state",),
                        name="works_plan_one_adopted",
                    )
                ],
            },
        ),
    ]
