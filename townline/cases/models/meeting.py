"""Meetings about a case: when, where, who, and what was decided."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.cases.models.case import Case
from townline.cases.rules.meeting import AHEAD, MeetingState, Response


class Meeting(models.Model):
    """``uid`` and ``sequence`` are those of RFC 5545: a change has the same uid, a higher one."""

    case = models.ForeignKey(Case, models.CASCADE)
    uid = models.CharField(max_length=80, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, default=MeetingState.PLANNED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=120)
    agenda = models.TextField()
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    called_at = models.DateTimeField()
    minutes = models.TextField(blank=True, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["starts_at"],
                condition=models.Q(state__in=sorted(AHEAD)),
                name="meeting_ahead",
            ),
            models.Index(fields=["-settled_at"], name="meeting_settled"),
        ]


class Attendee(models.Model):
    """Who is invited, and what they said."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    response = models.CharField(max_length=12, default=Response.NEEDS_ACTION)
    responded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "staff"], name="attendee_once")
        ]


class Decision(models.Model):
    """What a meeting decided: which department does what, by when."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    department = models.ForeignKey("departments.Department", models.PROTECT)
    body = models.TextField()
    due_at = models.DateTimeField(db_index=True)
