import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="IndexedText",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=40, unique=True)),
                ("subject", models.CharField(max_length=40)),
                ("sender", models.CharField(blank=True, default="", max_length=40)),
                ("at", models.DateTimeField()),
                ("service", models.CharField(blank=True, default="", max_length=40)),
                ("dong", models.CharField(blank=True, default="", max_length=60)),
                ("place", models.CharField(blank=True, default="", max_length=80)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("cell", models.BigIntegerField(null=True)),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list
                    ),
                ),
                (
                    "grams",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list
                    ),
                ),
                ("vector", models.BinaryField(default=b"")),
                (
                    "photos",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list
                    ),
                ),
                (
                    "bands",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list
                    ),
                ),
                ("kinds", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject"], name="indexed_subject"),
                    models.Index(fields=["cell", "-at"], name="indexed_cell"),
                    models.Index(fields=["place", "-at"], name="indexed_place"),
                    models.Index(fields=["dong", "service", "-at"], name="indexed_dong"),
                    models.Index(fields=["-at"], name="indexed_newest"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], name="indexed_words"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        condition=models.Q(("bands", []), _negated=True),
                        fields=["bands"],
                        name="indexed_bands",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NamedPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("name_ko", models.CharField(max_length=80)),
                ("name_en", models.CharField(blank=True, default="", max_length=100)),
                ("aliases", models.TextField(blank=True, default="")),
                ("dong", models.CharField(blank=True, default="", max_length=200)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "name_ko", "dong"), name="named_place_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Likeness",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("score", models.FloatField()),
                ("reasons", models.JSONField(default=list)),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="later",
                        to="triage.indexedtext",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier",
                        to="triage.indexedtext",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("text", "other"), name="likeness_once")
                ],
            },
        ),
    ]
