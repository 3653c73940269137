from typing import ClassVar

import pgtrigger
from django.db import models
from django.utils import timezone

from townline.platform.core.database.ordered_json import OrderedJSONField

# What the privacy officer reads (``core/history/access_log.py``). A new name needs a migration of
# the index.
ACCESS_EVENTS = (
    "resident:number:reveal",
    "resident:number:look_up",
    "search:number:look_up",
    "case:number:reveal",
    "resident:data:export",
    "resident:data:erase",
    "resident:sender:block",
    "resident:sender:unblock",
    "privacy:log:export",
    "case:sender:block",
    "case:sender:unblock",
    "ticket:answers:view",
    "case:list:export",
    "export:file:download",
)


class Transition(models.Model):
    """A line of history. Append-only: the database itself refuses changes."""

    id = models.BigAutoField(primary_key=True)
    subject = models.CharField(max_length=40)
    event = models.CharField(max_length=40)
    from_state = models.CharField(max_length=24, blank=True)
    to_state = models.CharField(max_length=24, blank=True)
    actor = models.CharField(max_length=40)
    actor_label = models.CharField(max_length=80)
    via = models.CharField(max_length=80, blank=True)
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject", "at"]),
            models.Index(
                fields=["-at", "-id"],
                condition=models.Q(event__in=ACCESS_EVENTS),
                name="transition_looks",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class District(models.Model):
    """The one district of this schema; ``settings`` is its files, in the order they are written in.

    ``edited_at``: when a part of it was changed on a page, for processes that keep it.
    """

    jurisdiction_id = models.CharField(max_length=40, primary_key=True)
    name_ko = models.CharField(max_length=40)
    name_en = models.CharField(max_length=80)
    settings = OrderedJSONField(default=dict)
    boundaries = models.JSONField(default=dict)
    loaded_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)


class ResidentText(models.Model):
    """An automatic text to residents, in one language."""

    key = models.CharField(max_length=60)
    lang = models.CharField(max_length=8)
    body = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "lang"], name="resident_text_once")
        ]


class Holiday(models.Model):
    date = models.DateField(primary_key=True)
    name_ko = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)


class Place(models.Model):
    """A street or landmark of the district, for guessing where a text speaks of."""

    name_ko = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    dong = models.CharField(max_length=40)
    latitude = models.FloatField()
    longitude = models.FloatField()


class Mark(models.Model):
    """What happened last of one kind, such as ``backup``: for figures, checks and alerts."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)


class Job(models.Model):
    """Long work that a page waits for, the last of each subject (``core/jobs.py``)."""

    subject = models.CharField(max_length=40, primary_key=True)
    phase = models.CharField(max_length=20, blank=True)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)


# What waits to leave, or is in the hands of who sends it (``core/outgoing/outbox.py``).
_LEAVING = models.Q(state__in=["queued", "claimed"])


class EmailState(models.TextChoices):
    """``UNKNOWN``: perhaps sent, perhaps not; it is held."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Email(models.Model):
    """An e-mail to one person of the office. ``due_at``: when it is tried next, or a lease ends.

    ``html``: the same words with their layout, "" for none. ``calendar`` is an iCalendar text that
    goes with it. Words leave the row once they are sent.
    """

    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    html = models.TextField(blank=True, default="", db_default="")
    calendar = models.TextField(blank=True, default="")
    message_id = models.CharField(max_length=60, unique=True)
    state = models.CharField(max_length=8, choices=EmailState.choices, default=EmailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "core_letter"
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(state__in=["queued", "claimed"]),
                name="letter_due",
            ),
            models.Index(fields=["created_at"], name="letter_age"),
        ]


class Subscription(models.Model):
    """A browser that may be told something (RFC 8030). ``owner`` is opaque: ``staff:12``.

    ``endpoint`` is where its push service takes messages; ``p256dh`` and ``auth`` are the
    browser's own keys (RFC 8291), in base64url. ``digest`` is of the endpoint, which is long.
    """

    owner = models.CharField(max_length=60, db_index=True)
    endpoint = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=30)
    created_at = models.DateTimeField()


class PushState(models.TextChoices):
    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"


class Push(models.Model):
    """One message to one browser: a kind and an opaque reference. ``due_at`` as of a letter."""

    subscription = models.ForeignKey(Subscription, models.CASCADE)
    payload = models.JSONField(default=dict)
    urgency = models.CharField(max_length=8)
    state = models.CharField(max_length=8, choices=PushState.choices, default=PushState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(state__in=["queued", "claimed"]),
                name="push_due",
            ),
            models.Index(fields=["created_at"], name="push_age"),
        ]


class Tally(models.Model):
    """Tries within a part of a limit's window (``limits.py``); ``name`` tells nobody's number."""

    name = models.BinaryField(max_length=32)
    begins_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "begins_at"], name="tally_of_limit_once")
        ]
        indexes: ClassVar = [models.Index(fields=["begins_at"], name="tally_of_limit_age")]
