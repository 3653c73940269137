import django.db.models.deletion
from django.db import migrations, models


def _key() -> models.BigAutoField:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _case() -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
    )


def _resident(on_delete: object) -> models.ForeignKey:
    return models.ForeignKey(on_delete=on_delete, related_name="+", to="conversations.resident")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_visits"),
        ("conversations", "0005_photos"),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=10)),
                ("state", models.CharField(default="planned", max_length=10)),
                ("answered_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("open_until", models.DateTimeField(null=True)),
                ("wonder_until", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("case", _case()),
                ("resident", _resident(django.db.models.deletion.PROTECT)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["due_at"],
                        condition=models.Q(state="planned"),
                        name="follow_up_due",
                    ),
                    models.Index(
                        fields=["open_until"],
                        condition=models.Q(state__in=["asked", "wondering"]),
                        name="follow_up_running",
                    ),
                    models.Index(fields=["resident", "open_until"], name="follow_up_resident"),
                    models.Index(fields=["ended_at"], name="follow_up_age"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", _key()),
                ("stars", models.PositiveSmallIntegerField()),
                ("via", models.CharField(max_length=8)),
                ("at", models.DateTimeField()),
                ("case", _case()),
                ("resident", _resident(django.db.models.deletion.PROTECT)),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="rating_at")],
                "constraints": [
                    models.UniqueConstraint(fields=["case", "resident"], name="rating_once"),
                    models.CheckConstraint(
                        condition=models.Q(stars__gte=1, stars__lte=5), name="rating_one_to_five"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseLink",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("case", _case()),
                ("resident", _resident(django.db.models.deletion.CASCADE)),
            ],
            options={
                "indexes": [models.Index(fields=["expires_at"], name="case_link_age")],
            },
        ),
    ]
