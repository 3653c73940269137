import django.db.models.deletion
from django.db import migrations, models

import townline.prevention.assets.rules.states
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        ("cases", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Asset",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("number", models.CharField(max_length=60)),
                ("key", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        default=townline.prevention.assets.rules.states.AssetState["IN_USE"],
                        max_length=12,
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200)),
                ("detail", models.CharField(blank=True, max_length=200)),
                ("dong", models.CharField(blank=True, max_length=40)),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                ("cell", models.BigIntegerField()),
                ("installed_on", models.DateField(null=True)),
                ("updated_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["cell"], name="asset_cell"),
                    models.Index(fields=["state", "kind", "key"], name="asset_listed"),
                    models.Index(
                        condition=models.Q(("removed_at__isnull", False)),
                        fields=["removed_at"],
                        name="asset_removed",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("key", "kind"), name="asset_once")],
            },
        ),
        migrations.CreateModel(
            name="AssetCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "asset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cases",
                        to="assets.asset",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="asset_case_at")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "asset"), name="asset_case_once")
                ],
            },
        ),
    ]
