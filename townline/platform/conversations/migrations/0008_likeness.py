from django.db import migrations, models


class Migration(migrations.Migration):
    """What is seen on a photo, so that a like one is found."""

    dependencies = [
        ("conversations", "0007_words_elsewhere"),
    ]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="likeness",
            field=models.BigIntegerField(null=True),
        ),
    ]
