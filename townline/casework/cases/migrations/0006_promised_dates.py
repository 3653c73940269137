import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_TO_ONE = {"on_delete": django.db.models.deletion.PROTECT, "null": True}


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_joint"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("draft", "promised", models.JSONField(default=dict)),
        migrations.CreateModel(
            name="PromisedDate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text_id", models.BigIntegerField()),
                ("words", models.CharField(blank=True, max_length=80)),
                ("next_word", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("state", models.CharField(default="open", max_length=10)),
                ("next_at", models.DateTimeField(null=True)),
                ("missed_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="promised",
                        to="cases.case",
                    ),
                ),
                ("department", models.ForeignKey(to="departments.department", **_TO_ONE)),
                ("officer", models.ForeignKey(to=settings.AUTH_USER_MODEL, **_TO_ONE)),
                (
                    "moved_from",
                    models.OneToOneField(
                        related_name="moved_to", to="cases.promiseddate", **_TO_ONE
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["next_at"],
                        name="promised_next",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["missed", "open"])),
                        fields=["department", "due_at"],
                        name="promised_unsettled",
                    ),
                    models.Index(fields=["due_at"], name="promised_due"),
                ],
            },
        ),
    ]
