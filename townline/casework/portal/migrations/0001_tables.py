import django.db.models.deletion
from django.db import migrations, models

import townline.casework.portal.rules.follow_ups
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        ("cases", "0001_tables"),
        ("conversations", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseLink",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conversations.resident",
                    ),
                ),
            ],
            options={
                "db_table": "cases_caselink",
                "indexes": [models.Index(fields=["expires_at"], name="case_link_age")],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=10)),
                (
                    "state",
                    models.CharField(
                        default=townline.casework.portal.rules.follow_ups.FollowState["PLANNED"],
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("open_until", models.DateTimeField(null=True)),
                ("wonder_until", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conversations.resident",
                    ),
                ),
            ],
            options={
                "db_table": "cases_followup",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            (
                                "state",
                                townline.casework.portal.rules.follow_ups.FollowState["PLANNED"],
                            )
                        ),
                        fields=["due_at"],
                        name="follow_up_due",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    townline.casework.portal.rules.follow_ups.FollowState["ASKED"],
                                    townline.casework.portal.rules.follow_ups.FollowState[
                                        "WONDERING"
                                    ],
                                ],
                            )
                        ),
                        fields=["open_until"],
                        name="follow_up_running",
                    ),
                    models.Index(fields=["resident", "open_until"], name="follow_up_resident"),
                    models.Index(fields=["ended_at"], name="follow_up_age"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stars", models.PositiveSmallIntegerField()),
                ("via", models.CharField(max_length=8)),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conversations.resident",
                    ),
                ),
            ],
            options={
                "db_table": "cases_rating",
                "indexes": [models.Index(fields=["at"], name="rating_at")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "resident"), name="rating_once"),
                    models.CheckConstraint(
                        condition=models.Q(("stars__gte", 1), ("stars__lte", 5)),
                        name="rating_one_to_five",
                    ),
                ],
            },
        ),
    ]
