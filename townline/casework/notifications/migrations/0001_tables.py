import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.casework.notifications.rules
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
            name="AlertPreference",
            fields=[
                (
                    "staff",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ways", models.JSONField(default=dict)),
                ("quiet_from", models.TimeField(null=True)),
                ("quiet_to", models.TimeField(null=True)),
                ("sound", models.BooleanField(db_default=True, default=True)),
            ],
            options={
                "db_table": "cases_alertwish",
            },
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("notice", models.CharField(max_length=20)),
                ("ways", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        default=townline.casework.notifications.rules.AlertState["WAITING"],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="cases.case"),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "cases_alert",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("state", townline.casework.notifications.rules.AlertState["WAITING"])
                        ),
                        fields=["due_at"],
                        name="alert_due",
                    ),
                    models.Index(fields=["at"], name="alert_age"),
                ],
            },
        ),
    ]
