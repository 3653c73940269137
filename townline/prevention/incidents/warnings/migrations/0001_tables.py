import django.contrib.postgres.fields
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
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("resident_id", models.BigIntegerField(unique=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "warnings_invitation",
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("dong", models.CharField(max_length=60)),
                ("resident_id", models.BigIntegerField()),
                ("language", models.CharField(max_length=8)),
                ("via", models.CharField(max_length=8)),
                ("at", models.DateTimeField()),
                ("grade", models.CharField(blank=True, db_default="", default="", max_length=4)),
            ],
            options={
                "db_table": "warnings_subscription",
                "indexes": [models.Index(fields=["resident_id"], name="warning_resident")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "dong", "resident_id"), name="warning_asked_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WarningNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                (
                    "dongs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list
                    ),
                ),
                ("homes", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "warnings_warning",
                "indexes": [models.Index(fields=["-at"], name="warning_newest")],
            },
        ),
    ]
