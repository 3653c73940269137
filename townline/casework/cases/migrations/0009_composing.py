import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_residents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("draft", "korean", models.TextField(blank=True, default="")),
        migrations.AddField(
            "draft", "template", models.CharField(blank=True, default="", max_length=80)
        ),
        migrations.AddField("draftversion", "korean", models.TextField(blank=True, default="")),
        migrations.AddField(
            "draftversion", "template", models.CharField(blank=True, default="", max_length=80)
        ),
        migrations.AddIndex(
            "draftversion",
            models.Index(
                fields=["template"],
                condition=models.Q(("template", ""), _negated=True),
                name="template_used",
            ),
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
        ),
    ]
