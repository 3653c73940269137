from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("safenumbers", "0004_proofs")]

    operations = [
        migrations.AddField("lease", "tell_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "lease",
            models.Index(
                condition=models.Q(("tell_at__isnull", False)),
                fields=["tell_at"],
                name="lease_tell",
            ),
        ),
    ]
