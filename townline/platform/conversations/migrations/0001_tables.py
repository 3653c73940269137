import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import townline.platform.conversations.rules.states
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="IncomingText",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("transport", models.CharField(max_length=40)),
                ("provider_reference", models.CharField(max_length=100)),
                ("session", models.UUIDField()),
                ("sequence", models.BigIntegerField()),
                ("sender", models.BinaryField()),
                ("sender_lookup", models.BinaryField(max_length=32)),
                ("destination_addr", models.CharField(max_length=24)),
                ("data_coding", models.SmallIntegerField()),
                ("charset", models.CharField(max_length=8)),
                ("payload", models.BinaryField()),
                ("payload_hash", models.BinaryField(max_length=16)),
                ("received_at", models.DateTimeField()),
                ("came_again", models.PositiveIntegerField(default=0)),
                ("came_again_at", models.DateTimeField(null=True)),
                ("sender_masked", models.CharField(max_length=24)),
                ("sender_kind", models.CharField(max_length=8)),
                ("body", models.TextField()),
                ("problem", models.CharField(blank=True, max_length=200)),
                ("parts_total", models.PositiveSmallIntegerField(default=1)),
                ("parts_missing", models.PositiveSmallIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        default=townline.platform.conversations.rules.states.IncomingState[
                            "WAITING"
                        ],
                        max_length=10,
                    ),
                ),
                ("claimed_by", models.CharField(blank=True, max_length=40)),
                ("reference", models.CharField(blank=True, max_length=40)),
                ("routed_at", models.DateTimeField(null=True)),
                ("photos", models.PositiveSmallIntegerField(db_default=0, default=0)),
            ],
        ),
        migrations.CreateModel(
            name="LinkStatus",
            fields=[
                ("transport", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("state", models.CharField(max_length=16)),
                ("since", models.DateTimeField()),
                ("detail", models.CharField(blank=True, max_length=200)),
                ("seen_at", models.DateTimeField()),
                ("priority", models.SmallIntegerField(default=100)),
                ("carries", models.CharField(default="segments", max_length=8)),
                ("photos", models.PositiveSmallIntegerField(default=0)),
                ("serving", models.BooleanField(default=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("well_since", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="OutgoingText",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("automatic", "automatic"),
                            ("update", "update"),
                            ("question", "question"),
                            ("interim", "interim"),
                            ("answer", "answer"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=40)),
                ("body", models.TextField()),
                ("confirmed_hash", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        default=townline.platform.conversations.rules.states.OutgoingState[
                            "QUEUED"
                        ],
                        max_length=10,
                    ),
                ),
                ("priority", models.SmallIntegerField(default=0)),
                ("not_before", models.DateTimeField()),
                ("queued_at", models.DateTimeField()),
                ("lease_until", models.DateTimeField(null=True)),
                ("session", models.UUIDField(null=True)),
                ("transport", models.CharField(blank=True, max_length=40)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("error", models.CharField(blank=True, max_length=200)),
                ("photos", models.PositiveSmallIntegerField(db_default=0, default=0)),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default=townline.platform.conversations.rules.states.Cause["OWN"],
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Resident",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BinaryField()),
                ("number_lookup", models.BinaryField(max_length=32, unique=True)),
                ("number_masked", models.CharField(max_length=24)),
                ("number_kind", models.CharField(max_length=8)),
                ("language", models.CharField(default="ko", max_length=8)),
                ("stopped_at", models.DateTimeField(null=True)),
                ("blocked_until", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("verified_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="LinkSession",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("transport", models.CharField(max_length=40)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("read_upto", models.BigIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["transport", "closed_at"], name="conversatio_transpo_fbb89d_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutgoingSegment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("total", models.PositiveSmallIntegerField()),
                ("charset", models.CharField(max_length=8)),
                ("content", models.TextField()),
                ("user_message_reference", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        default=townline.platform.conversations.rules.states.SegmentState["QUEUED"],
                        max_length=10,
                    ),
                ),
                ("transport", models.CharField(blank=True, max_length=40)),
                ("message_id", models.CharField(blank=True, max_length=70)),
                ("raw_status", models.BigIntegerField(null=True)),
                ("message_state", models.CharField(blank=True, max_length=16)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("queried_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="segments",
                        to="conversations.outgoingtext",
                    ),
                ),
            ],
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
                ("moves", models.BooleanField(default=False)),
                ("view", models.CharField(blank=True, max_length=64)),
                ("thumbnail", models.CharField(blank=True, max_length=64)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("likeness", models.BigIntegerField(null=True)),
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
        ),
        migrations.CreateModel(
            name="ReceivedReceipt",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("transport", models.CharField(max_length=40)),
                ("message_id", models.CharField(max_length=70)),
                ("user_message_reference", models.PositiveIntegerField(null=True)),
                ("message_state", models.CharField(max_length=16)),
                ("network_error", models.CharField(blank=True, max_length=40)),
                ("raw", models.BinaryField()),
                ("received_at", models.DateTimeField()),
                (
                    "segment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="conversations.outgoingsegment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PhoneVerification",
            fields=[
                ("token_hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("purpose", models.CharField(max_length=20)),
                ("code_hash", models.CharField(max_length=64)),
                ("payload", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="conversations.resident"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="outgoingtext",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="conversations.resident"
            ),
        ),
        migrations.AddField(
            model_name="incomingtext",
            name="resident",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="conversations.resident"
            ),
        ),
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
        ),
        migrations.CreateModel(
            name="TextMove",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("transport", models.CharField(max_length=40)),
                ("reason", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="conversations.outgoingtext",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TextPart",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("transport", models.CharField(max_length=40)),
                ("provider_reference", models.CharField(max_length=100)),
                ("session", models.UUIDField()),
                ("sequence", models.BigIntegerField()),
                ("sender", models.BinaryField()),
                ("sender_lookup", models.BinaryField(max_length=32)),
                ("destination_addr", models.CharField(max_length=24)),
                ("data_coding", models.SmallIntegerField()),
                ("charset", models.CharField(max_length=8)),
                ("payload", models.BinaryField()),
                ("payload_hash", models.BinaryField(max_length=16)),
                ("received_at", models.DateTimeField()),
                ("came_again", models.PositiveIntegerField(default=0)),
                ("came_again_at", models.DateTimeField(null=True)),
                ("group_key", models.BinaryField(max_length=32)),
                ("total", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "text",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="conversations.incomingtext",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="outgoingsegment",
            index=models.Index(
                fields=["transport", "message_id"], name="conversatio_transpo_f458b0_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingsegment",
            index=models.Index(
                fields=["transport", "user_message_reference", "id"],
                name="conversatio_transpo_e5f59f_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingsegment",
            index=models.Index(
                condition=models.Q(
                    ("state", townline.platform.conversations.rules.states.SegmentState["ACCEPTED"])
                ),
                fields=["transport", "accepted_at"],
                name="segment_without_receipt",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingsegment",
            constraint=models.UniqueConstraint(fields=("text", "number"), name="segment_once"),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(
                fields=("incoming", "number"), name="attachment_in_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(
                fields=("outgoing", "number"), name="attachment_out_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("incoming", None), ("outgoing", None), _connector="XOR"),
                name="attachment_of_one_text",
            ),
        ),
        migrations.AddIndex(
            model_name="receivedreceipt",
            index=models.Index(
                condition=models.Q(("segment", None)),
                fields=["transport", "message_id"],
                name="receipt_unmatched",
            ),
        ),
        migrations.AddIndex(
            model_name="phoneverification",
            index=models.Index(fields=["made_at"], name="phone_verification_age"),
        ),
        migrations.AddIndex(
            model_name="outgoingtext",
            index=models.Index(
                condition=models.Q(
                    ("state", townline.platform.conversations.rules.states.OutgoingState["QUEUED"])
                ),
                fields=["-priority", "not_before"],
                name="outgoing_queued",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingtext",
            index=models.Index(
                condition=models.Q(
                    ("state", townline.platform.conversations.rules.states.OutgoingState["CLAIMED"])
                ),
                fields=["lease_until"],
                name="outgoing_claimed",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingtext",
            index=models.Index(
                condition=models.Q(
                    ("state", townline.platform.conversations.rules.states.OutgoingState["UNKNOWN"])
                ),
                fields=["id"],
                name="outgoing_unknown",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingtext",
            index=models.Index(fields=["reference"], name="conversatio_referen_9ed72d_idx"),
        ),
        migrations.AddIndex(
            model_name="outgoingtext",
            index=models.Index(
                fields=["resident", "queued_at"], name="conversatio_residen_8901c2_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="incomingtext",
            index=models.Index(
                condition=models.Q(
                    ("state", townline.platform.conversations.rules.states.IncomingState["WAITING"])
                ),
                fields=["sender_lookup", "id"],
                name="incoming_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="incomingtext",
            index=models.Index(
                condition=models.Q(
                    ("state", townline.platform.conversations.rules.states.IncomingState["WAITING"])
                ),
                fields=["id"],
                name="incoming_waiting_order",
            ),
        ),
        migrations.AddIndex(
            model_name="incomingtext",
            index=models.Index(
                condition=models.Q(
                    ("state", townline.platform.conversations.rules.states.IncomingState["FAILED"])
                ),
                fields=["id"],
                name="incoming_failed",
            ),
        ),
        migrations.AddIndex(
            model_name="incomingtext",
            index=models.Index(
                condition=models.Q(("claimed_by", "conversations.blocked")),
                fields=["id"],
                name="incoming_blocked",
            ),
        ),
        migrations.AddIndex(
            model_name="incomingtext",
            index=models.Index(fields=["reference"], name="conversatio_referen_6aa34d_idx"),
        ),
        migrations.AddIndex(
            model_name="incomingtext",
            index=models.Index(
                fields=["sender_lookup", "received_at"], name="conversatio_sender__7d492e_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="incomingtext",
            index=models.Index(
                fields=["session", "sequence"], name="conversatio_session_dfba1d_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="incomingtext",
            constraint=models.UniqueConstraint(
                fields=("transport", "provider_reference"), name="incoming_text_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="senderblock",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("resident",),
                name="one_block_at_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="textmove",
            constraint=models.UniqueConstraint(fields=("text", "transport"), name="text_move_once"),
        ),
        migrations.AddIndex(
            model_name="textpart",
            index=models.Index(
                condition=models.Q(("text", None)), fields=["received_at"], name="text_part_loose"
            ),
        ),
        migrations.AddIndex(
            model_name="textpart",
            index=models.Index(
                fields=["group_key", "received_at"], name="conversatio_group_k_482fa7_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="textpart",
            index=models.Index(
                fields=["session", "sequence"], name="conversatio_session_4611a0_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="textpart",
            constraint=models.UniqueConstraint(
                fields=("transport", "provider_reference"), name="text_part_once"
            ),
        ),
        migrations.RunSQL(
            # Two octets on the wire; 0 is left out, because some networks take it for "none".
            "CREATE SEQUENCE conversations_message_reference MAXVALUE 65535 CYCLE",
            "DROP SEQUENCE conversations_message_reference",
        ),
    ]
