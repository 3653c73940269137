import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import townline.casework.classification.rules.assignment
import townline.casework.classification.rules.incidents
import townline.casework.classification.rules.readings
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
            name="IncidentMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("newest", models.BigIntegerField(default=0)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "cases_incidentmark",
            },
        ),
        migrations.CreateModel(
            name="IncidentSuggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        default=townline.casework.classification.rules.incidents.IncidentState[
                            "SUGGESTED"
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(blank=True, default="", max_length=80)),
                ("kind", models.CharField(blank=True, default="", max_length=20)),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("found_at", models.DateTimeField()),
                ("size", models.PositiveIntegerField(default=0)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "cases_incidentsuggestion",
            },
        ),
        migrations.CreateModel(
            name="IncidentCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dong", models.CharField(blank=True, default="", max_length=60)),
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
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="classification.incidentsuggestion",
                    ),
                ),
            ],
            options={
                "db_table": "cases_incidentcase",
            },
        ),
        migrations.CreateModel(
            name="NewFacts",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="new_facts",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("reason", models.TextField()),
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
                "db_table": "cases_newfacts",
            },
        ),
        migrations.CreateModel(
            name="TextReading",
            fields=[
                ("text_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("text_first", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        default=townline.casework.classification.rules.readings.ReadingState[
                            "WAITING"
                        ],
                        max_length=8,
                    ),
                ),
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
                ("topic_same", models.BooleanField(db_default=False, default=False)),
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
                "db_table": "cases_textreading",
            },
        ),
        migrations.CreateModel(
            name="AlikeJoin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(null=True)),
                ("score", models.FloatField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "undo",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="cases.undo",
                    ),
                ),
            ],
            options={
                "db_table": "cases_alikejoin",
                "indexes": [models.Index(fields=["at"], name="alike_join_at")],
            },
        ),
        migrations.CreateModel(
            name="AssignmentRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, default="", max_length=40)),
                ("place", models.CharField(blank=True, default="", max_length=60)),
                ("words", models.CharField(blank=True, default="", max_length=400)),
                ("auto", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        default=townline.casework.classification.rules.assignment.RuleState["ON"],
                        max_length=4,
                    ),
                ),
                ("touched", models.BooleanField(default=False)),
                ("insisted", models.BooleanField(db_default=False, default=False)),
                ("position", models.PositiveIntegerField()),
                ("created_at", models.DateTimeField()),
                (
                    "after",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="departments.department",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="departments.department",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="departments.service",
                    ),
                ),
            ],
            options={
                "db_table": "cases_assignmentrule",
                "indexes": [models.Index(fields=["position", "id"], name="assignment_rule_order")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True),
                        fields=("key",),
                        name="assignment_rule_key_once",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="incidentsuggestion",
            index=models.Index(fields=["-last_at"], name="incident_newest"),
        ),
        migrations.AddIndex(
            model_name="incidentcase",
            index=models.Index(fields=["case"], name="incident_of_case"),
        ),
        migrations.AddConstraint(
            model_name="incidentcase",
            constraint=models.UniqueConstraint(
                fields=("suggestion", "case"), name="incident_case_once"
            ),
        ),
        migrations.AddIndex(
            model_name="textreading",
            index=models.Index(
                condition=models.Q(
                    (
                        "state",
                        townline.casework.classification.rules.readings.ReadingState["WAITING"],
                    )
                ),
                fields=["-next_at"],
                name="reading_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="textreading",
            index=models.Index(
                condition=models.Q(("spam_set_aside", True)),
                fields=["case"],
                name="reading_set_aside",
            ),
        ),
        migrations.AddIndex(
            model_name="textreading",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["at"], name="reading_at"
            ),
        ),
    ]
