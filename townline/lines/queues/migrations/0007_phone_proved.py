"""Whether the telephone of a ticket is known to be its holder's; those there already count as it."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("queues", "0006_admission")]

    operations: ClassVar = [
        migrations.AddField("ticket", "phone_proved", models.BooleanField(default=True)),
    ]
