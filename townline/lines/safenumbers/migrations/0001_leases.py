import uuid

import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
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
            name="SafeNumber",
            fields=[
                ("number", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("state", models.CharField(default="free", max_length=10)),
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
        migrations.CreateModel(
            name="Lease",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("state", models.CharField(default="waiting", max_length=10)),
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
                ("consent_version", models.CharField(max_length=20)),
                ("asked_at", models.DateTimeField()),
                ("issued_at", models.DateTimeField(null=True)),
                ("remind_at", models.DateTimeField(null=True)),
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
                (
                    "number",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leases",
                        to="safenumbers.safenumber",
                    ),
                ),
            ],
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
            model_name="safenumber",
            index=models.Index(
                condition=models.Q(("state", "free")), fields=["place"], name="number_free"
            ),
        ),
        migrations.AddIndex(
            model_name="safenumber",
            index=models.Index(
                condition=models.Q(("state", "resting")),
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
                condition=models.Q(("state", "waiting")),
                fields=["asked_at", "id"],
                name="lease_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="lease",
            index=models.Index(
                condition=models.Q(("state__in", ["active", "suspended", "waiting"])),
                fields=["remind_at"],
                name="lease_remind",
            ),
        ),
        migrations.AddIndex(
            model_name="lease",
            index=models.Index(
                condition=models.Q(("state__in", ["active", "suspended", "waiting"])),
                fields=["expires_at"],
                name="lease_expires",
            ),
        ),
        migrations.AddIndex(
            model_name="lease",
            index=models.Index(
                condition=models.Q(("state", "rotated")), fields=["tells_until"], name="lease_tells"
            ),
        ),
        migrations.AddIndex(
            model_name="lease",
            index=models.Index(fields=["state", "-asked_at", "id"], name="lease_state"),
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
                condition=models.Q(("state__in", ["active", "rotated", "suspended"])),
                fields=("number",),
                name="number_leased_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="lease",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["active", "suspended", "waiting"])),
                fields=("plate_lookup",),
                name="car_has_one_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="lease",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ["active", "rotated", "suspended"]),
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
                    models.Q(("state__in", ["active", "rotated", "suspended"]), _negated=True),
                    ("number__isnull", False),
                    _connector="OR",
                ),
                name="live_lease_has_number",
            ),
        ),
    ]
