import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.prevention.policy.rules.states
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        ("cases", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Matter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("title_en", models.CharField(blank=True, max_length=120)),
                (
                    "state",
                    models.CharField(
                        default=townline.prevention.policy.rules.states.Stage["NOTED"],
                        max_length=10,
                    ),
                ),
                ("theme", models.BigIntegerField(null=True)),
                ("department", models.CharField(max_length=40)),
                ("due_on", models.DateField(null=True)),
                ("notice_at", models.DateTimeField(null=True)),
                ("told", models.PositiveSmallIntegerField(default=0)),
                ("hears", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True)),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "began_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "policy_matter",
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
                ("meeting", models.CharField(max_length=120)),
                ("decided_on", models.DateField()),
                ("minutes", models.TextField()),
                ("supports", models.PositiveIntegerField(default=0)),
                ("opposes", models.PositiveIntegerField(default=0)),
                (
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decision",
                        to="policy.matter",
                    ),
                ),
            ],
            options={
                "db_table": "policy_decision",
            },
        ),
        migrations.CreateModel(
            name="Origin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="origins",
                        to="policy.matter",
                    ),
                ),
            ],
            options={
                "db_table": "policy_origin",
            },
        ),
        migrations.CreateModel(
            name="Pilot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("partner", models.CharField(max_length=120)),
                ("agreement", models.CharField(blank=True, max_length=200)),
                ("place", models.CharField(max_length=120)),
                ("begins_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("measure", models.CharField(max_length=200)),
                ("control_kind", models.CharField(max_length=8)),
                ("control", models.CharField(max_length=200)),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pilots",
                        to="policy.matter",
                    ),
                ),
            ],
            options={
                "db_table": "policy_pilot",
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("before", models.PositiveIntegerField()),
                ("before_days", models.PositiveIntegerField()),
                ("after", models.PositiveIntegerField()),
                ("after_days", models.PositiveIntegerField()),
                ("control_before", models.PositiveIntegerField(null=True)),
                ("control_after", models.PositiveIntegerField(null=True)),
                ("words", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "pilot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcome",
                        to="policy.pilot",
                    ),
                ),
            ],
            options={
                "db_table": "policy_outcome",
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("problem", models.TextField()),
                ("evidence", models.TextField()),
                ("options", models.TextField()),
                ("cost", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposal",
                        to="policy.matter",
                    ),
                ),
            ],
            options={
                "db_table": "policy_proposal",
            },
        ),
        migrations.CreateModel(
            name="StepDone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=10)),
                ("due_on", models.DateField()),
                ("since", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="policy.matter",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "policy_step",
            },
        ),
        migrations.CreateModel(
            name="Story",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title_ko", models.CharField(max_length=80)),
                ("title_en", models.CharField(max_length=120)),
                ("lead_ko", models.CharField(max_length=300)),
                ("lead_en", models.CharField(max_length=400)),
                ("body_ko", models.TextField()),
                ("body_en", models.TextField()),
                ("first_text_on", models.DateField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="story",
                        to="policy.matter",
                    ),
                ),
            ],
            options={
                "db_table": "policy_story",
            },
        ),
        migrations.CreateModel(
            name="StoryPhoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("alt_ko", models.CharField(max_length=200)),
                ("alt_en", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="policy.matter",
                    ),
                ),
            ],
            options={
                "db_table": "policy_photo",
            },
        ),
        migrations.CreateModel(
            name="Voice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("resident_id", models.BigIntegerField(null=True)),
                ("stance", models.CharField(blank=True, max_length=8)),
                ("words", models.TextField(blank=True)),
                ("via", models.CharField(max_length=8)),
                ("at", models.DateTimeField()),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voices",
                        to="policy.matter",
                    ),
                ),
            ],
            options={
                "db_table": "policy_voice",
            },
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.prevention.policy.rules.states.Stage["CHANGED"],
                            townline.prevention.policy.rules.states.Stage["DECIDED"],
                            townline.prevention.policy.rules.states.Stage["MEASURED"],
                            townline.prevention.policy.rules.states.Stage["NOTED"],
                            townline.prevention.policy.rules.states.Stage["PILOT"],
                            townline.prevention.policy.rules.states.Stage["PROPOSED"],
                        ],
                    )
                ),
                fields=["notice_at"],
                name="policy_noticed",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["-began_at"], name="policy_began"),
        ),
        migrations.AddConstraint(
            model_name="origin",
            constraint=models.UniqueConstraint(
                fields=("matter", "case"), name="policy_origin_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="stepdone",
            constraint=models.UniqueConstraint(
                condition=models.Q(("done_at", None)),
                fields=("matter",),
                name="policy_step_one_open",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("published_at__isnull", False)),
                fields=["-published_at"],
                name="policy_story_published",
            ),
        ),
        migrations.AddIndex(
            model_name="storyphoto",
            index=models.Index(fields=["sha256"], name="policy_photo_content"),
        ),
        migrations.AddConstraint(
            model_name="storyphoto",
            constraint=models.UniqueConstraint(
                fields=("matter", "sha256"), name="policy_photo_once"
            ),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["resident_id"], name="policy_voice_resident"),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.UniqueConstraint(
                fields=("matter", "resident_id"), name="policy_voice_once"
            ),
        ),
    ]
