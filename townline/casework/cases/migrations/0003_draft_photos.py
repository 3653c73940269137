from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_threading")]

    operations = [
        migrations.AddField("draft", "photos", models.JSONField(default=list)),
    ]
