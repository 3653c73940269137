import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_LIVE = models.Q(state__in=["on_the_way", "planned"])
_PERSON = {
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": settings.AUTH_USER_MODEL,
}


def _id() -> models.BigAutoField:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_promised_dates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", _id()),
                ("state", models.CharField(default="planned", max_length=12)),
                ("planned_at", models.DateTimeField()),
                ("timed", models.BooleanField(default=True)),
                ("lapses_at", models.DateTimeField()),
                ("note", models.TextField(blank=True)),
                ("place_ko", models.CharField(blank=True, max_length=60)),
                ("place_en", models.CharField(blank=True, max_length=80)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("found", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("arrived_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("here_latitude", models.FloatField(null=True)),
                ("here_longitude", models.FloatField(null=True)),
                ("told", models.BooleanField(default=False)),
                ("tell", models.CharField(blank=True, max_length=20)),
                ("tell_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visits",
                        to="cases.case",
                    ),
                ),
                ("planned_by", models.ForeignKey(**_PERSON)),
                ("visitor", models.ForeignKey(**_PERSON)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "planned_at"], name="visit_of_case"),
                    models.Index(fields=["visitor", "planned_at"], name="visit_of_person"),
                    models.Index(fields=["planned_at"], name="visit_day"),
                    models.Index(condition=_LIVE, fields=["lapses_at"], name="visit_lapsing"),
                    models.Index(
                        condition=models.Q(tell_at__isnull=False),
                        fields=["tell_at"],
                        name="visit_telling",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=_LIVE, fields=["case", "planned_at"], name="visit_once_at_a_time"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitPhoto",
            fields=[
                ("id", _id()),
                ("sha256", models.CharField(max_length=64)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="cases.visit",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["sha256"], name="visit_photo_content")],
                "constraints": [
                    models.UniqueConstraint(fields=["visit", "sha256"], name="visit_photo_once")
                ],
            },
        ),
    ]
