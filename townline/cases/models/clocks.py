"""The legal period of a case, what stops it, what lengthens it, and changes of the calendar."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.cases.models.case import Case
from townline.cases.rules.clocks import ClockState

_LIVE = models.Q(ended_at=None)


class LegalClock(models.Model):
    """One run of the legal period; a case that is opened again gets a new one.

    ``rule`` as it was when the run began, "" where the kind has no period. ``due_at`` None: it
    stands still, or has no period. ``counted_from``: the earliest beginning among this case and
    those that were merged into it.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="legal_clocks")
    state = models.CharField(max_length=12, default=ClockState.RUNNING)
    kind = models.CharField(max_length=20)
    rule = models.CharField(max_length=16, blank=True)
    started_at = models.DateTimeField()
    counted_from = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    remind_at = models.DateTimeField(null=True)
    next_notice_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=_LIVE, name="one_live_clock")
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=_LIVE, name="clock_due"),
            models.Index(fields=["remind_at"], condition=_LIVE, name="clock_remind"),
            models.Index(fields=["next_notice_at"], condition=_LIVE, name="clock_notice"),
        ]


class LegalPause(models.Model):
    """When a clock stands still; without a clock: those of the whole district."""

    clock = models.ForeignKey(LegalClock, models.CASCADE, null=True, related_name="pauses")
    reason = models.TextField(blank=True)
    start_at = models.DateTimeField()
    end_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["start_at"], condition=models.Q(clock=None), name="pause_of_district"
            )
        ]


class LegalExtension(models.Model):
    """A period that was added, with the reason that the resident is told."""

    clock = models.ForeignKey(LegalClock, models.CASCADE, related_name="extensions")
    rule = models.CharField(max_length=16)
    decided_at = models.DateTimeField()
    consent = models.BooleanField(default=False)
    reason = models.TextField()
    due_before = models.DateTimeField(null=True)
    due_after = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)


class CalendarChange(models.Model):
    """A day off that was added or taken away by hand; it outlives the next load of the files.

    ``moved`` says which open cases got another date: ``[[code, from, to], ...]``.
    """

    day = models.DateField()
    added = models.BooleanField()
    name_ko = models.CharField(max_length=60, blank=True)
    name_en = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    by_label = models.CharField(max_length=80)
    at = models.DateTimeField()
    moved = models.JSONField(default=list)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["day", "id"], name="calendar_change_day")]
