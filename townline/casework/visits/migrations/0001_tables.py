import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.casework.visits.rules.visit
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        ("cases", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Visit",
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
                        default=townline.casework.visits.rules.visit.VisitState["PLANNED"],
                        max_length=12,
                    ),
                ),
                ("planned_at", models.DateTimeField()),
                ("timed", models.BooleanField(default=True)),
                ("lapses_at", models.DateTimeField()),
                ("note", models.TextField(blank=True)),
                ("place_ko", models.CharField(blank=True, max_length=60)),
                ("place_en", models.CharField(blank=True, max_length=80)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("found", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("arrived_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("here_latitude", models.FloatField(null=True)),
                ("here_longitude", models.FloatField(null=True)),
                ("told", models.BooleanField(default=False)),
                ("tell", models.CharField(blank=True, max_length=20)),
                ("tell_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visits",
                        to="cases.case",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "visitor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "cases_visit",
            },
        ),
        migrations.CreateModel(
            name="VisitPhoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="visits.visit",
                    ),
                ),
            ],
            options={
                "db_table": "cases_visitphoto",
            },
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["case", "planned_at"], name="visit_of_case"),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["visitor", "planned_at"], name="visit_of_person"),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["planned_at"], name="visit_day"),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.casework.visits.rules.visit.VisitState["ON_THE_WAY"],
                            townline.casework.visits.rules.visit.VisitState["PLANNED"],
                        ],
                    )
                ),
                fields=["lapses_at"],
                name="visit_lapsing",
            ),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                condition=models.Q(("tell_at__isnull", False)),
                fields=["tell_at"],
                name="visit_telling",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.casework.visits.rules.visit.VisitState["ON_THE_WAY"],
                            townline.casework.visits.rules.visit.VisitState["PLANNED"],
                        ],
                    )
                ),
                fields=("case", "planned_at"),
                name="visit_once_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="visitphoto",
            index=models.Index(fields=["sha256"], name="visit_photo_content"),
        ),
        migrations.AddConstraint(
            model_name="visitphoto",
            constraint=models.UniqueConstraint(fields=("visit", "sha256"), name="visit_photo_once"),
        ),
    ]
