"""Leases: which car has which number, and whom it reaches."""

import uuid
from typing import ClassVar

from django.db import models

from townline.lines.safenumbers.models.pools import SafeNumber
from townline.lines.safenumbers.rules.leases import LIVE, OPEN, LeaseState, Via

_LIVE = models.Q(state__in=sorted(LIVE))
_OPEN = models.Q(state__in=sorted(OPEN))
_WAITING = models.Q(state=LeaseState.WAITING)


class Lease(models.Model):
    """A number in use for one car; a new one after each rotation, which ``replaces`` the old.

    ``plate`` (sealed) is found by ``plate_lookup``; both are empty once the owner is erased.
    ``code``: six digits that feature phones key in. ``qr_token`` (sealed) is the address on the
    sticker, which must be printed again as it was; it is found by ``qr_hash``. ``tell_at``: from
    then on the owner may be texted what came of a table of many. ``proved_at``: when somebody
    looked at whose car it is; None: it is only claimed, and others may claim it as well.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    number = models.ForeignKey(SafeNumber, models.PROTECT, null=True, related_name="leases")
    state = models.CharField(max_length=10, default=LeaseState.WAITING)
    audience = models.CharField(max_length=10)
    language = models.CharField(max_length=8, default="ko")
    via = models.CharField(max_length=10)
    plate = models.BinaryField()
    plate_lookup = models.BinaryField(max_length=32)
    plate_masked = models.CharField(max_length=24)
    code = models.CharField(max_length=6, blank=True)
    qr_token = models.BinaryField(default=b"")
    qr_hash = models.CharField(max_length=64, blank=True)
    talks_unasked = models.BooleanField(default=True)
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    proved_at = models.DateTimeField(null=True)
    consent_version = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    remind_at = models.DateTimeField(null=True)
    tell_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    tells_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, related_name="replaced_by")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], condition=_LIVE, name="number_leased_once"),
            models.UniqueConstraint(
                fields=["plate_lookup"],
                condition=_OPEN & models.Q(proved_at__isnull=False),
                name="car_has_one_number",
            ),
            models.UniqueConstraint(
                fields=["code"], condition=_LIVE & ~models.Q(code=""), name="lease_code_once"
            ),
            models.UniqueConstraint(
                fields=["qr_hash"], condition=~models.Q(qr_hash=""), name="lease_qr_once"
            ),
            models.CheckConstraint(
                condition=~_LIVE | models.Q(number__isnull=False), name="live_lease_has_number"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["plate_lookup"], name="lease_plate"),
            models.Index(fields=["asked_at", "id"], condition=_WAITING, name="lease_waiting"),
            models.Index(fields=["remind_at"], condition=_OPEN, name="lease_remind"),
            models.Index(
                fields=["tell_at"], condition=models.Q(tell_at__isnull=False), name="lease_tell"
            ),
            models.Index(fields=["expires_at"], condition=_OPEN, name="lease_expires"),
            models.Index(
                fields=["tells_until"],
                condition=models.Q(state=LeaseState.ROTATED),
                name="lease_tells",
            ),
            models.Index(fields=["state", "-asked_at", "id"], name="lease_state"),
            models.Index(fields=["-asked_at", "id"], name="lease_newest"),
            models.Index(
                fields=["issued_at"], condition=models.Q(via=Via.BULK.value), name="lease_table"
            ),
            models.Index(fields=["ended_at"], condition=models.Q(erased_at=None), name="lease_age"),
        ]


class OwnerPhone(models.Model):
    """A real number that a lease leads to, in order; a company's ``fallback`` comes last."""

    lease = models.ForeignKey(Lease, models.CASCADE, related_name="phones")
    position = models.PositiveSmallIntegerField()
    number = models.BinaryField()
    number_lookup = models.BinaryField(max_length=32)
    number_masked = models.CharField(max_length=24)
    number_kind = models.CharField(max_length=8)
    fallback = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["lease", "position"],
                name="phone_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["lease", "number_lookup"], name="phone_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["number_lookup"], name="phone_lookup")]


class OwnerLink(models.Model):
    """A link to the owner's page; the token (128 bits) is kept only as its SHA-256 (hex)."""

    id = models.BigAutoField(primary_key=True)
    lease = models.ForeignKey(Lease, models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["expires_at"], name="owner_link_age")]
