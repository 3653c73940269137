import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        ("conversations", "0001_tables"),
        ("surveys", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HomeLink",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("language", models.CharField(blank=True, max_length=2)),
                ("verification", models.CharField(blank=True, default="", max_length=32)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="surveys.home",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conversations.resident",
                    ),
                ),
            ],
            options={
                "db_table": "survey_pages_link",
                "indexes": [
                    models.Index(fields=["home", "-made_at"], name="survey_link_of"),
                    models.Index(fields=["expires_at"], name="survey_link_age"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdWord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("what", models.CharField(max_length=6)),
                ("key", models.CharField(max_length=40, unique=True)),
                ("at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="surveys.home",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "survey_pages_word",
                "indexes": [
                    models.Index(fields=["home", "at"], name="survey_word_of"),
                    models.Index(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=["at"],
                        name="survey_word_open",
                    ),
                ],
            },
        ),
    ]
