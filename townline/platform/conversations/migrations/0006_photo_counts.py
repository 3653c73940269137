from django.db import migrations, models


class Migration(migrations.Migration):
    """How many photos a link carries. Each link says it anew within ten seconds."""

    dependencies = [
        ("conversations", "0005_photos"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="linkstatus",
            name="photos",
        ),
        migrations.AddField(
            model_name="linkstatus",
            name="photos",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="picture",
            name="moves",
            field=models.BooleanField(default=False),
        ),
    ]
