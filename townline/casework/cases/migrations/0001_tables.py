import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import townline.casework.cases.rules
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        ("conversations", "0001_tables"),
        ("departments", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=16, null=True, unique=True)),
                (
                    "state",
                    models.CharField(
                        default=townline.casework.cases.rules.CaseState["RECEIVED"], max_length=24
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("title_by_person", models.BooleanField(default=False)),
                ("preview", models.CharField(blank=True, max_length=160)),
                ("language", models.CharField(default="ko", max_length=8)),
                ("danger", models.BooleanField(default=False)),
                ("private", models.BooleanField(db_default=False, default=False)),
                ("look_first", models.BooleanField(db_default=False, default=False)),
                ("unread", models.BooleanField(default=True)),
                ("opened_at", models.DateTimeField()),
                ("first_text_at", models.DateTimeField()),
                ("last_text_at", models.DateTimeField()),
                ("last_incoming_id", models.BigIntegerField()),
                ("promise_from", models.DateTimeField()),
                ("answer_due_at", models.DateTimeField()),
                ("first_answer_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("reminder_stage", models.PositiveSmallIntegerField(default=0)),
                ("next_reminder_at", models.DateTimeField(null=True)),
                (
                    "taking_part",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list
                    ),
                ),
                ("returns", models.PositiveSmallIntegerField(default=0)),
                ("bound", models.BooleanField(default=False)),
                ("regrouped", models.PositiveIntegerField(default=0)),
                ("imported", models.BooleanField(db_default=False, default=False)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "assignee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "bundled_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bundled",
                        to="cases.case",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="departments.department",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="cases.case",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="conversations.resident"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="departments.service",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("households", models.PositiveSmallIntegerField()),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="group",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="cases",
                to="cases.group",
            ),
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.TextField()),
                ("at", models.DateTimeField()),
                ("instruction", models.BooleanField(db_default=False, default=False)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="cases.case"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="cases.note",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="cases.case"),
                ),
                (
                    "instead_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("editing", models.BooleanField(default=False)),
                ("seen_at", models.DateTimeField()),
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
        ),
        migrations.CreateModel(
            name="SharedAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("outgoing_text_id", models.BigIntegerField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="cases.case"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Undo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("deed", models.CharField(max_length=8)),
                ("texts", models.JSONField(default=dict)),
                ("before", models.JSONField(default=dict)),
                ("drafts", models.JSONField(default=dict)),
                ("mark", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
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
            ],
        ),
        migrations.CreateModel(
            name="CaseResident",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="others",
                        to="cases.case",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="conversations.resident"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "resident"), name="case_resident_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="group",
            index=models.Index(fields=["lead"], name="group_of_lead"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.casework.cases.rules.CaseState["AWAITING_CONFIRMATION"],
                            townline.casework.cases.rules.CaseState["AWAITING_RESIDENT"],
                            townline.casework.cases.rules.CaseState["BUNDLED"],
                            townline.casework.cases.rules.CaseState["CONFIRMED"],
                            townline.casework.cases.rules.CaseState["DRAFTED"],
                            townline.casework.cases.rules.CaseState["MISROUTED"],
                            townline.casework.cases.rules.CaseState["RECEIVED"],
                            townline.casework.cases.rules.CaseState["REOPENED"],
                            townline.casework.cases.rules.CaseState["RETURNED"],
                            townline.casework.cases.rules.CaseState["WITH_DEPARTMENT"],
                        ],
                    )
                ),
                fields=["-danger", "-look_first", "answer_due_at", "id"],
                name="case_due",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.casework.cases.rules.CaseState["AWAITING_CONFIRMATION"],
                            townline.casework.cases.rules.CaseState["AWAITING_RESIDENT"],
                            townline.casework.cases.rules.CaseState["BUNDLED"],
                            townline.casework.cases.rules.CaseState["CONFIRMED"],
                            townline.casework.cases.rules.CaseState["DRAFTED"],
                            townline.casework.cases.rules.CaseState["MISROUTED"],
                            townline.casework.cases.rules.CaseState["RECEIVED"],
                            townline.casework.cases.rules.CaseState["REOPENED"],
                            townline.casework.cases.rules.CaseState["RETURNED"],
                            townline.casework.cases.rules.CaseState["WITH_DEPARTMENT"],
                        ],
                    )
                ),
                fields=["department", "-danger", "-look_first", "answer_due_at", "id"],
                name="case_due_department",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.casework.cases.rules.CaseState["AWAITING_CONFIRMATION"],
                            townline.casework.cases.rules.CaseState["AWAITING_RESIDENT"],
                            townline.casework.cases.rules.CaseState["BUNDLED"],
                            townline.casework.cases.rules.CaseState["CONFIRMED"],
                            townline.casework.cases.rules.CaseState["DRAFTED"],
                            townline.casework.cases.rules.CaseState["MISROUTED"],
                            townline.casework.cases.rules.CaseState["RECEIVED"],
                            townline.casework.cases.rules.CaseState["REOPENED"],
                            townline.casework.cases.rules.CaseState["RETURNED"],
                            townline.casework.cases.rules.CaseState["WITH_DEPARTMENT"],
                        ],
                    )
                ),
                fields=["assignee", "answer_due_at"],
                name="case_due_assignee",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "merged"), _negated=True),
                fields=["-danger", "-look_first", "answer_due_at", "id"],
                name="case_listed",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.casework.cases.rules.CaseState["AWAITING_CONFIRMATION"],
                            townline.casework.cases.rules.CaseState["AWAITING_RESIDENT"],
                            townline.casework.cases.rules.CaseState["BUNDLED"],
                            townline.casework.cases.rules.CaseState["CONFIRMED"],
                            townline.casework.cases.rules.CaseState["DRAFTED"],
                            townline.casework.cases.rules.CaseState["MISROUTED"],
                            townline.casework.cases.rules.CaseState["RECEIVED"],
                            townline.casework.cases.rules.CaseState["REOPENED"],
                            townline.casework.cases.rules.CaseState["RETURNED"],
                            townline.casework.cases.rules.CaseState["WITH_DEPARTMENT"],
                        ],
                    )
                ),
                fields=["next_reminder_at"],
                name="case_reminder",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.casework.cases.rules.CaseState["ANSWERED"],
                            townline.casework.cases.rules.CaseState["CLOSED"],
                            townline.casework.cases.rules.CaseState["DECLINED"],
                        ],
                    )
                ),
                fields=["finished_at", "id"],
                name="case_finished",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("danger", True)), fields=["id"], name="case_danger"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("private", True)), fields=["id"], name="case_private"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("taking_part", []), _negated=True),
                fields=["taking_part"],
                name="case_taking_part",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["state", "answer_due_at"], name="cases_case_state_f8ca0b_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["resident", "last_text_at"], name="cases_case_residen_c6384b_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["last_text_at"], name="case_heard"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["first_answer_at"], name="case_first_answer"),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(fields=("note", "staff"), name="mention_once"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("read_at", None)), fields=["staff", "at"], name="notice_unread"
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(fields=("case", "staff"), name="presence_once"),
        ),
        migrations.AddConstraint(
            model_name="sharedanswer",
            constraint=models.UniqueConstraint(
                fields=("case", "outgoing_text_id"), name="shared_answer_once"
            ),
        ),
        migrations.AddIndex(
            model_name="undo",
            index=models.Index(
                condition=models.Q(("undone_at", None)), fields=["until"], name="undo_possible"
            ),
        ),
    ]
