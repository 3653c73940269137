import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.prevention.incidents.surge.rules.states
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SurgeMode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        default=townline.prevention.incidents.surge.rules.states.SurgeState[
                            "PROPOSED"
                        ],
                        max_length=10,
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("texts", models.PositiveIntegerField(default=0)),
                ("minutes", models.PositiveSmallIntegerField(default=0)),
                ("usual", models.FloatField(null=True)),
                ("about_ko", models.CharField(blank=True, max_length=40)),
                ("about_en", models.CharField(blank=True, max_length=60)),
                ("started_at", models.DateTimeField(null=True)),
                ("promise", models.DurationField(null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("calm_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "surge_mode",
                "indexes": [models.Index(fields=["-begun_at"], name="surge_begun")],
                "constraints": [
                    models.UniqueConstraint(
                        models.Value(1),
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    townline.prevention.incidents.surge.rules.states.SurgeState[
                                        "ON"
                                    ],
                                    townline.prevention.incidents.surge.rules.states.SurgeState[
                                        "PROPOSED"
                                    ],
                                ],
                            )
                        ),
                        name="surge_one_open",
                    )
                ],
            },
        ),
    ]
