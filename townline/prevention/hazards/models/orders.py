"""Who repairs, and what they were asked to do."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.hazards.models.hazard import Hazard
from townline.prevention.hazards.rules.orders import OPEN, OrderState

_OPEN = models.Q(state__in=sorted(OPEN))


class Contractor(models.Model):
    """A firm that repairs. ``resident_id``: whose row has its telephone, sealed there."""

    name = models.CharField(max_length=80, unique=True)
    resident_id = models.BigIntegerField(null=True)
    active = models.BooleanField(default=True)

    class Meta:
        db_table = "hazards_contractor"


class RepairOrder(models.Model):
    """One order to one firm. ``token_hash``: of the link that its page lies behind.

    ``holder_hash``: of the cookie of the first telephone that accepted; another one only reads.
    """

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="orders")
    contractor = models.ForeignKey(Contractor, models.PROTECT, related_name="orders")
    state = models.CharField(max_length=10, default=OrderState.SENT)
    note = models.TextField(blank=True)
    due_on = models.DateField()
    planned_on = models.DateField(null=True)
    material = models.CharField(max_length=80, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    holder_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "hazards_order"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hazard"], condition=_OPEN, name="hazard_one_order")
        ]
        indexes: ClassVar = [models.Index(fields=["due_on"], condition=_OPEN, name="order_due")]
