"""Firms, what they were asked to do, and what was seen and photographed on the spot."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.work_orders.rules import OPEN, OrderState

# Who works, and what they were asked to do.

_OPEN = models.Q(state__in=sorted(OPEN))
_UNSETTLED = models.Q(state=OrderState.REFUSED, settled_at=None)


class Contractor(models.Model):
    """A firm. ``resident_id``: whose row has its telephone, sealed there."""

    name = models.CharField(max_length=80, unique=True)
    resident_id = models.BigIntegerField(null=True)
    active = models.BooleanField(default=True)

    class Meta:
        db_table = "hazards_contractor"


class WorkOrder(models.Model):
    """One order to one firm. ``token_hash``: of the link that its page lies behind.

    ``kind`` is that of its objects (``ports.py``); ``about`` whose history it is part of:
    ``hazard:7``, or its own (``order:7``). ``holder_hash``: of the cookie of the first telephone
    that accepted; another one only reads. ``remind_at``: when the firm is texted next, None: never.
    ``settled_at``: when the office dealt with a refusal; until then it is a to-do of who ordered.
    ``warranty_of``: the earlier order whose defect this one mends, without a price.
    """

    kind = models.CharField(max_length=12)
    about = models.CharField(max_length=40)
    contractor = models.ForeignKey(Contractor, models.PROTECT, related_name="orders")
    state = models.CharField(max_length=10, default=OrderState.SENT)
    note = models.TextField(blank=True)
    due_on = models.DateField()
    planned_on = models.DateField(null=True)
    material = models.CharField(max_length=80, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    holder_hash = models.CharField(max_length=64, blank=True)
    remind_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    warranty_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "hazards_order"
        indexes: ClassVar = [
            models.Index(
                fields=["created_by"], condition=_UNSETTLED, name="order_refusal_unsettled"
            ),
            models.Index(fields=["due_on"], condition=_OPEN, name="order_due"),
            models.Index(
                fields=["remind_at"],
                condition=models.Q(remind_at__isnull=False),
                name="order_reminds",
            ),
        ]


class OrderItem(models.Model):
    """One object of an order: ``kind`` and ``object_id`` name a row of a room above.

    ``open``: its order is not over, and no other may have the object. ``done_at``: the firm says
    so, with a photo of after; ``approved_at``: an officer has looked.
    """

    order = models.ForeignKey(WorkOrder, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=12)
    object_id = models.BigIntegerField()
    open = models.BooleanField(default=True)
    done_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "object_id"], condition=models.Q(open=True), name="one_open_order"
            ),
            models.UniqueConstraint(fields=["order", "object_id"], name="order_item_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "object_id"], name="order_of_object")]


# What was seen, measured and photographed on the spot.


class Evidence(models.Model):
    """One look at an object of a room above; by an officer, or by a firm through its link.

    ``kind`` and ``object_id`` name the object, ``step`` is what was done there. ``key``: made on
    the phone, so that what is sent twice is kept once. ``accuracy_m`` is that of the phone's
    position. ``sketch``: GeoJSON geometry of the extent as drawn.
    """

    kind = models.CharField(max_length=12)
    object_id = models.BigIntegerField()
    order = models.ForeignKey(WorkOrder, models.CASCADE, null=True, related_name="evidence")
    step = models.CharField(max_length=12)
    key = models.UUIDField(unique=True)
    note = models.TextField(blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    accuracy_m = models.FloatField(null=True)
    width_cm = models.FloatField(null=True)
    length_cm = models.FloatField(null=True)
    depth_cm = models.FloatField(null=True)
    sketch = models.JSONField(null=True)
    # When it was seen (on the phone, perhaps without signal), and when it reached us.
    seen_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "hazards_evidence"
        indexes: ClassVar = [
            models.Index(fields=["kind", "object_id", "seen_at"], name="evidence_of_object")
        ]


class EvidencePhoto(models.Model):
    """A photo, drawn anew without metadata; ``released``: everybody may see it."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="photos")
    sha256 = models.CharField(max_length=64)
    # before or after the work; "" where neither.
    moment = models.CharField(max_length=6, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    released = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        db_table = "hazards_photo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evidence", "sha256"], name="hazard_photo_once")
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="hazard_photo_content")]
