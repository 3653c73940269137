import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LoadedFile",
            fields=[
                ("name", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("content", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part", models.CharField(max_length=120)),
                ("number", models.PositiveIntegerField()),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("how", models.CharField(max_length=4)),
                ("actor", models.CharField(max_length=40)),
                ("actor_label", models.CharField(max_length=80)),
                ("reason", models.CharField(blank=True, default="", max_length=500)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("part", "number"), name="editing_version_once")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="version",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="186d8aaced64f2043fbb2879dce537f0733174a2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2fd95",
                    table="editing_version",
                    when="BEFORE",
                ),
            ),
        ),
    ]
