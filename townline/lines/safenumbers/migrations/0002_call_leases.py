"""A worker of calls whose lease is over may only have waited for the database like all others."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("safenumbers", "0001_tables")]

    operations = [
        migrations.AddField(
            "callworker", "ended", models.BooleanField(db_default=False, default=False)
        ),
        migrations.AddField("callworker", "unbroken_since", models.DateTimeField(db_default=Now())),
    ]
