from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("safenumbers", "0005_lease_tell_at")]

    operations = [
        migrations.AddIndex("lease", models.Index(fields=["-asked_at", "id"], name="lease_newest")),
        migrations.AddIndex(
            "lease",
            models.Index(
                condition=models.Q(("via", "bulk")), fields=["issued_at"], name="lease_table"
            ),
        ),
    ]
