import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.prevention.hazards.explorations.rules.anomalies
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        ("hazards", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Anomaly",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        default=townline.prevention.hazards.explorations.rules.anomalies.AnomalyState[
                            "FOUND"
                        ],
                        max_length=10,
                    ),
                ),
                ("position_m", models.FloatField()),
                ("depth_m", models.FloatField(null=True)),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                ("found_on", models.DateField()),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "db_table": "explorations_anomaly",
            },
        ),
        migrations.CreateModel(
            name="ExplorationYear",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("planned_km", models.FloatField()),
                ("budget", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "explorations_year",
            },
        ),
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                ("year", models.PositiveSmallIntegerField()),
                ("team", models.CharField(blank=True, max_length=80)),
                ("begins_on", models.DateField(null=True)),
                ("ends_on", models.DateField(null=True)),
                ("cost", models.BigIntegerField(null=True)),
                ("note", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "explorations_campaign",
            },
        ),
        migrations.CreateModel(
            name="Cavity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("grade", models.CharField(max_length=10)),
                ("flags", models.JSONField(default=list)),
                ("asphalt_cm", models.FloatField(null=True)),
                ("cover_cm", models.FloatField(null=True)),
                ("width_m", models.FloatField(null=True)),
                ("length_m", models.FloatField(null=True)),
                ("depth_m", models.FloatField(null=True)),
                ("repair_by", models.DateTimeField(null=True)),
                ("resurvey_on", models.DateField(null=True)),
                ("graded_at", models.DateTimeField()),
                (
                    "anomaly",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cavity",
                        to="explorations.anomaly",
                    ),
                ),
                (
                    "hazard",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cavity",
                        to="hazards.hazard",
                    ),
                ),
            ],
            options={
                "db_table": "explorations_cavity",
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("method", models.CharField(max_length=8)),
                ("checked_on", models.DateField()),
                ("hollow", models.BooleanField()),
                ("asphalt_cm", models.FloatField(null=True)),
                ("cover_cm", models.FloatField(null=True)),
                ("width_m", models.FloatField(null=True)),
                ("length_m", models.FloatField(null=True)),
                ("depth_m", models.FloatField(null=True)),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "anomaly",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="explorations.anomaly",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "explorations_check",
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("surface", models.CharField(max_length=8)),
                ("geometry", models.JSONField()),
                ("west", models.FloatField()),
                ("south", models.FloatField()),
                ("east", models.FloatField()),
                ("north", models.FloatField()),
                ("length_m", models.FloatField()),
                ("address", models.CharField(blank=True, max_length=120)),
                ("begins_at", models.CharField(blank=True, max_length=120)),
                ("ends_at", models.CharField(blank=True, max_length=120)),
                ("dong", models.CharField(blank=True, max_length=40)),
                ("explored_on", models.DateField(null=True)),
                ("fingerprint", models.CharField(max_length=64)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="explorations.campaign",
                    ),
                ),
            ],
            options={
                "db_table": "explorations_line",
            },
        ),
        migrations.AddField(
            model_name="anomaly",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="anomalies",
                to="explorations.line",
            ),
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("share_of_length", models.FloatField(default=0)),
                ("share_of_cost", models.FloatField(default=0)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partners",
                        to="explorations.campaign",
                    ),
                ),
            ],
            options={
                "db_table": "explorations_partner",
            },
        ),
        migrations.AddIndex(
            model_name="campaign",
            index=models.Index(fields=["-year", "name"], name="campaign_year"),
        ),
        migrations.AddIndex(
            model_name="cavity",
            index=models.Index(fields=["grade"], name="cavity_grade"),
        ),
        migrations.AddIndex(
            model_name="cavity",
            index=models.Index(
                condition=models.Q(("resurvey_on__isnull", False)),
                fields=["resurvey_on"],
                name="cavity_resurvey",
            ),
        ),
        migrations.AddIndex(
            model_name="line",
            index=models.Index(fields=["explored_on"], name="line_explored"),
        ),
        migrations.AddIndex(
            model_name="line",
            index=models.Index(fields=["south", "west"], name="line_place"),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.UniqueConstraint(
                fields=("campaign", "fingerprint"), name="line_once"
            ),
        ),
        migrations.AddIndex(
            model_name="anomaly",
            index=models.Index(fields=["state", "-found_on"], name="anomaly_state"),
        ),
        migrations.AddConstraint(
            model_name="anomaly",
            constraint=models.UniqueConstraint(fields=("line", "number"), name="anomaly_once"),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.UniqueConstraint(fields=("campaign", "name"), name="partner_once"),
        ),
    ]
