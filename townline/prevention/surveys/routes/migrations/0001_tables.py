import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.prevention.surveys.routes.rules.replies
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        ("surveys", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HomeNeeds",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("skills", models.JSONField(default=list)),
                (
                    "home",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="surveys.home",
                    ),
                ),
            ],
            options={
                "db_table": "survey_routes_needs",
            },
        ),
        migrations.CreateModel(
            name="PlanRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days", models.PositiveSmallIntegerField()),
                ("requested_at", models.DateTimeField()),
                ("first_day", models.DateField(null=True)),
                ("begun_at", models.DateTimeField(null=True)),
                ("beat_at", models.DateTimeField(null=True)),
                ("stop_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("failed", models.BooleanField(default=False)),
                ("progress", models.JSONField(default=dict)),
                ("result", models.JSONField(default=dict)),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "survey_routes_run",
            },
        ),
        migrations.CreateModel(
            name="PlanChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("before", models.JSONField(default=list)),
                ("after", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
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
                    "run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="survey_routes.planrun",
                    ),
                ),
            ],
            options={
                "db_table": "survey_routes_change",
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("resident_id", models.BigIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        default=townline.prevention.surveys.routes.rules.replies.AppointmentState[
                            "ASKED"
                        ],
                        max_length=10,
                    ),
                ),
                ("offers", models.JSONField(default=list)),
                ("chosen", models.PositiveSmallIntegerField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("open_until", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("late_told_at", models.DateTimeField(null=True)),
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
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="surveys.home",
                    ),
                ),
            ],
            options={
                "db_table": "survey_routes_appointment",
                "indexes": [
                    models.Index(fields=["resident_id", "-asked_at"], name="survey_asked_whom"),
                    models.Index(fields=["home", "-asked_at"], name="survey_asked_of"),
                    models.Index(
                        condition=models.Q(
                            (
                                "state",
                                townline.prevention.surveys.routes.rules.replies.AppointmentState[
                                    "ASKED"
                                ],
                            )
                        ),
                        fields=["open_until"],
                        name="survey_asked_until",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state",
                                townline.prevention.surveys.routes.rules.replies.AppointmentState[
                                    "ASKED"
                                ],
                            )
                        ),
                        fields=("home",),
                        name="survey_asked_once",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="planrun",
            index=models.Index(fields=["-requested_at"], name="survey_run_at"),
        ),
        migrations.AddConstraint(
            model_name="planrun",
            constraint=models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(("ended_at__isnull", True)),
                name="survey_run_one_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="planchange",
            index=models.Index(fields=["-at"], name="survey_change_at"),
        ),
    ]
