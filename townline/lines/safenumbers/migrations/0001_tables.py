import uuid

import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models

import townline.lines.safenumbers.rules.leases
import townline.lines.safenumbers.rules.requests
import townline.lines.safenumbers.rules.ringing
import townline.lines.safenumbers.voice_menu.plan
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Pool",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first", models.CharField(max_length=12, unique=True)),
                ("last", models.CharField(max_length=12)),
                ("quarantine_days", models.PositiveSmallIntegerField()),
                ("withdrawn", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="CallWorker",
            fields=[
                ("name", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("leased_until", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["leased_until"], name="call_worker_lease")],
            },
        ),
        migrations.CreateModel(
            name="DayCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("what", models.CharField(max_length=24)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("day", "what"), name="day_counted_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Lease",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        default=townline.lines.safenumbers.rules.leases.LeaseState["WAITING"],
                        max_length=10,
                    ),
                ),
                ("audience", models.CharField(max_length=10)),
                ("language", models.CharField(default="ko", max_length=8)),
                ("via", models.CharField(max_length=10)),
                ("plate", models.BinaryField()),
                ("plate_lookup", models.BinaryField(max_length=32)),
                ("plate_masked", models.CharField(max_length=24)),
                ("code", models.CharField(blank=True, max_length=6)),
                ("qr_token", models.BinaryField(default=b"")),
                ("qr_hash", models.CharField(blank=True, max_length=64)),
                ("talks_unasked", models.BooleanField(default=True)),
                ("quiet_from", models.TimeField(null=True)),
                ("quiet_until", models.TimeField(null=True)),
                ("proved_at", models.DateTimeField(null=True)),
                ("consent_version", models.CharField(max_length=20)),
                ("asked_at", models.DateTimeField()),
                ("issued_at", models.DateTimeField(null=True)),
                ("remind_at", models.DateTimeField(null=True)),
                ("tell_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
                ("tells_until", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaced_by",
                        to="safenumbers.lease",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=8)),
                ("matter", models.CharField(blank=True, default="", max_length=10)),
                ("via", models.CharField(max_length=8)),
                (
                    "state",
                    models.CharField(
                        default=townline.lines.safenumbers.rules.requests.RequestState["OPEN"],
                        max_length=10,
                    ),
                ),
                ("token", models.CharField(max_length=2)),
                ("language", models.CharField(default="ko", max_length=8)),
                ("asker", models.BinaryField(default=b"")),
                ("asker_lookup", models.BinaryField(default=b"", max_length=32)),
                ("asker_masked", models.CharField(blank=True, max_length=24)),
                ("tell", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("send_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField()),
                ("answer", models.CharField(blank=True, max_length=1)),
                ("answered_at", models.DateTimeField(null=True)),
                ("reported_at", models.DateTimeField(null=True)),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to="safenumbers.lease",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PageAsk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("matter", models.CharField(max_length=10)),
                ("made_at", models.DateTimeField()),
                (
                    "request",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="page",
                        to="safenumbers.request",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.CharField(blank=True, max_length=12)),
                ("access", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        default=townline.lines.safenumbers.rules.ringing.CallState["LIVE"],
                        max_length=6,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        default=townline.lines.safenumbers.voice_menu.plan.Stage["MENU"],
                        max_length=10,
                    ),
                ),
                ("outcome", models.CharField(blank=True, max_length=12)),
                ("trunk", models.CharField(max_length=40)),
                ("worker", models.CharField(max_length=80)),
                ("caller", models.BinaryField(default=b"")),
                ("caller_lookup", models.BinaryField(default=b"", max_length=32)),
                ("caller_masked", models.CharField(blank=True, max_length=24)),
                ("language", models.CharField(default="ko", max_length=8)),
                ("agreed", models.BooleanField(default=False)),
                ("dialogs", models.BinaryField(default=b"")),
                ("begun_at", models.DateTimeField()),
                ("talked_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "lease",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="calls",
                        to="safenumbers.lease",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="calls",
                        to="safenumbers.request",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RequestPhone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BinaryField()),
                ("number_lookup", models.BinaryField(max_length=32)),
                ("token", models.CharField(max_length=2)),
                ("live", models.BooleanField(default=True)),
                ("made_at", models.DateTimeField()),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phones",
                        to="safenumbers.request",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SafeNumber",
            fields=[
                ("number", models.CharField(max_length=12, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        default=townline.lines.safenumbers.rules.leases.NumberState["FREE"],
                        max_length=10,
                    ),
                ),
                ("place", models.IntegerField()),
                ("free_from", models.DateTimeField(null=True)),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="numbers",
                        to="safenumbers.pool",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="lease",
            name="number",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="leases",
                to="safenumbers.safenumber",
            ),
        ),
        migrations.CreateModel(
            name="NumberBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BinaryField()),
                ("number_lookup", models.BinaryField(max_length=32)),
                ("number_masked", models.CharField(max_length=24)),
                ("reason", models.CharField(max_length=200)),
                ("by_label", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "lease",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blocks",
                        to="safenumbers.lease",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["number_lookup"],
                        name="number_blocked",
                    ),
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["until"],
                        name="number_block_ends",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("lease", "number_lookup"),
                        name="number_blocked_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnerLink",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="safenumbers.lease",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["expires_at"], name="owner_link_age")],
            },
        ),
        migrations.CreateModel(
            name="OwnerPhone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("number", models.BinaryField()),
                ("number_lookup", models.BinaryField(max_length=32)),
                ("number_masked", models.CharField(max_length=24)),
                ("number_kind", models.CharField(max_length=8)),
                ("fallback", models.BooleanField(default=False)),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phones",
                        to="safenumbers.lease",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["number_lookup"], name="phone_lookup")],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("lease", "position"),
                        name="phone_position_once",
                    ),
                    models.UniqueConstraint(fields=("lease", "number_lookup"), name="phone_once"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["lease", "-made_at"], name="request_of_lease"),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.lines.safenumbers.rules.requests.RequestState["OPEN"],
                            townline.lines.safenumbers.rules.requests.RequestState["WAITING"],
                        ],
                    )
                ),
                fields=["expires_at"],
                name="request_expires",
            ),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                condition=models.Q(
                    ("state", townline.lines.safenumbers.rules.requests.RequestState["WAITING"])
                ),
                fields=["send_at"],
                name="request_sends",
            ),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["made_at"], name="request_made"),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                condition=models.Q(("asker_lookup", b""), _negated=True),
                fields=["asker_lookup"],
                name="request_asker",
            ),
        ),
        migrations.AddIndex(
            model_name="pageask",
            index=models.Index(fields=["made_at"], name="page_ask_age"),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                condition=models.Q(
                    ("state", townline.lines.safenumbers.rules.ringing.CallState["LIVE"])
                ),
                fields=["worker"],
                name="call_live",
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(fields=["-begun_at"], name="call_begun"),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(fields=["lease", "-begun_at"], name="call_of_lease"),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                condition=models.Q(("caller_lookup", b""), _negated=True),
                fields=["caller_lookup", "begun_at"],
                name="call_of_caller",
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(fields=["ended_at"], name="call_age"),
        ),
        migrations.AddIndex(
            model_name="requestphone",
            index=models.Index(fields=["number_lookup", "-made_at"], name="request_phone"),
        ),
        migrations.AddIndex(
            model_name="requestphone",
            index=models.Index(fields=["made_at"], name="request_phone_age"),
        ),
        migrations.AddConstraint(
            model_name="requestphone",
            constraint=models.UniqueConstraint(
                condition=models.Q(("live", True)),
                fields=("number_lookup", "token"),
                name="open_token_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="requestphone",
            constraint=models.UniqueConstraint(
                fields=("request", "number_lookup"), name="request_phone_once"
            ),
        ),
        migrations.AddIndex(
            model_name="safenumber",
            index=models.Index(
                condition=models.Q(
                    ("state", townline.lines.safenumbers.rules.leases.NumberState["FREE"])
                ),
                fields=["place"],
                name="number_free",
            ),
        ),
        migrations.AddIndex(
            model_name="safenumber",
            index=models.Index(
                condition=models.Q(
                    ("state", townline.lines.safenumbers.rules.leases.NumberState["RESTING"])
                ),
                fields=["free_from"],
                name="number_resting",
            ),
        ),
        migrations.AddIndex(
            model_name="safenumber",
            index=models.Index(fields=["pool", "state"], name="number_pool_state"),
        ),
        migrations.AddIndex(
            model_name="lease",
            index=models.Index(fields=["plate_lookup"], name="lease_plate"),
        ),
        migrations.AddIndex(
            model_name="lease",
            index=models.Index(
                condition=models.Q(
                    ("state", townline.lines.safenumbers.rules.leases.LeaseState["WAITING"])
                ),
                fields=["asked_at", "id"],
                name="lease_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="lease",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.lines.safenumbers.rules.leases.LeaseState["ACTIVE"],
                            townline.lines.safenumbers.rules.leases.LeaseState["SUSPENDED"],
                            townline.lines.safenumbers.rules.leases.LeaseState["WAITING"],
                        ],
                    )
                ),
                fields=["remind_at"],
                name="lease_remind",
            ),
        ),
        migrations.AddIndex(
            model_name="lease",
            index=models.Index(
                condition=models.Q(("tell_at__isnull", False)),
                fields=["tell_at"],
                name="lease_tell",
            ),
        ),
        migrations.AddIndex(
            model_name="lease",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.lines.safenumbers.rules.leases.LeaseState["ACTIVE"],
                            townline.lines.safenumbers.rules.leases.LeaseState["SUSPENDED"],
                            townline.lines.safenumbers.rules.leases.LeaseState["WAITING"],
                        ],
                    )
                ),
                fields=["expires_at"],
                name="lease_expires",
            ),
        ),
        migrations.AddIndex(
            model_name="lease",
            index=models.Index(
                condition=models.Q(
                    ("state", townline.lines.safenumbers.rules.leases.LeaseState["ROTATED"])
                ),
                fields=["tells_until"],
                name="lease_tells",
            ),
        ),
        migrations.AddIndex(
            model_name="lease",
            index=models.Index(fields=["state", "-asked_at", "id"], name="lease_state"),
        ),
        migrations.AddIndex(
            model_name="lease",
            index=models.Index(fields=["-asked_at", "id"], name="lease_newest"),
        ),
        migrations.AddIndex(
            model_name="lease",
            index=models.Index(
                condition=models.Q(("via", "bulk")), fields=["issued_at"], name="lease_table"
            ),
        ),
        migrations.AddIndex(
            model_name="lease",
            index=models.Index(
                condition=models.Q(("erased_at", None)), fields=["ended_at"], name="lease_age"
            ),
        ),
        migrations.AddConstraint(
            model_name="lease",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.lines.safenumbers.rules.leases.LeaseState["ACTIVE"],
                            townline.lines.safenumbers.rules.leases.LeaseState["ROTATED"],
                            townline.lines.safenumbers.rules.leases.LeaseState["SUSPENDED"],
                        ],
                    )
                ),
                fields=("number",),
                name="number_leased_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="lease",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.lines.safenumbers.rules.leases.LeaseState["ACTIVE"],
                            townline.lines.safenumbers.rules.leases.LeaseState["SUSPENDED"],
                            townline.lines.safenumbers.rules.leases.LeaseState["WAITING"],
                        ],
                    ),
                    ("proved_at__isnull", False),
                ),
                fields=("plate_lookup",),
                name="car_has_one_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="lease",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.lines.safenumbers.rules.leases.LeaseState["ACTIVE"],
                            townline.lines.safenumbers.rules.leases.LeaseState["ROTATED"],
                            townline.lines.safenumbers.rules.leases.LeaseState["SUSPENDED"],
                        ],
                    ),
                    models.Q(("code", ""), _negated=True),
                ),
                fields=("code",),
                name="lease_code_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="lease",
            constraint=models.UniqueConstraint(
                condition=models.Q(("qr_hash", ""), _negated=True),
                fields=("qr_hash",),
                name="lease_qr_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="lease",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                townline.lines.safenumbers.rules.leases.LeaseState["ACTIVE"],
                                townline.lines.safenumbers.rules.leases.LeaseState["ROTATED"],
                                townline.lines.safenumbers.rules.leases.LeaseState["SUSPENDED"],
                            ],
                        ),
                        _negated=True,
                    ),
                    ("number__isnull", False),
                    _connector="OR",
                ),
                name="live_lease_has_number",
            ),
        ),
    ]
