"""Departments that take part in a case, and what they say."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.casework.cases.models import Case
from townline.casework.coordination.rules.joint import OWED, PositionState
from townline.casework.coordination.rules.meeting import AHEAD, MeetingState, Response
from townline.casework.coordination.rules.referral import ReferralState

_OWED = models.Q(state__in=sorted(OWED))


class Participation(models.Model):
    """A department asked for its position by the one that leads.

    ``next_at``: when silence is told next; ``stage``: how often it was. ``version`` rises with
    every position. ``Case.taking_part`` says the same for those who may see the case, and is
    written together with ``state``.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="participations")
    department = models.ForeignKey("departments.Department", models.PROTECT)
    state = models.CharField(max_length=12, default=PositionState.ASKED)
    question = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    stage = models.PositiveSmallIntegerField(default=0)
    position = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=0)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    given_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_participation"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "department"], name="participation_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False),
                name="participation_next",
            ),
            models.Index(
                fields=["department", "due_at"], condition=_OWED, name="participation_owed"
            ),
        ]


class PositionVersion(models.Model):
    """Every position that was given, as it was."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    body = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        db_table = "cases_positionversion"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participation", "version"], name="position_version_once"
            )
        ]


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
        db_table = "cases_meeting"
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
        db_table = "cases_attendee"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "staff"], name="attendee_once")
        ]


class Decision(models.Model):
    """What a meeting decided: which department does what, by when."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    department = models.ForeignKey("departments.Department", models.PROTECT)
    body = models.TextField()
    due_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "cases_decision"


_OPEN = models.Q(state=ReferralState.HANDED)


class Referral(models.Model):
    """``agency`` is a code of the district's agencies.csv; ``reference`` is their number for it."""

    case = models.ForeignKey(Case, models.CASCADE)
    agency = models.CharField(max_length=40)
    contact = models.CharField(max_length=120, blank=True, default="")
    reference = models.CharField(max_length=80, blank=True, default="")
    state = models.CharField(max_length=12, default=ReferralState.HANDED)
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    handed_at = models.DateTimeField()
    promised_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    stage = models.PositiveSmallIntegerField(default=0)
    outcome = models.TextField(blank=True, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_referral"
        indexes: ClassVar = [
            models.Index(fields=["promised_at"], condition=_OPEN, name="referral_open"),
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False),
                name="referral_next",
            ),
        ]
