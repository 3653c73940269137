import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="District",
            fields=[
                (
                    "jurisdiction_id",
                    models.CharField(max_length=40, primary_key=True, serialize=False),
                ),
                ("name_ko", models.CharField(max_length=40)),
                ("name_en", models.CharField(max_length=80)),
                ("settings", models.JSONField(default=dict)),
                ("boundaries", models.JSONField(default=dict)),
                ("loaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("edited_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                ("date", models.DateField(primary_key=True, serialize=False)),
                ("name_ko", models.CharField(max_length=60)),
                ("name_en", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("data", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_ko", models.CharField(max_length=60)),
                ("name_en", models.CharField(max_length=80)),
                ("dong", models.CharField(max_length=40)),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
            ],
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
                ("owner", models.CharField(db_index=True, max_length=60)),
                ("endpoint", models.TextField()),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("p256dh", models.CharField(max_length=100)),
                ("auth", models.CharField(max_length=30)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Email",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to", models.CharField(max_length=254)),
                ("subject", models.CharField(max_length=200)),
                ("body", models.TextField()),
                ("html", models.TextField(blank=True, db_default="", default="")),
                ("calendar", models.TextField(blank=True, default="")),
                ("message_id", models.CharField(max_length=60, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("claimed", "Claimed"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                            ("unknown", "Unknown"),
                        ],
                        default="queued",
                        max_length=8,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("error", models.CharField(blank=True, default="", max_length=300)),
                ("created_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "core_letter",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "claimed"])),
                        fields=["due_at"],
                        name="letter_due",
                    ),
                    models.Index(fields=["created_at"], name="letter_age"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResidentText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("lang", models.CharField(max_length=8)),
                ("body", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("key", "lang"), name="resident_text_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Push",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("payload", models.JSONField(default=dict)),
                ("urgency", models.CharField(max_length=8)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("claimed", "Claimed"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                        ],
                        default="queued",
                        max_length=8,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("error", models.CharField(blank=True, default="", max_length=300)),
                ("created_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="core.subscription"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.BinaryField(max_length=32)),
                ("begins_at", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["begins_at"], name="tally_of_limit_age")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "begins_at"), name="tally_of_limit_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Transition",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("subject", models.CharField(max_length=40)),
                ("event", models.CharField(max_length=40)),
                ("from_state", models.CharField(blank=True, max_length=24)),
                ("to_state", models.CharField(blank=True, max_length=24)),
                ("actor", models.CharField(max_length=40)),
                ("actor_label", models.CharField(max_length=80)),
                ("via", models.CharField(blank=True, max_length=80)),
                ("reason", models.TextField(blank=True)),
                ("data", models.JSONField(default=dict)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject", "at"], name="core_transi_subject_ed91fe_idx"),
                    models.Index(
                        condition=models.Q(
                            (
                                "event__in",
                                (
                                    "resident:number:reveal",
                                    "resident:number:look_up",
                                    "search:number:look_up",
                                    "case:number:reveal",
                                    "resident:data:export",
                                    "resident:data:erase",
                                    "resident:sender:block",
                                    "resident:sender:unblock",
                                    "privacy:log:export",
                                    "case:sender:block",
                                    "case:sender:unblock",
                                    "ticket:answers:view",
                                ),
                            )
                        ),
                        fields=["-at", "-id"],
                        name="transition_looks",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transition",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="75fe0924ef851d494fb3a9168e1863682d161a71",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9a391",
                    table="core_transition",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="push",
            index=models.Index(
                condition=models.Q(("state__in", ["queued", "claimed"])),
                fields=["due_at"],
                name="push_due",
            ),
        ),
        migrations.AddIndex(
            model_name="push",
            index=models.Index(fields=["created_at"], name="push_age"),
        ),
    ]
