import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_assignee_open"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TextReading",
            fields=[
                ("text_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("text_first", models.BooleanField(default=False)),
                ("state", models.CharField(default="waiting", max_length=8)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.CharField(blank=True, default="", max_length=60)),
                ("services", models.JSONField(default=list)),
                ("service", models.CharField(blank=True, default="", max_length=40)),
                ("probability", models.FloatField(default=0)),
                ("kinds", models.JSONField(default=list)),
                ("kind", models.CharField(blank=True, default="", max_length=20)),
                ("sure", models.BooleanField(default=False)),
                ("danger", models.CharField(blank=True, default="", max_length=20)),
                ("danger_probability", models.FloatField(default=0)),
                ("danger_words", models.JSONField(default=list)),
                ("language", models.CharField(blank=True, default="", max_length=8)),
                ("spam", models.BooleanField(default=False)),
                ("full", models.BooleanField(default=False)),
                ("read_at", models.DateTimeField(null=True)),
                ("alarmed_at", models.DateTimeField(null=True)),
                ("place_kind", models.CharField(blank=True, default="", max_length=20)),
                ("place_name_ko", models.CharField(blank=True, default="", max_length=100)),
                ("place_name_en", models.CharField(blank=True, default="", max_length=100)),
                ("dong", models.CharField(blank=True, default="", max_length=60)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("place_words", models.JSONField(default=list)),
                ("place_source", models.CharField(blank=True, default="", max_length=8)),
                ("place_sure", models.BooleanField(default=False)),
                ("decided_service", models.CharField(blank=True, default="", max_length=40)),
                ("decided_kind", models.CharField(blank=True, default="", max_length=20)),
                ("decided_at", models.DateTimeField(null=True)),
                ("how", models.CharField(blank=True, default="", max_length=12)),
                ("spam_set_aside", models.BooleanField(default=False)),
                ("spam_said", models.BooleanField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="cases.case",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["-next_at"],
                        name="reading_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("spam_set_aside", True)),
                        fields=["case"],
                        name="reading_set_aside",
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        autosummarize=True, fields=["at"], name="reading_at"
                    ),
                ],
            },
        ),
        # What the machine assigned is taken back by whoever works on the case.
        migrations.AlterField(
            model_name="undo",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
