import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        ("cases", "0001_tables"),
        ("departments", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("page", models.CharField(max_length=8)),
                ("wish", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="departments.department",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "cases_savedsearch",
                "constraints": [
                    models.UniqueConstraint(fields=("staff", "name"), name="saved_search_name_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=8)),
                ("ref", models.BigIntegerField()),
                ("body", models.TextField()),
                ("tokens", django.contrib.postgres.search.SearchVectorField(null=True)),
                ("at", models.DateTimeField()),
                ("depth", models.PositiveSmallIntegerField(db_default=0, default=0)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "db_table": "cases_searchtext",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["tokens"], name="search_tokens"
                    ),
                    models.Index(fields=["-at", "-id"], name="search_newest"),
                    models.Index(
                        condition=models.Q(("depth__lt", 2)), fields=["id"], name="search_waiting"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "ref"), name="search_text_once")
                ],
            },
        ),
    ]
