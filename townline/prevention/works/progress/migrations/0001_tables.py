import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.prevention.works.progress.rules.asks
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        ("works", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FirmSum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.BigIntegerField()),
                ("state", models.CharField(max_length=10)),
                ("due_on", models.DateField(null=True)),
                ("n", models.IntegerField()),
                ("ordered", models.BigIntegerField()),
                ("paid", models.BigIntegerField()),
            ],
            options={
                "db_table": "works_progress_firm_sum",
            },
        ),
        migrations.CreateModel(
            name="MeasureSum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("dong", models.CharField(max_length=40)),
                ("state", models.CharField(max_length=10)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("budget", models.CharField(max_length=30)),
                ("waits_since", models.DateTimeField(null=True)),
                ("n", models.IntegerField()),
                ("estimate", models.BigIntegerField()),
                ("ordered", models.BigIntegerField()),
                ("paid", models.BigIntegerField()),
            ],
            options={
                "db_table": "works_progress_sum",
            },
        ),
        migrations.CreateModel(
            name="CheckRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("dong", models.CharField(blank=True, max_length=40)),
                ("due_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("told", models.PositiveSmallIntegerField(default=0)),
                ("notice_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "works_progress_round",
            },
        ),
        migrations.CreateModel(
            name="CheckItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="works.measure",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="works_progress.checkround",
                    ),
                ),
            ],
            options={
                "db_table": "works_progress_check",
            },
        ),
        migrations.CreateModel(
            name="ResidentAsk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        default=townline.prevention.works.progress.rules.asks.AskKind["VISIT"],
                        max_length=10,
                    ),
                ),
                ("resident_id", models.BigIntegerField()),
                ("language", models.CharField(default="ko", max_length=5)),
                ("days", models.JSONField(default=list)),
                ("asked_at", models.DateTimeField()),
                ("open_until", models.DateTimeField()),
                ("answer", models.CharField(blank=True, max_length=1)),
                ("answered_at", models.DateTimeField(null=True)),
                ("chosen_on", models.DateField(null=True)),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="works.measure",
                    ),
                ),
            ],
            options={
                "db_table": "works_progress_ask",
            },
        ),
        migrations.CreateModel(
            name="Trouble",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        default=townline.prevention.works.progress.rules.asks.TroubleKind["FLOOD"],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
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
                    "object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="works.workobject",
                    ),
                ),
            ],
            options={
                "db_table": "works_progress_trouble",
            },
        ),
        migrations.AddIndex(
            model_name="checkround",
            index=models.Index(
                condition=models.Q(("ended_at", None)), fields=["due_on"], name="works_round_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("done_at", None)), fields=("measure",), name="works_check_once"
            ),
        ),
        migrations.AddIndex(
            model_name="residentask",
            index=models.Index(fields=["resident_id", "-asked_at"], name="works_ask_resident"),
        ),
        migrations.AddIndex(
            model_name="residentask",
            index=models.Index(fields=["measure", "kind", "-asked_at"], name="works_ask_measure"),
        ),
        migrations.AddConstraint(
            model_name="trouble",
            constraint=models.UniqueConstraint(
                fields=("object", "kind", "on"), name="works_trouble_once"
            ),
        ),
    ]
