"""What was seen, measured and photographed on the spot."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.work_orders.models.orders import WorkOrder


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
