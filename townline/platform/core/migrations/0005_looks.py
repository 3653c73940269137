from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_push"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="transition",
            index=models.Index(
                condition=models.Q(
                    (
                        "event__in",
                        (
                            "resident:number:reveal",
                            "number_lookup",
                            "number_reveal",
                            "person_export",
                            "person_erase",
                            "resident:block",
                            "resident:unblock",
                            "privacy_export",
                            "sender_block",
                            "sender_unblock",
                        ),
                    )
                ),
                fields=["-at", "-id"],
                name="transition_looks",
            ),
        ),
    ]
