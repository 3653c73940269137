import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("departments", "0002_staff_email")]

    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "staff",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("way", models.CharField(blank=True, default="", max_length=4)),
                ("hour", models.PositiveSmallIntegerField(default=7)),
                ("resident_id", models.BigIntegerField(null=True)),
                ("next_at", models.DateTimeField(null=True)),
                ("sent_on", models.DateField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_at__isnull", False)),
                        fields=["next_at"],
                        name="digest_due",
                    )
                ],
            },
        ),
    ]
