"""A queue's day with its counter, and the tickets of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from townline.lines.queues.rules.days import DayState
from townline.lines.queues.rules.order import NeedCheck, PriorityNeed
from townline.lines.queues.rules.tickets import OPEN, TicketState

_OPEN = Q(state__in=sorted(OPEN))


class QueueDay(models.Model):
    """One queue on one day: the row that is locked to take or to call.

    ``number`` was given last. ``waiting`` counts tickets in that state. ``past`` counts calls in
    a row that went past somebody. ``latest`` is the latest rank given, so that a clock that
    jumps back puts nobody in front. ``seed`` orders those who came before opening. ``pace`` is
    this day taught: see rules/estimate.py. ``lately``: tickets of people unknown, fading, as of
    ``lately_at``.
    """

    id = models.BigAutoField(primary_key=True)
    queue = models.ForeignKey("queues.Queue", models.PROTECT)
    day = models.DateField()
    state = models.CharField(max_length=8, choices=[(s, s) for s in DayState])
    number = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    past = models.PositiveSmallIntegerField(default=0)
    latest = models.DateTimeField(null=True)
    seed = models.BinaryField(max_length=16)
    pace = models.JSONField(default=dict)
    lately = models.FloatField(default=0.0)
    lately_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["queue", "day"], name="queue_day_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["day"], condition=Q(settled_at=None), name="queue_day_unsettled")
        ]


class Ticket(models.Model):
    """One ticket. ``number`` is None until the opening has given those there before a place.

    ``key`` opens it (tokens.py), together with ``holder``, which counts the devices it
    has moved to. ``came`` orders by coming, ``rank`` by who is called. ``phone`` is sealed, as
    residents' numbers are; without ``phone_proved`` it was only written into a form, and
    ``verification`` is the token of the code that shows it to be theirs.
    ``need_checked``: what the counter said of a claimed need. ``low`` and ``high`` are the
    seconds that were said when it was taken. ``slot_before``: the slot of a booking until it was
    moved at ``slot_changed_at``.

    Of somebody unknown: ``origin`` and ``work`` are what it was given for, ``bare``: without a
    proved telephone, under pressure; ``claimed_at``: they were seen after the call.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.BinaryField(max_length=16, unique=True)
    day = models.ForeignKey(QueueDay, models.PROTECT)
    number = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=8, choices=[(s, s) for s in TicketState])
    channel = models.CharField(max_length=8)
    need = models.CharField(max_length=8, blank=True, choices=[(n, n) for n in PriorityNeed])
    need_checked = models.CharField(
        max_length=9, blank=True, default="", choices=[(c, c) for c in NeedCheck]
    )
    party = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=2, default="ko")
    phone = models.BinaryField(null=True)
    phone_lookup = models.BinaryField(max_length=32, null=True)
    phone_masked = models.CharField(max_length=24, blank=True)
    phone_proved = models.BooleanField(default=True)
    verification = models.CharField(max_length=32, blank=True, default="")
    device = models.BinaryField(max_length=16, null=True)
    origin = models.BinaryField(max_length=16, null=True)
    work = models.BinaryField(max_length=14, null=True)
    bare = models.BooleanField(default=False)
    claimed_at = models.DateTimeField(null=True)
    holder = models.PositiveSmallIntegerField(default=0)
    misses = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField()
    slot = models.DateTimeField(null=True)
    slot_before = models.DateTimeField(null=True)
    slot_changed_at = models.DateTimeField(null=True)
    came = models.DateTimeField(null=True)
    rank = models.DateTimeField(null=True)
    low = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)
    called_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    desk = models.ForeignKey("queues.Desk", models.SET_NULL, null=True)
    ended_at = models.DateTimeField(null=True)
    lates = models.PositiveSmallIntegerField(default=0)
    told_near = models.BooleanField(default=False)
    moved_from = models.OneToOneField("self", models.SET_NULL, null=True, related_name="moved_to")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "number"], name="ticket_number_once"),
            models.UniqueConstraint(
                fields=["day", "phone_lookup"], condition=_OPEN, name="ticket_phone_once"
            ),
            models.UniqueConstraint(
                fields=["day", "device"], condition=_OPEN, name="ticket_device_once"
            ),
            models.UniqueConstraint(fields=["day", "work"], name="ticket_work_once"),
            models.UniqueConstraint(
                fields=["desk"], condition=Q(state=TicketState.CALLED), name="desk_calls_one"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["day", "rank", "id"],
                condition=Q(state=TicketState.WAITING),
                name="ticket_waiting",
            ),
            models.Index(
                fields=["day", "came", "id"],
                condition=Q(state=TicketState.WAITING),
                name="ticket_coming",
            ),
            models.Index(fields=["day", "state"], name="ticket_by_state"),
            models.Index(
                fields=["desk", "called_at"],
                condition=Q(called_at__isnull=False),
                name="ticket_calls",
            ),
            models.Index(fields=["taken_at"], name="ticket_age"),
            models.Index(
                fields=["day", "origin"],
                condition=Q(origin__isnull=False),
                name="ticket_by_origin",
            ),
        ]

    @property
    def granted(self) -> PriorityNeed:
        """The need that counts: what was claimed, unless the counter took it away."""
        return (
            PriorityNeed.NONE if self.need_checked == NeedCheck.REFUSED else PriorityNeed(self.need)
        )


class TicketAnswers(models.Model):
    """One ticket's answers, ``sealed`` under the district's keys: a JSON object by question."""

    id = models.BigAutoField(primary_key=True)
    ticket = models.OneToOneField("queues.Ticket", models.CASCADE, related_name="answers")
    form = models.ForeignKey("questionnaires.QuestionForm", models.PROTECT)
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()
