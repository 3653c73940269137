import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RainDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("mm", models.FloatField()),
            ],
            options={
                "db_table": "planning_rain",
            },
        ),
        migrations.CreateModel(
            name="ReferenceLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                ("code", models.CharField(max_length=64)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("shape", models.BinaryField()),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("material", models.CharField(blank=True, max_length=40)),
                ("diameter_mm", models.FloatField(null=True)),
                ("begins_on", models.DateField(null=True)),
                ("ends_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "planning_reference",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "code"), name="reference_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("surface", models.CharField(max_length=8)),
                ("dong", models.CharField(blank=True, max_length=40)),
                ("width_m", models.FloatField(null=True)),
                ("length_m", models.FloatField()),
                ("shape", models.BinaryField()),
                ("west", models.FloatField()),
                ("south", models.FloatField()),
                ("east", models.FloatField()),
                ("north", models.FloatField()),
            ],
            options={
                "db_table": "planning_section",
                "indexes": [models.Index(fields=["dong"], name="section_dong")],
            },
        ),
        migrations.CreateModel(
            name="PlaceFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                ("name", models.CharField(max_length=200)),
                ("crs", models.CharField(blank=True, max_length=20)),
                ("content", models.BinaryField()),
                ("brought_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("counts", models.JSONField(default=dict)),
                (
                    "brought_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "planning_file",
                "indexes": [models.Index(fields=["kind", "-taken_at"], name="place_file_taken")],
            },
        ),
    ]
