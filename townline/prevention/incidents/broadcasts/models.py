"""One approved text to many, and who gets it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.incidents.broadcasts.rules import UNSENT, BroadcastState


class Broadcast(models.Model):
    """``kind`` and ``owner``: which room's row it belongs to (``ports.py``): an incident, a matter.

    ``bodies``: the words by language (``ko`` always). ``urgent``: it leaves at night too.
    ``hash``: over words and recipients, as the mayor approved them. ``next_at``: from when on its
    next texts leave; None when none is left.
    """

    kind = models.CharField(max_length=16)
    owner = models.BigIntegerField()
    state = models.CharField(max_length=10, default=BroadcastState.DRAFT)
    bodies = models.JSONField(default=dict)
    urgent = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    hash = models.CharField(max_length=64, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    on_behalf = models.BooleanField(default=False)
    approved_at = models.DateTimeField(null=True)
    leaves_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "broadcasts_broadcast"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "owner"],
                condition=models.Q(state__in=sorted(UNSENT)),
                name="broadcast_unsent_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "owner", "-id"], name="broadcast_of"),
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False),
                name="broadcast_leaves",
            ),
            models.Index(
                fields=["submitted_at"],
                condition=models.Q(state=BroadcastState.SUBMITTED),
                name="broadcast_waits",
            ),
        ]


class BroadcastRecipient(models.Model):
    """One resident who gets a broadcast; ``case``: in whose thread the text lies, if in any.

    ``day``: what ``{day}`` in the words is for them. ``text_id``: the text that was queued; None
    until then. ``outcome``: what became of it (``accepted``, ``delivered``, ``failed``,
    ``unknown``, ``cancelled``; ``refused``: none was queued, they take no such texts;
    ``left_out``: by who approved it). ``resident_id`` is None when the person was erased.
    """

    broadcast = models.ForeignKey(Broadcast, models.CASCADE, related_name="recipients")
    resident_id = models.BigIntegerField(null=True)
    case = models.ForeignKey("cases.Case", models.CASCADE, null=True, related_name="+")
    language = models.CharField(max_length=8)
    day = models.DateField(null=True)
    text_id = models.BigIntegerField(null=True, unique=True)
    leaves_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)

    class Meta:
        db_table = "broadcasts_recipient"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["broadcast", "resident_id"], name="broadcast_recipient_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["broadcast", "id"],
                condition=models.Q(text_id=None, outcome=""),
                name="broadcast_recipient_next",
            ),
            models.Index(fields=["resident_id", "leaves_at"], name="broadcast_recipient_of"),
        ]
