import django.contrib.postgres.fields
from django.db import migrations, models

from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="FigureDay",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "grain",
                    models.CharField(choices=[("day", "Day"), ("month", "Month")], max_length=5),
                ),
                ("day", models.DateField()),
                ("department", models.CharField(blank=True, max_length=40)),
                ("service", models.CharField(blank=True, max_length=40)),
                ("came", models.PositiveIntegerField(default=0)),
                ("kept", models.PositiveIntegerField(default=0)),
                ("late", models.PositiveIntegerField(default=0)),
                ("answered", models.PositiveIntegerField(default=0)),
                ("reopened", models.PositiveIntegerField(default=0)),
                ("promised_kept", models.PositiveIntegerField(default=0)),
                ("promised_moved", models.PositiveIntegerField(default=0)),
                ("promised_missed", models.PositiveIntegerField(default=0)),
                ("legal_kept", models.PositiveIntegerField(default=0)),
                ("legal_missed", models.PositiveIntegerField(default=0)),
                ("rated", models.PositiveIntegerField(default=0)),
                ("stars", models.PositiveIntegerField(default=0)),
                (
                    "first",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField()
                    ),
                ),
                (
                    "answer",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField()
                    ),
                ),
                (
                    "hours",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField()
                    ),
                ),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField()
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("grain", "day", "department", "service"), name="figure_day_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FigureGroup",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "grain",
                    models.CharField(choices=[("day", "Day"), ("month", "Month")], max_length=5),
                ),
                ("day", models.DateField()),
                ("department", models.CharField(blank=True, max_length=40)),
                ("by", models.CharField(max_length=8)),
                ("value", models.CharField(blank=True, max_length=60)),
                ("came", models.PositiveIntegerField(default=0)),
                ("kept", models.PositiveIntegerField(default=0)),
                ("late", models.PositiveIntegerField(default=0)),
                ("answered", models.PositiveIntegerField(default=0)),
                ("declined", models.PositiveIntegerField(default=0)),
                ("reopened", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("by", "grain", "day", "department", "value"),
                        name="figure_group_once",
                    )
                ],
            },
        ),
    ]
