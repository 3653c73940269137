"""Departments that take part in a case, and what they say."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.cases.models.case import Case
from townline.cases.rules.joint import OWED, PositionState

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
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participation", "version"], name="position_version_once"
            )
        ]
