import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.prevention.surveys.rules.states
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ColumnMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("headings", models.CharField(max_length=64)),
                ("mapping", models.JSONField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "surveys_mapping",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "headings"), name="survey_mapping_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="FormVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("form_id", models.CharField(max_length=80)),
                ("version", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=120)),
                ("xlsform", models.BinaryField()),
                ("xform", models.TextField()),
                ("hash", models.CharField(max_length=40)),
                ("sha256", models.CharField(max_length=64)),
                ("questions", models.JSONField(default=list)),
                ("validated", models.BooleanField(null=True)),
                ("uploaded_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "surveys_form",
            },
        ),
        migrations.CreateModel(
            name="Home",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("kind", models.CharField(max_length=30)),
                ("key", models.CharField(max_length=200)),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("address", models.CharField(max_length=200)),
                ("place", models.CharField(max_length=200)),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("building", models.CharField(max_length=200)),
                ("dong", models.CharField(blank=True, max_length=40)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("located_by", models.CharField(blank=True, max_length=10)),
                ("attributes", models.JSONField(default=dict)),
                ("note", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        default=townline.prevention.surveys.rules.states.HomeState["LISTED"],
                        max_length=10,
                    ),
                ),
                ("excluded_for", models.CharField(blank=True, max_length=20)),
                ("grade", models.CharField(blank=True, max_length=4)),
                ("points", models.FloatField(null=True)),
                ("attempts_made", models.PositiveSmallIntegerField(default=0)),
                ("last_outcome", models.CharField(blank=True, max_length=12)),
                ("come_back_on", models.DateField(null=True)),
                ("listed_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="surveys.home",
                    ),
                ),
            ],
            options={
                "db_table": "surveys_home",
            },
        ),
        migrations.CreateModel(
            name="DuplicatePair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reasons", models.JSONField(default=list)),
                ("score", models.FloatField()),
                ("decision", models.CharField(blank=True, max_length=10)),
                ("found_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="surveys.home",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="surveys.home",
                    ),
                ),
            ],
            options={
                "db_table": "surveys_duplicate",
            },
        ),
        migrations.CreateModel(
            name="HomeFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=10)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("sha256", models.CharField(max_length=64)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="surveys.home",
                    ),
                ),
            ],
            options={
                "db_table": "surveys_file",
            },
        ),
        migrations.CreateModel(
            name="Household",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("resident_id", models.BigIntegerField(db_index=True)),
                ("source", models.CharField(max_length=8)),
                ("at", models.DateTimeField()),
                (
                    "home",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="household",
                        to="surveys.home",
                    ),
                ),
            ],
            options={
                "db_table": "surveys_household",
            },
        ),
        migrations.CreateModel(
            name="ListImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("file_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField(null=True)),
                ("sheet", models.CharField(blank=True, max_length=60)),
                ("mapping", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict)),
                ("problems", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "surveys_import",
            },
        ),
        migrations.AddField(
            model_name="home",
            name="last_import",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="surveys.listimport",
            ),
        ),
        migrations.AddField(
            model_name="home",
            name="listed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="surveys.listimport",
            ),
        ),
        migrations.CreateModel(
            name="RuleVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("number", models.PositiveSmallIntegerField()),
                ("rules", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                ("adopted_at", models.DateTimeField(null=True)),
                (
                    "adopted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "surveys_rules",
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("instance_id", models.CharField(max_length=80, unique=True)),
                ("deprecated_id", models.CharField(blank=True, max_length=80)),
                ("device", models.CharField(blank=True, max_length=120)),
                ("xml", models.TextField()),
                ("md5", models.CharField(max_length=32)),
                ("sha256", models.CharField(max_length=64)),
                ("answers", models.JSONField(default=dict)),
                ("said_grade", models.CharField(blank=True, max_length=4)),
                ("expected", models.JSONField(default=list)),
                ("incomplete", models.BooleanField(default=False)),
                ("problem", models.CharField(blank=True, max_length=30)),
                ("resident_id", models.BigIntegerField(null=True)),
                ("filled_at", models.DateTimeField(null=True)),
                ("received_at", models.DateTimeField()),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="surveys.formversion",
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="surveys.home",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaces",
                        to="surveys.submission",
                    ),
                ),
            ],
            options={
                "db_table": "surveys_submission",
            },
        ),
        migrations.CreateModel(
            name="Grade",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("grade", models.CharField(max_length=4)),
                ("points", models.FloatField()),
                ("areas", models.JSONField(default=dict)),
                ("items", models.JSONField(default=list)),
                ("reasons", models.JSONField(default=list)),
                ("needs", models.JSONField(default=list)),
                ("current", models.BooleanField(default=True)),
                ("at", models.DateTimeField()),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grades",
                        to="surveys.home",
                    ),
                ),
                (
                    "rules",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grades",
                        to="surveys.ruleversion",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grades",
                        to="surveys.submission",
                    ),
                ),
            ],
            options={
                "db_table": "surveys_grade",
            },
        ),
        migrations.CreateModel(
            name="EntityUpdate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("base_version", models.PositiveIntegerField(null=True)),
                ("trunk_version", models.PositiveIntegerField(null=True)),
                ("branch_id", models.CharField(blank=True, max_length=40)),
                ("changes", models.JSONField(default=dict)),
                ("state", models.CharField(max_length=10)),
                ("version", models.PositiveIntegerField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="updates",
                        to="surveys.home",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="updates",
                        to="surveys.submission",
                    ),
                ),
            ],
            options={
                "db_table": "surveys_update",
            },
        ),
        migrations.CreateModel(
            name="SubmissionFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("md5", models.CharField(max_length=32)),
                ("sha256", models.CharField(max_length=64)),
                ("content_type", models.CharField(max_length=80)),
                ("size", models.PositiveIntegerField()),
                ("received_at", models.DateTimeField()),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="surveys.submission",
                    ),
                ),
            ],
            options={
                "db_table": "surveys_submission_file",
            },
        ),
        migrations.CreateModel(
            name="Surveyor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True)),
                ("token_hash", models.CharField(max_length=64, null=True, unique=True)),
                ("token_made_at", models.DateTimeField(null=True)),
                ("token_revoked_at", models.DateTimeField(null=True)),
                ("start", models.CharField(blank=True, max_length=120)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("skills", models.JSONField(default=list)),
                ("visits_a_day", models.PositiveSmallIntegerField(null=True)),
                ("begins_at", models.TimeField(null=True)),
                ("ends_at", models.TimeField(null=True)),
                ("active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
                (
                    "staff",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "surveys_surveyor",
            },
        ),
        migrations.AddField(
            model_name="submission",
            name="surveyor",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="submissions",
                to="surveys.surveyor",
            ),
        ),
        migrations.CreateModel(
            name="SecondReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("drawn", models.CharField(max_length=6)),
                ("grade", models.CharField(blank=True, max_length=4)),
                ("points", models.FloatField(null=True)),
                ("drawn_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("stands", models.CharField(blank=True, max_length=6)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review",
                        to="surveys.grade",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="surveys.submission",
                    ),
                ),
                (
                    "surveyor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="surveys.surveyor",
                    ),
                ),
            ],
            options={
                "db_table": "surveys_review",
            },
        ),
        migrations.CreateModel(
            name="PlannedVisit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("position", models.PositiveSmallIntegerField()),
                ("fixed", models.BooleanField(default=False)),
                ("not_before", models.TimeField(null=True)),
                ("not_after", models.TimeField(null=True)),
                ("arrives_at", models.TimeField(null=True)),
                ("planned_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visits",
                        to="surveys.home",
                    ),
                ),
                (
                    "surveyor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visits",
                        to="surveys.surveyor",
                    ),
                ),
            ],
            options={
                "db_table": "surveys_visit",
            },
        ),
        migrations.AddField(
            model_name="home",
            name="surveyor",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="homes",
                to="surveys.surveyor",
            ),
        ),
        migrations.AddField(
            model_name="grade",
            name="surveyor",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grades",
                to="surveys.surveyor",
            ),
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, unique=True)),
                ("outcome", models.CharField(max_length=12)),
                ("note", models.TextField(blank=True)),
                ("card_left", models.BooleanField(default=False)),
                ("come_back_on", models.DateField(null=True)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="surveys.home",
                    ),
                ),
                (
                    "surveyor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="surveys.surveyor",
                    ),
                ),
            ],
            options={
                "db_table": "surveys_attempt",
            },
        ),
        migrations.CreateModel(
            name="SurveyorAbsence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begins_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "surveyor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="surveys.surveyor",
                    ),
                ),
            ],
            options={
                "db_table": "surveys_absence",
            },
        ),
        migrations.CreateModel(
            name="SurveyorDevice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("device", models.CharField(max_length=120)),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("unsent", models.PositiveIntegerField(null=True)),
                (
                    "surveyor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="devices",
                        to="surveys.surveyor",
                    ),
                ),
            ],
            options={
                "db_table": "surveys_device",
            },
        ),
        migrations.AddIndex(
            model_name="formversion",
            index=models.Index(fields=["kind", "-uploaded_at"], name="survey_form_kind"),
        ),
        migrations.AddConstraint(
            model_name="formversion",
            constraint=models.UniqueConstraint(
                fields=("form_id", "version"), name="survey_form_once"
            ),
        ),
        migrations.AddIndex(
            model_name="duplicatepair",
            index=models.Index(
                condition=models.Q(("decision", "")),
                fields=["-score", "id"],
                name="survey_pair_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="duplicatepair",
            constraint=models.UniqueConstraint(fields=("first", "second"), name="survey_pair_once"),
        ),
        migrations.AddConstraint(
            model_name="duplicatepair",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="survey_pair_ordered"
            ),
        ),
        migrations.AddIndex(
            model_name="homefile",
            index=models.Index(fields=["sha256"], name="survey_file_content"),
        ),
        migrations.AddConstraint(
            model_name="homefile",
            constraint=models.UniqueConstraint(
                fields=("home", "purpose", "sha256"), name="survey_file_once"
            ),
        ),
        migrations.AddIndex(
            model_name="listimport",
            index=models.Index(fields=["-at"], name="survey_import_at"),
        ),
        migrations.AddConstraint(
            model_name="ruleversion",
            constraint=models.UniqueConstraint(fields=("kind", "number"), name="survey_rules_once"),
        ),
        migrations.AddIndex(
            model_name="entityupdate",
            index=models.Index(fields=["home", "branch_id"], name="survey_update_of"),
        ),
        migrations.AddIndex(
            model_name="entityupdate",
            index=models.Index(
                condition=models.Q(("state", "applied"), _negated=True),
                fields=["at"],
                name="survey_update_open",
            ),
        ),
        migrations.AddIndex(
            model_name="submissionfile",
            index=models.Index(fields=["sha256"], name="survey_answer_file"),
        ),
        migrations.AddConstraint(
            model_name="submissionfile",
            constraint=models.UniqueConstraint(
                fields=("submission", "name"), name="survey_answer_file_once"
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["home", "-received_at"], name="survey_answers_of"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["surveyor", "-received_at"], name="survey_answers_by"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("deprecated_id", ""), _negated=True),
                fields=["deprecated_id"],
                name="survey_answers_edited",
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("resident_id__isnull", False)),
                fields=["resident_id"],
                name="survey_answers_whose",
            ),
        ),
        migrations.AddIndex(
            model_name="secondreview",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True)),
                fields=["drawn_at"],
                name="survey_review_open",
            ),
        ),
        migrations.AddIndex(
            model_name="secondreview",
            index=models.Index(fields=["done_at"], name="survey_review_done"),
        ),
        migrations.AddIndex(
            model_name="plannedvisit",
            index=models.Index(fields=["surveyor", "day", "position"], name="survey_visit_day"),
        ),
        migrations.AddIndex(
            model_name="plannedvisit",
            index=models.Index(fields=["day"], name="survey_visit_on"),
        ),
        migrations.AddConstraint(
            model_name="plannedvisit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("done_at__isnull", True)),
                fields=("home",),
                name="survey_visit_one_open",
            ),
        ),
        migrations.AddIndex(
            model_name="home",
            index=models.Index(fields=["kind", "state", "dong", "id"], name="survey_home_list"),
        ),
        migrations.AddIndex(
            model_name="home",
            index=models.Index(fields=["kind", "building"], name="survey_home_building"),
        ),
        migrations.AddIndex(
            model_name="home",
            index=models.Index(fields=["surveyor", "state"], name="survey_home_of"),
        ),
        migrations.AddIndex(
            model_name="home",
            index=models.Index(fields=["latitude", "longitude"], name="survey_home_place"),
        ),
        migrations.AddIndex(
            model_name="home",
            index=models.Index(fields=["kind", "settled_at"], name="survey_home_settled"),
        ),
        migrations.AddConstraint(
            model_name="home",
            constraint=models.UniqueConstraint(fields=("kind", "key"), name="survey_home_once"),
        ),
        migrations.AddIndex(
            model_name="grade",
            index=models.Index(fields=["surveyor", "at"], name="survey_grade_by"),
        ),
        migrations.AddConstraint(
            model_name="grade",
            constraint=models.UniqueConstraint(
                condition=models.Q(("current", True)),
                fields=("home",),
                name="survey_grade_one_counts",
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(fields=["home", "at"], name="survey_attempt_of"),
        ),
        migrations.AddIndex(
            model_name="surveyorabsence",
            index=models.Index(fields=["surveyor", "ends_on"], name="survey_absent"),
        ),
        migrations.AddConstraint(
            model_name="surveyordevice",
            constraint=models.UniqueConstraint(
                fields=("surveyor", "device"), name="survey_device_once"
            ),
        ),
    ]
