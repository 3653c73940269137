"""Whether a claimed need was seen at the counter."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("queues", "0004_questions")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="ticket",
            name="need_checked",
            field=models.CharField(
                blank=True,
                choices=[("", ""), ("confirmed", "confirmed"), ("refused", "refused")],
                default="",
                max_length=9,
            ),
        ),
    ]
