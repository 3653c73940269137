from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("safenumbers", "0003_pages")]

    operations = [
        migrations.CreateModel(
            name="PhoneProof",
            fields=[
                (
                    "token_hash",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("number", models.BinaryField()),
                ("code_hash", models.CharField(max_length=64)),
                ("wish", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["made_at"], name="phone_proof_age")],
            },
        ),
    ]
