import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import townline.prevention.policy.themes.rules.kinds
import townline.prevention.policy.themes.rules.states
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ThemeRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("texts", models.PositiveIntegerField()),
                ("themes", models.PositiveIntegerField()),
                ("stayed", models.FloatField(null=True)),
            ],
            options={
                "db_table": "themes_run",
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("said", models.CharField(blank=True, max_length=120)),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        default=townline.prevention.policy.themes.rules.states.ThemeState["FOUND"],
                        max_length=10,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        default=townline.prevention.policy.themes.rules.kinds.ThemeKind["OPEN"],
                        max_length=10,
                    ),
                ),
                (
                    "trend",
                    models.CharField(
                        default=townline.prevention.policy.themes.rules.kinds.Trend["UNKNOWN"],
                        max_length=10,
                    ),
                ),
                (
                    "season",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), default=list
                    ),
                ),
                (
                    "years",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), default=list
                    ),
                ),
                ("count", models.PositiveIntegerField(default=0)),
                ("first_on", models.DateField(null=True)),
                ("last_on", models.DateField(null=True)),
                ("word", models.CharField(blank=True, max_length=60)),
                ("made_at", models.DateTimeField()),
                (
                    "joined_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joined",
                        to="themes.theme",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "db_table": "themes_theme",
            },
        ),
        migrations.CreateModel(
            name="ThemeText",
            fields=[
                ("text_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("case_id", models.BigIntegerField()),
                ("day", models.DateField()),
                ("dong", models.CharField(blank=True, max_length=60)),
                ("copied", models.BooleanField(default=False)),
                (
                    "came_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="themes.theme",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "db_table": "themes_text",
            },
        ),
        migrations.AddIndex(
            model_name="theme",
            index=models.Index(fields=["state", "-count"], name="theme_largest"),
        ),
        migrations.AddIndex(
            model_name="themetext",
            index=models.Index(fields=["theme", "-day"], name="theme_text_newest"),
        ),
    ]
