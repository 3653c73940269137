import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.casework.alarms.rules
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        ("cases", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Alarm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                (
                    "texts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list
                    ),
                ),
                ("probability", models.FloatField(null=True)),
                ("private", models.BooleanField(default=False)),
                ("drill", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        default=townline.casework.alarms.rules.AlarmState["RAISED"], max_length=12
                    ),
                ),
                ("stage", models.PositiveSmallIntegerField(default=0)),
                ("raised_at", models.DateTimeField()),
                ("acknowledge_by", models.DateTimeField()),
                ("escalate_at", models.DateTimeField(null=True)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("acknowledged_via", models.CharField(blank=True, default="", max_length=4)),
                ("ended_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, default="", max_length=500)),
                ("put_back_to", models.CharField(blank=True, default="", max_length=12)),
                ("undo_until", models.DateTimeField(null=True)),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alarms",
                        to="cases.case",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "cases_alarm",
            },
        ),
        migrations.CreateModel(
            name="AlarmTold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("resident_id", models.BigIntegerField(null=True)),
                ("stage", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "alarm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="told",
                        to="alarms.alarm",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "cases_alarmtold",
            },
        ),
        migrations.AddIndex(
            model_name="alarm",
            index=models.Index(
                condition=models.Q(("state", townline.casework.alarms.rules.AlarmState["RAISED"])),
                fields=["escalate_at"],
                name="alarm_escalates",
            ),
        ),
        migrations.AddIndex(
            model_name="alarm",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.casework.alarms.rules.AlarmState["ACKNOWLEDGED"],
                            townline.casework.alarms.rules.AlarmState["RAISED"],
                        ],
                    )
                ),
                fields=["acknowledge_by"],
                name="alarm_live",
            ),
        ),
        migrations.AddIndex(
            model_name="alarm",
            index=models.Index(fields=["raised_at"], name="alarm_raised"),
        ),
        migrations.AddConstraint(
            model_name="alarm",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.casework.alarms.rules.AlarmState["ACKNOWLEDGED"],
                            townline.casework.alarms.rules.AlarmState["RAISED"],
                        ],
                    )
                ),
                fields=("case", "kind"),
                name="alarm_once",
            ),
        ),
        migrations.AddIndex(
            model_name="alarmtold",
            index=models.Index(fields=["case", "staff"], name="alarm_told_sees"),
        ),
        migrations.AddIndex(
            model_name="alarmtold",
            index=models.Index(
                condition=models.Q(("resident_id__isnull", False)),
                fields=["resident_id"],
                name="alarm_told_phone",
            ),
        ),
        migrations.AddIndex(
            model_name="alarmtold",
            index=models.Index(fields=["at"], name="alarm_told_age"),
        ),
        migrations.AddConstraint(
            model_name="alarmtold",
            constraint=models.UniqueConstraint(
                fields=("alarm", "stage", "staff", "resident_id"),
                name="alarm_told_once",
                nulls_distinct=False,
            ),
        ),
    ]
