import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.prevention.works.rules
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SourceMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=20)),
                ("reference", models.CharField(max_length=60)),
            ],
            options={
                "db_table": "works_mark",
                "constraints": [
                    models.UniqueConstraint(fields=("source", "reference"), name="works_mark_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkObject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=20)),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("kind", models.CharField(max_length=30)),
                ("dong", models.CharField(blank=True, max_length=40)),
                ("address", models.CharField(max_length=200)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("grade", models.CharField(blank=True, max_length=12)),
                ("severity", models.PositiveSmallIntegerField(default=0)),
                ("risk", models.FloatField(default=0)),
                ("people", models.PositiveSmallIntegerField(default=0)),
                ("floods", models.PositiveSmallIntegerField(default=0)),
                ("parties", models.JSONField(default=list)),
                ("needs", models.JSONField(default=list)),
                ("said", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        default=townline.prevention.works.rules.ObjectState["ACTIVE"],
                        max_length=10,
                    ),
                ),
                ("gone_for", models.CharField(blank=True, max_length=200)),
                ("added_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="works.workobject",
                    ),
                ),
            ],
            options={
                "db_table": "works_object",
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=10)),
                ("name", models.BinaryField(null=True)),
                ("post", models.BinaryField(null=True)),
                ("resident_id", models.BigIntegerField(null=True)),
                ("language", models.CharField(default="ko", max_length=5)),
                ("since", models.DateTimeField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("returned_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties_known",
                        to="works.workobject",
                    ),
                ),
            ],
            options={
                "db_table": "works_party",
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                (
                    "state",
                    models.CharField(
                        default=townline.prevention.works.rules.MeasureState["PROPOSED"],
                        max_length=10,
                    ),
                ),
                ("need", models.CharField(blank=True, max_length=40)),
                ("why", models.JSONField(default=dict)),
                ("quantity", models.PositiveSmallIntegerField(default=1)),
                ("estimate", models.PositiveBigIntegerField(null=True)),
                (
                    "consent",
                    models.CharField(
                        default=townline.prevention.works.rules.ConsentNow["MISSING"],
                        max_length=10,
                    ),
                ),
                ("consent_at", models.DateTimeField(null=True)),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("quarter", models.PositiveSmallIntegerField(null=True)),
                ("budget", models.CharField(blank=True, max_length=30)),
                ("fixed", models.BooleanField(default=False)),
                ("price", models.PositiveBigIntegerField(null=True)),
                ("ordered_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("paid_at", models.DateTimeField(null=True)),
                ("guarantee_until", models.DateField(null=True)),
                ("check_on", models.DateField(null=True)),
                ("held_from", models.CharField(blank=True, max_length=10)),
                ("held_for", models.CharField(blank=True, max_length=10)),
                ("held_at", models.DateTimeField(null=True)),
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
                    "object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="works.workobject",
                    ),
                ),
            ],
            options={
                "db_table": "works_measure",
            },
        ),
        migrations.CreateModel(
            name="ConsentLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("how", models.CharField(max_length=10)),
                ("made_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("shown_hash", models.CharField(blank=True, max_length=64)),
                ("shown_until", models.DateTimeField(null=True)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="works.party",
                    ),
                ),
            ],
            options={
                "db_table": "works_link",
                "indexes": [models.Index(fields=["until"], name="works_link_until")],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=10)),
                (
                    "state",
                    models.CharField(
                        default=townline.prevention.works.rules.ConsentState["NEEDED"],
                        max_length=10,
                    ),
                ),
                ("how", models.CharField(blank=True, max_length=10)),
                ("asked_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("reminders", models.PositiveSmallIntegerField(default=0)),
                ("answered_at", models.DateTimeField(null=True)),
                ("reason", models.BinaryField(null=True)),
                ("form", models.CharField(blank=True, max_length=64)),
                ("valid_until", models.DateField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="works.measure",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="works.party",
                    ),
                ),
            ],
            options={
                "db_table": "works_consent",
                "indexes": [
                    models.Index(fields=["state", "asked_at"], name="works_consent_state"),
                    models.Index(
                        condition=models.Q(
                            (
                                "state",
                                townline.prevention.works.rules.ConsentState["GIVEN"],
                            )
                        ),
                        fields=["valid_until"],
                        name="works_consent_until",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("measure", "role"), name="works_consent_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Press",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("ids", models.JSONField(default=list)),
                ("language", models.CharField(default="ko", max_length=5)),
                ("made", models.PositiveIntegerField(default=0)),
                ("asked_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("content", models.BinaryField(null=True)),
                ("failed", models.CharField(blank=True, max_length=200)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "works_press",
                "indexes": [models.Index(fields=["asked_at"], name="works_press_asked")],
            },
        ),
        migrations.AddIndex(
            model_name="workobject",
            index=models.Index(fields=["-severity", "-risk", "id"], name="works_object_worst"),
        ),
        migrations.AddIndex(
            model_name="workobject",
            index=models.Index(fields=["dong", "state"], name="works_object_dong"),
        ),
        migrations.AddConstraint(
            model_name="workobject",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reference", ""), _negated=True),
                fields=("source", "reference"),
                name="works_object_once",
            ),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(fields=["resident_id"], name="works_party_resident"),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("object", "role"),
                name="works_party_one",
            ),
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["state", "kind"], name="works_measure_state"),
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["year", "quarter", "budget"], name="works_measure_when"),
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(
                condition=models.Q(("check_on__isnull", False)),
                fields=["check_on"],
                name="works_measure_check",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.prevention.works.rules.MeasureState["ACCEPTED"],
                            townline.prevention.works.rules.MeasureState["DEFECTIVE"],
                            townline.prevention.works.rules.MeasureState["DROPPED"],
                        ],
                    ),
                    _negated=True,
                ),
                fields=("object", "kind"),
                name="works_measure_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", townline.prevention.works.rules.MeasureState["ORDERED"]),
                    models.Q(
                        (
                            "consent__in",
                            [
                                townline.prevention.works.rules.ConsentNow["COMPLETE"],
                                townline.prevention.works.rules.ConsentNow["NONE"],
                            ],
                        ),
                        _negated=True,
                    ),
                    _negated=True,
                ),
                name="works_no_order_without_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(("quarter", None), ("quarter__range", (1, 4)), _connector="OR"),
                name="works_measure_quarter",
            ),
        ),
    ]
