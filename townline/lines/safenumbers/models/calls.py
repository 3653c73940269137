"""Calls: when, how long, and how they ended. Nothing of what was said."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from townline.lines.safenumbers.models.leases import Lease
from townline.lines.safenumbers.rules.ringing import CallState
from townline.lines.safenumbers.voice_menu import Stage

_LIVE = models.Q(state=CallState.LIVE)


class CallWorker(models.Model):
    """A process that holds calls; after ``leased_until`` another may claim them.

    ``unbroken_since``: when the run of renewals began in which none came late. ``ended``: it is
    known to be gone, whatever its lease says.
    """

    name = models.CharField(max_length=80, primary_key=True)
    leased_until = models.DateTimeField()
    unbroken_since = models.DateTimeField(db_default=Now())
    ended = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["leased_until"], name="call_worker_lease")]


class Call(models.Model):
    """One call to a safe number, or to the office's access number (``access``).

    ``caller`` (sealed) is empty where it is withheld or was let go of. ``dialogs`` (sealed) is
    what another process needs to hang up both legs; it goes when the call ends. ``request``:
    which one the caller sent from the menu.
    """

    id = models.UUIDField(primary_key=True)
    lease = models.ForeignKey(Lease, models.SET_NULL, null=True, related_name="calls")
    number = models.CharField(max_length=12, blank=True)
    access = models.BooleanField(default=False)
    state = models.CharField(max_length=6, default=CallState.LIVE)
    stage = models.CharField(max_length=10, default=Stage.MENU)
    outcome = models.CharField(max_length=12, blank=True)
    trunk = models.CharField(max_length=40)
    worker = models.CharField(max_length=80)
    caller = models.BinaryField(default=b"")
    caller_lookup = models.BinaryField(max_length=32, default=b"")
    caller_masked = models.CharField(max_length=24, blank=True)
    language = models.CharField(max_length=8, default="ko")
    agreed = models.BooleanField(default=False)
    request = models.ForeignKey("Request", models.SET_NULL, null=True, related_name="calls")
    dialogs = models.BinaryField(default=b"")
    begun_at = models.DateTimeField()
    talked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["worker"], condition=_LIVE, name="call_live"),
            models.Index(fields=["-begun_at"], name="call_begun"),
            models.Index(fields=["lease", "-begun_at"], name="call_of_lease"),
            models.Index(
                fields=["caller_lookup", "begun_at"],
                condition=~models.Q(caller_lookup=b""),
                name="call_of_caller",
            ),
            models.Index(fields=["ended_at"], name="call_age"),
        ]
