import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_readings"),
        ("conversations", "0007_words_elsewhere"),
        ("departments", "0004_duty"),
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
                ("state", models.CharField(default="raised", max_length=12)),
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
            ],
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
            ],
        ),
        migrations.AddField(
            model_name="alertwish",
            name="sound",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name="case",
            name="private",
            field=models.BooleanField(db_default=False, default=False),
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
        migrations.AddField(
            model_name="alarm",
            name="acknowledged_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="alarm",
            name="case",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="alarms",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="alarm",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="alarm",
            name="raised_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="alarmtold",
            name="alarm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="told", to="cases.alarm"
            ),
        ),
        migrations.AddField(
            model_name="alarmtold",
            name="case",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="alarmtold",
            name="staff",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="alarm",
            index=models.Index(
                condition=models.Q(("state", "raised")),
                fields=["escalate_at"],
                name="alarm_escalates",
            ),
        ),
        migrations.AddIndex(
            model_name="alarm",
            index=models.Index(
                condition=models.Q(("state__in", ["acknowledged", "raised"])),
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
                condition=models.Q(("state__in", ["acknowledged", "raised"])),
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
