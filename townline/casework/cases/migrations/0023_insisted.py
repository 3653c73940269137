"""Whether a person switched a rule on though past cases spoke against it."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0022_topics")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="assignmentrule",
            name="insisted",
            field=models.BooleanField(default=False, db_default=False),
        ),
    ]
