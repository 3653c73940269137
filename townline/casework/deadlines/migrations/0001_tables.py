import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.casework.deadlines.rules.commitments
import townline.casework.deadlines.rules.statutory
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
            name="LegalClock",
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
                        default=townline.casework.deadlines.rules.statutory.ClockState["RUNNING"],
                        max_length=12,
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("rule", models.CharField(blank=True, max_length=16)),
                ("started_at", models.DateTimeField()),
                ("counted_from", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("remind_at", models.DateTimeField(null=True)),
                ("next_notice_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=20)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="legal_clocks",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "db_table": "cases_legalclock",
            },
        ),
        migrations.CreateModel(
            name="LegalExtension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=16)),
                ("decided_at", models.DateTimeField()),
                ("consent", models.BooleanField(default=False)),
                ("reason", models.TextField()),
                ("due_before", models.DateTimeField(null=True)),
                ("due_after", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extensions",
                        to="deadlines.legalclock",
                    ),
                ),
            ],
            options={
                "db_table": "cases_legalextension",
            },
        ),
        migrations.CreateModel(
            name="LegalPause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("start_at", models.DateTimeField()),
                ("end_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pauses",
                        to="deadlines.legalclock",
                    ),
                ),
            ],
            options={
                "db_table": "cases_legalpause",
            },
        ),
        migrations.CreateModel(
            name="PromisedDate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text_id", models.BigIntegerField()),
                ("words", models.CharField(blank=True, max_length=80)),
                ("next_word", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        default=townline.casework.deadlines.rules.commitments.PromisedState["OPEN"],
                        max_length=10,
                    ),
                ),
                ("next_at", models.DateTimeField(null=True)),
                ("missed_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="promised",
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
                    "moved_from",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moved_to",
                        to="deadlines.promiseddate",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "cases_promiseddate",
            },
        ),
        migrations.CreateModel(
            name="CalendarChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("added", models.BooleanField()),
                ("name_ko", models.CharField(blank=True, max_length=60)),
                ("name_en", models.CharField(blank=True, max_length=80)),
                ("kind", models.CharField(blank=True, max_length=20)),
                ("reason", models.TextField()),
                ("by_label", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("moved", models.JSONField(default=list)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "cases_calendarchange",
                "indexes": [models.Index(fields=["day", "id"], name="calendar_change_day")],
            },
        ),
        migrations.AddIndex(
            model_name="legalclock",
            index=models.Index(
                condition=models.Q(("ended_at", None)), fields=["due_at"], name="clock_due"
            ),
        ),
        migrations.AddIndex(
            model_name="legalclock",
            index=models.Index(
                condition=models.Q(("ended_at", None)), fields=["remind_at"], name="clock_remind"
            ),
        ),
        migrations.AddIndex(
            model_name="legalclock",
            index=models.Index(
                condition=models.Q(("ended_at", None)),
                fields=["next_notice_at"],
                name="clock_notice",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalclock",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("case",), name="one_live_clock"
            ),
        ),
        migrations.AddIndex(
            model_name="legalpause",
            index=models.Index(
                condition=models.Q(("clock", None)), fields=["start_at"], name="pause_of_district"
            ),
        ),
        migrations.AddIndex(
            model_name="promiseddate",
            index=models.Index(
                condition=models.Q(
                    ("state", townline.casework.deadlines.rules.commitments.PromisedState["OPEN"])
                ),
                fields=["next_at"],
                name="promised_next",
            ),
        ),
        migrations.AddIndex(
            model_name="promiseddate",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.casework.deadlines.rules.commitments.PromisedState["MISSED"],
                            townline.casework.deadlines.rules.commitments.PromisedState["OPEN"],
                        ],
                    )
                ),
                fields=["department", "due_at"],
                name="promised_unsettled",
            ),
        ),
        migrations.AddIndex(
            model_name="promiseddate",
            index=models.Index(fields=["due_at"], name="promised_due"),
        ),
    ]
