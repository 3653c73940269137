import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0003_ways")]

    operations = [
        migrations.AddField("resident", "stopped_at", models.DateTimeField(null=True)),
        migrations.AddField("resident", "blocked_until", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="SenderBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("by", models.CharField(max_length=40)),
                ("by_label", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="conversations.resident"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["resident"],
                        condition=models.Q(ended_at=None),
                        name="one_block_at_once",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            "incomingtext",
            models.Index(
                fields=["id"],
                condition=models.Q(claimed_by="conversations.blocked"),
                name="incoming_blocked",
            ),
        ),
    ]
