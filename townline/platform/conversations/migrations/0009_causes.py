from django.db import migrations, models


class Migration(migrations.Migration):
    """What an automatic text was caused by: each cause counts in a limit of its own."""

    dependencies = [
        ("conversations", "0008_likeness"),
    ]

    operations = [
        migrations.AddField(
            model_name="outgoingtext",
            name="cause",
            field=models.CharField(blank=True, db_default="", default="", max_length=10),
        ),
    ]
