from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.utils import timezone

from townline.platform.conversations.rules import (
    BLOCKED,
    Cause,
    IncomingState,
    OutgoingState,
    SegmentState,
    TextKind,
)
from townline.platform.core.media import MediaRef


class Resident(models.Model):
    """A number that wrote to the line. The number itself is only in ``number`` (encrypted)."""

    number = models.BinaryField()
    number_lookup = models.BinaryField(max_length=32, unique=True)
    number_masked = models.CharField(max_length=24)
    number_kind = models.CharField(max_length=8)
    # Chosen by them or for them, else judged over all their texts: how many are in which.
    language = models.CharField(max_length=8, default="ko")
    language_chosen = models.BooleanField(default=False, db_default=False)
    languages = models.JSONField(default=dict, db_default={})
    # Since when no automatic text goes there any more, because the resident said STOP.
    stopped_at = models.DateTimeField(null=True)
    # Until when texts from there are kept but open no case; the block itself is a SenderBlock.
    blocked_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    # The matter (``case:12``) for which no automatic text goes there: somebody may read along.
    automatic_held_for = models.CharField(max_length=60, blank=True, default="", db_default="")
    # When a code that was texted there was last typed back (``PhoneVerification``).
    verified_at = models.DateTimeField(null=True)

    # Not a column: made in this very transaction, so that no room can know of it.
    is_new = False


class SenderBlock(models.Model):
    """A number whose texts are kept and read but open no case, until a moment."""

    resident = models.ForeignKey(Resident, models.CASCADE)
    reason = models.TextField()
    by = models.CharField(max_length=40)
    by_label = models.CharField(max_length=120)
    at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["resident"], condition=models.Q(ended_at=None), name="one_block_at_once"
            )
        ]


class LinkSession(models.Model):
    """One bound session of a transport.

    ``read_upto``: the network has certainly read our responses up to this sequence; what came
    later may be sent again once the session has ended.
    """

    id = models.UUIDField(primary_key=True)
    transport = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    read_upto = models.BigIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["transport", "closed_at"])]


class LinkStatus(models.Model):
    """The present state of one transport, and how it stands among others (rules/routes.py)."""

    transport = models.CharField(max_length=40, primary_key=True)
    state = models.CharField(max_length=16)
    since = models.DateTimeField()
    detail = models.CharField(max_length=200, blank=True)
    seen_at = models.DateTimeField()
    priority = models.SmallIntegerField(default=100)
    carries = models.CharField(max_length=8, default="segments")
    photos = models.PositiveSmallIntegerField(default=0)
    serving = models.BooleanField(default=True)
    failures = models.PositiveIntegerField(default=0)
    well_since = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)


class Received(models.Model):
    """What a network handed over: the columns by which a redelivery is recognised."""

    id = models.BigAutoField(primary_key=True)
    transport = models.CharField(max_length=40)
    provider_reference = models.CharField(max_length=100)
    session = models.UUIDField()
    sequence = models.BigIntegerField()
    sender = models.BinaryField()
    sender_lookup = models.BinaryField(max_length=32)
    destination_addr = models.CharField(max_length=24)
    data_coding = models.SmallIntegerField()
    charset = models.CharField(max_length=8)
    payload = models.BinaryField()
    payload_hash = models.BinaryField(max_length=16)
    received_at = models.DateTimeField()
    came_again = models.PositiveIntegerField(default=0)
    came_again_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


PAGE = "page"  # the transport of what a resident wrote on a page


class IncomingText(Received):
    """A whole text. One joined from parts has ``sequence`` 0: its parts are what may come again."""

    sender_masked = models.CharField(max_length=24)
    sender_kind = models.CharField(max_length=8)
    resident = models.ForeignKey(Resident, models.PROTECT, null=True)
    # Personal numbers are masked in it; ``sealed_body`` then holds the words as they came.
    body = models.TextField()
    sealed_body = models.BinaryField(default=b"", db_default=b"")
    problem = models.CharField(max_length=200, blank=True)
    parts_total = models.PositiveSmallIntegerField(default=1)
    parts_missing = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, default=IncomingState.WAITING)
    claimed_by = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    routed_at = models.DateTimeField(null=True)
    photos = models.PositiveSmallIntegerField(default=0, db_default=0)
    # Not a column: what came with it, until the rows of that are written.
    attached: tuple[MediaRef, ...] = ()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["transport", "provider_reference"], name="incoming_text_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["sender_lookup", "id"],
                condition=models.Q(state=IncomingState.WAITING),
                name="incoming_waiting",
            ),
            models.Index(
                fields=["id"],
                condition=models.Q(state=IncomingState.WAITING),
                name="incoming_waiting_order",
            ),
            models.Index(
                fields=["id"],
                condition=models.Q(state=IncomingState.FAILED),
                name="incoming_failed",
            ),
            models.Index(
                fields=["id"], condition=models.Q(claimed_by=BLOCKED), name="incoming_blocked"
            ),
            models.Index(fields=["reference"]),
            models.Index(fields=["sender_lookup", "received_at"]),
            models.Index(fields=["session", "sequence"]),
        ]


class TextPart(Received):
    """A part of a long text; joined to the others as bytes, before decoding."""

    group_key = models.BinaryField(max_length=32)
    total = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    text = models.ForeignKey(IncomingText, models.PROTECT, null=True, related_name="parts")

    # Not a column: what its group is called under older keys, while keys are changed.
    older_groups: Sequence[bytes] = ()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["transport", "provider_reference"], name="text_part_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["received_at"], condition=models.Q(text=None), name="text_part_loose"
            ),
            models.Index(fields=["group_key", "received_at"]),
            models.Index(fields=["session", "sequence"]),
        ]


class OutgoingText(models.Model):
    """A text to a resident. ``lease_until`` stays after the last claim: no write came later."""

    id = models.BigAutoField(primary_key=True)
    resident = models.ForeignKey(Resident, models.PROTECT)
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in TextKind])
    reference = models.CharField(max_length=40, blank=True)
    body = models.TextField()
    confirmed_hash = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, default=OutgoingState.QUEUED)
    priority = models.SmallIntegerField(default=0)
    not_before = models.DateTimeField()
    queued_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    session = models.UUIDField(null=True)
    transport = models.CharField(max_length=40, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    accepted_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)
    photos = models.PositiveSmallIntegerField(default=0, db_default=0)
    cause = models.CharField(max_length=10, default=Cause.OWN, db_default="", blank=True)
    # The incoming text that it acknowledges: it waits a moment for what that text is read as.
    receipt_for = models.BigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["-priority", "not_before"],
                condition=models.Q(state=OutgoingState.QUEUED),
                name="outgoing_queued",
            ),
            models.Index(
                fields=["lease_until"],
                condition=models.Q(state=OutgoingState.CLAIMED),
                name="outgoing_claimed",
            ),
            models.Index(
                fields=["id"],
                condition=models.Q(state=OutgoingState.UNKNOWN),
                name="outgoing_unknown",
            ),
            models.Index(fields=["reference"]),
            models.Index(fields=["resident", "queued_at"]),
            models.Index(
                fields=["receipt_for"],
                condition=models.Q(state=OutgoingState.QUEUED, receipt_for__isnull=False),
                name="outgoing_receipt_waits",
            ),
        ]


class OutgoingSegment(models.Model):
    id = models.BigAutoField(primary_key=True)
    text = models.ForeignKey(OutgoingText, models.CASCADE, related_name="segments")
    number = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()
    charset = models.CharField(max_length=8)
    content = models.TextField()
    user_message_reference = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=SegmentState.QUEUED)
    transport = models.CharField(max_length=40, blank=True)
    message_id = models.CharField(max_length=70, blank=True)
    raw_status = models.BigIntegerField(null=True)
    message_state = models.CharField(max_length=16, blank=True)
    accepted_at = models.DateTimeField(null=True)
    queried_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["text", "number"], name="segment_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["transport", "message_id"]),
            models.Index(fields=["transport", "user_message_reference", "id"]),
            models.Index(
                fields=["transport", "accepted_at"],
                condition=models.Q(state=SegmentState.ACCEPTED),
                name="segment_without_receipt",
            ),
        ]


class TextMove(models.Model):
    """A text that a transport certainly did not take, and that another one may: which, and why."""

    id = models.BigAutoField(primary_key=True)
    text = models.ForeignKey(OutgoingText, models.CASCADE, related_name="moves")
    transport = models.CharField(max_length=40)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["text", "transport"], name="text_move_once")
        ]


class ReceivedReceipt(models.Model):
    """A receipt as it came; one that matches nothing yet waits for its submit response."""

    id = models.BigAutoField(primary_key=True)
    transport = models.CharField(max_length=40)
    message_id = models.CharField(max_length=70)
    user_message_reference = models.PositiveIntegerField(null=True)
    message_state = models.CharField(max_length=16)
    network_error = models.CharField(max_length=40, blank=True)
    raw = models.BinaryField()
    received_at = models.DateTimeField()
    segment = models.ForeignKey(OutgoingSegment, models.SET_NULL, null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["transport", "message_id"],
                condition=models.Q(segment=None),
                name="receipt_unmatched",
            )
        ]


class Picture(models.Model):
    """A file that came with a text or goes out with one, by its content; looked at once.

    ``view`` and ``thumbnail`` name its copies in the media store: drawn anew, without metadata.
    ``touched_at``: when it was last put with something; the sweep leaves what is young.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    moving = models.BooleanField(default=False)
    moves = models.BooleanField(default=False)
    view = models.CharField(max_length=64, blank=True)
    thumbnail = models.CharField(max_length=64, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    # What is seen on it as 64 bits; none where nothing is, or nobody has looked for it.
    likeness = models.BigIntegerField(null=True)
    problem = models.CharField(max_length=20, blank=True)
    touched_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["touched_at"],
                condition=models.Q(looked_at=None),
                name="picture_waiting",
            ),
            models.Index(fields=["view"], name="picture_view"),
            models.Index(fields=["thumbnail"], name="picture_thumbnail"),
        ]


class Attachment(models.Model):
    """A file of one text; without ``picture`` it did not arrive, and ``problem`` says why."""

    id = models.BigAutoField(primary_key=True)
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, related_name="attachments")
    incoming = models.ForeignKey(
        IncomingText, models.CASCADE, null=True, related_name="attachments"
    )
    outgoing = models.ForeignKey(
        OutgoingText, models.CASCADE, null=True, related_name="attachments"
    )
    number = models.PositiveSmallIntegerField()
    problem = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incoming", "number"], name="attachment_in_once"),
            models.UniqueConstraint(fields=["outgoing", "number"], name="attachment_out_once"),
            models.CheckConstraint(
                condition=models.Q(incoming=None) ^ models.Q(outgoing=None),
                name="attachment_of_one_text",
            ),
        ]


class PhoneVerification(models.Model):
    """A code that was texted to a number, and what whoever typed it on a page wants to do.

    ``token_hash`` is the SHA-256 (hex) of 128 random bits that the page carries; ``code_hash`` of
    the code, with the token. ``payload`` (sealed JSON) is what was asked for, so that no page has
    to carry it on; ``purpose`` names what the code opens, and nothing else.
    """

    token_hash = models.CharField(max_length=64, primary_key=True)
    resident = models.ForeignKey(Resident, models.CASCADE)
    purpose = models.CharField(max_length=20)
    code_hash = models.CharField(max_length=64)
    payload = models.BinaryField()
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["made_at"], name="phone_verification_age")]
