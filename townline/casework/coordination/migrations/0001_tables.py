import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.casework.coordination.rules.joint
import townline.casework.coordination.rules.meeting
import townline.casework.coordination.rules.referral
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
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.CharField(max_length=80, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        default=townline.casework.coordination.rules.meeting.MeetingState[
                            "PLANNED"
                        ],
                        max_length=12,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("place", models.CharField(max_length=120)),
                ("agenda", models.TextField()),
                ("called_at", models.DateTimeField()),
                ("minutes", models.TextField(blank=True, default="")),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "called_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="cases.case"),
                ),
            ],
            options={
                "db_table": "cases_meeting",
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.TextField()),
                ("due_at", models.DateTimeField(db_index=True)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="departments.department"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="coordination.meeting",
                    ),
                ),
            ],
            options={
                "db_table": "cases_decision",
            },
        ),
        migrations.CreateModel(
            name="Attendee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "response",
                    models.CharField(
                        default=townline.casework.coordination.rules.meeting.Response[
                            "NEEDS_ACTION"
                        ],
                        max_length=12,
                    ),
                ),
                ("responded_at", models.DateTimeField(null=True)),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendees",
                        to="coordination.meeting",
                    ),
                ),
            ],
            options={
                "db_table": "cases_attendee",
            },
        ),
        migrations.CreateModel(
            name="Participation",
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
                        default=townline.casework.coordination.rules.joint.PositionState["ASKED"],
                        max_length=12,
                    ),
                ),
                ("question", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("next_at", models.DateTimeField(null=True)),
                ("stage", models.PositiveSmallIntegerField(default=0)),
                ("position", models.TextField(blank=True, default="")),
                ("version", models.PositiveIntegerField(default=0)),
                ("given_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
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
                        related_name="participations",
                        to="cases.case",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="departments.department"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "cases_participation",
            },
        ),
        migrations.CreateModel(
            name="PositionVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("body", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="coordination.participation",
                    ),
                ),
            ],
            options={
                "db_table": "cases_positionversion",
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agency", models.CharField(max_length=40)),
                ("contact", models.CharField(blank=True, default="", max_length=120)),
                ("reference", models.CharField(blank=True, default="", max_length=80)),
                (
                    "state",
                    models.CharField(
                        default=townline.casework.coordination.rules.referral.ReferralState[
                            "HANDED"
                        ],
                        max_length=12,
                    ),
                ),
                ("handed_at", models.DateTimeField()),
                ("promised_at", models.DateTimeField()),
                ("next_at", models.DateTimeField(null=True)),
                ("stage", models.PositiveSmallIntegerField(default=0)),
                ("outcome", models.TextField(blank=True, default="")),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="cases.case"),
                ),
                (
                    "handed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "cases_referral",
            },
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.casework.coordination.rules.meeting.MeetingState["MOVED"],
                            townline.casework.coordination.rules.meeting.MeetingState["PLANNED"],
                        ],
                    )
                ),
                fields=["starts_at"],
                name="meeting_ahead",
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["-settled_at"], name="meeting_settled"),
        ),
        migrations.AddConstraint(
            model_name="attendee",
            constraint=models.UniqueConstraint(fields=("meeting", "staff"), name="attendee_once"),
        ),
        migrations.AddIndex(
            model_name="participation",
            index=models.Index(
                condition=models.Q(("next_at__isnull", False)),
                fields=["next_at"],
                name="participation_next",
            ),
        ),
        migrations.AddIndex(
            model_name="participation",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.casework.coordination.rules.joint.PositionState["ASKED"],
                            townline.casework.coordination.rules.joint.PositionState["SILENT"],
                        ],
                    )
                ),
                fields=["department", "due_at"],
                name="participation_owed",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(
                fields=("case", "department"), name="participation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="positionversion",
            constraint=models.UniqueConstraint(
                fields=("participation", "version"), name="position_version_once"
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(
                    ("state", townline.casework.coordination.rules.referral.ReferralState["HANDED"])
                ),
                fields=["promised_at"],
                name="referral_open",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("next_at__isnull", False)),
                fields=["next_at"],
                name="referral_next",
            ),
        ),
    ]
