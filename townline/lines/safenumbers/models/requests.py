"""Requests to an owner: which, by which way, and the owner's answer."""

import uuid
from typing import ClassVar

from django.db import models

from townline.lines.safenumbers.models.leases import Lease
from townline.lines.safenumbers.rules.requests import LIVE, RequestState

_LIVE = models.Q(state__in=sorted(LIVE))


class Request(models.Model):
    """Somebody asks an owner for something; ``matter`` says it closer, where that is known.

    ``asker`` (sealed) is empty where nobody may be texted or blocked. ``tell``: the asker wants
    the answer as a text. ``send_at`` is the end of the owner's quiet hours, while it waits for
    them; ``expires_at``: until when an answer is waited for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    lease = models.ForeignKey(Lease, models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=8)
    matter = models.CharField(max_length=10, blank=True, default="")
    via = models.CharField(max_length=8)
    state = models.CharField(max_length=10, default=RequestState.OPEN)
    token = models.CharField(max_length=2)
    language = models.CharField(max_length=8, default="ko")
    asker = models.BinaryField(default=b"")
    asker_lookup = models.BinaryField(max_length=32, default=b"")
    asker_masked = models.CharField(max_length=24, blank=True)
    tell = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    send_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    answer = models.CharField(max_length=1, blank=True)
    answered_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["lease", "-made_at"], name="request_of_lease"),
            models.Index(fields=["expires_at"], condition=_LIVE, name="request_expires"),
            models.Index(
                fields=["send_at"],
                condition=models.Q(state=RequestState.WAITING),
                name="request_sends",
            ),
            models.Index(fields=["made_at"], name="request_made"),
            models.Index(
                fields=["asker_lookup"],
                condition=~models.Q(asker_lookup=b""),
                name="request_asker",
            ),
        ]


class RequestPhone(models.Model):
    """A telephone that a request went to: there its token leads to this request alone."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="phones")
    number = models.BinaryField()
    number_lookup = models.BinaryField(max_length=32)
    token = models.CharField(max_length=2)
    live = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number_lookup", "token"],
                condition=models.Q(live=True),
                name="open_token_once",
            ),
            models.UniqueConstraint(fields=["request", "number_lookup"], name="request_phone_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["number_lookup", "-made_at"], name="request_phone"),
            models.Index(fields=["made_at"], name="request_phone_age"),
        ]
