"""Who is sent what, what happened, and each message's way to each receiver."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from townline.adapters.webhooks.rules import DeliveryState


class Endpoint(models.Model):
    """A receiver. ``secret`` is sealed; ``previous`` signs beside it until ``previous_until``.

    ``paused_at``: nothing is sent from then on, and what waits waits; ``gone``: it answered that
    it takes nothing any more (410).
    """

    name = models.CharField(max_length=60, unique=True)
    url = models.CharField(max_length=1000)
    secret = models.BinaryField()
    previous = models.BinaryField(null=True)
    previous_until = models.DateTimeField(null=True)
    events = ArrayField(models.CharField(max_length=30))
    scopes = ArrayField(models.CharField(max_length=20), default=list)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    paused_at = models.DateTimeField(null=True)
    gone = models.BooleanField(default=False)


class Message(models.Model):
    """What happened, once: codes, states and ids, never words. ``endpoint``: for that one alone."""

    message_id = models.CharField(max_length=40, unique=True)
    type = models.CharField(max_length=30)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()
    endpoint = models.ForeignKey(Endpoint, models.CASCADE, null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"], name="webhook_message_age")]


class Delivery(models.Model):
    """One message on its way to one receiver. ``due_at``: when it is tried, or a lease ends.

    ``status``: what the receiver answered last.
    """

    message = models.ForeignKey(Message, models.CASCADE)
    endpoint = models.ForeignKey(Endpoint, models.CASCADE)
    state = models.CharField(max_length=8, default=DeliveryState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "endpoint"], name="webhook_delivery_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["endpoint", "due_at"],
                condition=models.Q(state__in=["queued", "claimed"]),
                name="webhook_due",
            ),
            models.Index(
                fields=["endpoint", "-settled_at"],
                condition=models.Q(state="dead"),
                name="webhook_dead",
            ),
            models.Index(fields=["endpoint", "-id"], name="webhook_newest"),
        ]
