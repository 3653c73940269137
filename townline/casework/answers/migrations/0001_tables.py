import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.casework.cases.rules
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        ("cases", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hash", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=10)),
                ("last_incoming_id", models.BigIntegerField()),
                ("next_due_at", models.DateTimeField(null=True)),
                ("bundled", models.JSONField(default=dict)),
                ("on_behalf", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                ("leaves_at", models.DateTimeField()),
                ("outgoing_text_id", models.BigIntegerField(unique=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="cases.case"),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "cases_confirmation",
            },
        ),
        migrations.CreateModel(
            name="ConfirmedText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("outgoing_text_id", models.BigIntegerField(unique=True)),
                ("outcome", models.CharField(blank=True, max_length=10)),
                (
                    "confirmation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="answers.confirmation",
                    ),
                ),
            ],
            options={
                "db_table": "cases_confirmedtext",
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        default=townline.casework.cases.rules.Kind["ANSWER"], max_length=10
                    ),
                ),
                ("body", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True)),
                ("remedy", models.TextField(blank=True)),
                ("next_due_at", models.DateTimeField(null=True)),
                ("send_at", models.DateTimeField(null=True)),
                ("photos", models.JSONField(default=list)),
                ("promised", models.JSONField(default=dict)),
                ("korean", models.TextField(blank=True, default="")),
                ("template", models.CharField(blank=True, default="", max_length=80)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "cases_draft",
            },
        ),
        migrations.CreateModel(
            name="DraftVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("body", models.TextField()),
                ("korean", models.TextField(blank=True, default="")),
                ("template", models.CharField(blank=True, default="", max_length=80)),
                ("at", models.DateTimeField()),
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
            options={
                "db_table": "cases_draftversion",
            },
        ),
        migrations.CreateModel(
            name="PhotoLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("before", models.JSONField(default=list)),
                ("after", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photo_links",
                        to="cases.case",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "cases_photolink",
            },
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("case",),
                name="one_live_confirmation",
            ),
        ),
        migrations.AddIndex(
            model_name="draftversion",
            index=models.Index(
                condition=models.Q(("template", ""), _negated=True),
                fields=["template"],
                name="template_used",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftversion",
            constraint=models.UniqueConstraint(
                fields=("case", "version"), name="draft_version_once"
            ),
        ),
    ]
