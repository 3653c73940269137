"""The legal period of a case, what stops it, what lengthens it, and changes of the calendar."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.casework.cases.models import Case
from townline.casework.deadlines.rules.commitments import UNSETTLED, PromisedState
from townline.casework.deadlines.rules.statutory import ClockState

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
        db_table = "cases_legalclock"
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
        db_table = "cases_legalpause"
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

    class Meta:
        db_table = "cases_legalextension"


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
        db_table = "cases_calendarchange"
        indexes: ClassVar = [models.Index(fields=["day", "id"], name="calendar_change_day")]


class PromisedDate(models.Model):
    """One date of an answer that the network has accepted.

    ``words``: how the answer says it; ``next_word``: it is when an interim answer announced the
    next one. ``next_at``: the next reminder, or the end itself. ``missed_at`` stays when it is
    settled later, for the figures. ``note``: what was done, or why not.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="promised")
    text_id = models.BigIntegerField()
    department = models.ForeignKey("departments.Department", models.PROTECT, null=True)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    words = models.CharField(max_length=80, blank=True)
    next_word = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=PromisedState.OPEN)
    next_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    moved_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="moved_to")

    class Meta:
        db_table = "cases_promiseddate"
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(state=PromisedState.OPEN),
                name="promised_next",
            ),
            models.Index(
                fields=["department", "due_at"],
                condition=models.Q(state__in=sorted(UNSETTLED)),
                name="promised_unsettled",
            ),
            models.Index(fields=["due_at"], name="promised_due"),
        ]
