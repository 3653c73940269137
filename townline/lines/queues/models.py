"""The tables of the room."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from townline.lines.queues.rules.days import DayState
from townline.lines.queues.rules.order import NeedCheck, PriorityNeed
from townline.lines.queues.rules.printouts import PrinterState, PrintoutState
from townline.lines.queues.rules.tickets import OPEN, TicketState

# What is kept of a day after its tickets are gone: sums by service and hour.


def _count() -> "models.PositiveIntegerField[int, int]":
    return models.PositiveIntegerField(default=0)


class QueueFigure(models.Model):
    """One queue in one hour of one day; written when the day is settled. See rules/counting.py.

    ``hour``: 0 to 23, of the office's clock. ``waits``: ``{"3": 12}``, twelve between 15 and 20
    minutes. ``waited`` and ``longest`` in seconds.
    """

    id = models.BigAutoField(primary_key=True)
    queue = models.ForeignKey("queues.Queue", models.PROTECT)
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    taken = _count()
    called = _count()
    missed = _count()
    left = _count()
    unserved = _count()
    told = _count()
    inside = _count()
    waited = models.PositiveBigIntegerField(default=0)
    longest = _count()
    waits = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "queue", "hour"], name="queue_figure_once")
        ]


# Sites, the queues of each, and its desks: a district's data (``queues.json``).


class Site(models.Model):
    """A building where people are served."""

    code = models.SlugField(max_length=40, primary_key=True)
    name_ko = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    address_ko = models.CharField(max_length=160, blank=True)
    address_en = models.CharField(max_length=200, blank=True)
    active = models.BooleanField(default=True)


class Queue(models.Model):
    """One service at one site. ``group`` names the service itself, wherever it is offered.

    ``plan`` holds hours, breaks, capacity, slots and fairness as read from the district's file.
    ``pace`` is what was learned of how long a visit takes, and how honest the ranges were.
    ``words``: what people may text to take a ticket here.
    """

    code = models.SlugField(max_length=40, primary_key=True)
    group = models.SlugField(max_length=40)
    site = models.ForeignKey(Site, models.PROTECT)
    name_ko = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    prefix = models.CharField(max_length=2, blank=True)
    first_number = models.PositiveIntegerField(default=1)
    words = models.JSONField(default=list)
    plan = models.JSONField(default=dict)
    pace = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["group", "position"], name="queue_by_group")]


class Desk(models.Model):
    """Where people are called to. ``open`` while somebody sits there and calls.

    ``breaks`` are planned ones on the office's own clock, ``[["12:00", "13:00"]]``.
    """

    code = models.SlugField(max_length=40, primary_key=True)
    site = models.ForeignKey(Site, models.PROTECT)
    name_ko = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    queues = models.ManyToManyField(Queue, related_name="desks")
    breaks = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)
    open = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True)
    staff = models.ForeignKey("departments.Staff", models.SET_NULL, null=True, related_name="+")


# Receipt printers at the screens by the door, and what waits to be printed.

_LEAVING = Q(state__in=[PrintoutState.CLAIMED, PrintoutState.QUEUED])


class Printer(models.Model):
    """A site's printer. ``address``: host:port. ``dots``: how wide it prints, a multiple of 8.

    ``state`` is how it was at ``asked_at``.
    """

    site = models.OneToOneField("queues.Site", models.CASCADE, primary_key=True)
    address = models.CharField(max_length=80)
    dots = models.PositiveSmallIntegerField(default=576)
    active = models.BooleanField(default=True)
    state = models.CharField(max_length=12, blank=True, default=PrinterState.UNKNOWN)
    asked_at = models.DateTimeField(null=True)


class Printout(models.Model):
    """A ticket on its way to paper. ``due_at``: when it may be tried, or a lease ends."""

    id = models.BigAutoField(primary_key=True)
    printer = models.ForeignKey(Printer, models.CASCADE)
    ticket = models.ForeignKey("queues.Ticket", models.CASCADE)
    state = models.CharField(max_length=8, default=PrintoutState.QUEUED)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    problem = models.CharField(max_length=12, blank=True, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=_LEAVING, name="printout_due"),
            models.Index(fields=["made_at"], name="printout_age"),
        ]


# A queue's day with its counter, and the tickets of it.

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
