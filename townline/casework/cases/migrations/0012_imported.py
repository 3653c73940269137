from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_instructions")]

    operations = [
        migrations.AddField(
            "case", "imported", models.BooleanField(default=False, db_default=False)
        ),
    ]
