"""E-mails with a layout beside their plain words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0012_district_edited")]

    operations = [
        migrations.AddField(
            model_name="email",
            name="html",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
    ]
