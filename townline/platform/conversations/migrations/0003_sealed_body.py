"""The words of a text that held a personal number, as they came."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0002_held_numbers_and_receipts")]

    operations = [
        migrations.AddField(
            "incomingtext", "sealed_body", models.BinaryField(db_default=b"", default=b"")
        ),
    ]
