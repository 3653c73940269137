import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0004_stops_and_blocks"),
    ]

    operations = [
        migrations.AddField(
            model_name="incomingtext",
            name="photos",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="outgoingtext",
            name="photos",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("size", models.PositiveIntegerField()),
                ("kind", models.CharField(blank=True, max_length=8)),
                ("width", models.PositiveIntegerField(default=0)),
                ("height", models.PositiveIntegerField(default=0)),
                ("seconds", models.FloatField(default=0)),
                ("moving", models.BooleanField(default=False)),
                ("view", models.CharField(blank=True, max_length=64)),
                ("thumbnail", models.CharField(blank=True, max_length=64)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("problem", models.CharField(blank=True, max_length=20)),
                ("touched_at", models.DateTimeField()),
                ("lease_until", models.DateTimeField(null=True)),
                ("looked_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("looked_at", None)),
                        fields=["touched_at"],
                        name="picture_waiting",
                    ),
                    models.Index(fields=["view"], name="picture_view"),
                    models.Index(fields=["thumbnail"], name="picture_thumbnail"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("problem", models.CharField(blank=True, max_length=20)),
                (
                    "incoming",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="conversations.incomingtext",
                    ),
                ),
                (
                    "outgoing",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="conversations.outgoingtext",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="conversations.picture",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incoming", "number"), name="attachment_in_once"
                    ),
                    models.UniqueConstraint(
                        fields=("outgoing", "number"), name="attachment_out_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("incoming", None), ("outgoing", None), _connector="XOR"
                        ),
                        name="attachment_of_one_text",
                    ),
                ],
            },
        ),
    ]
