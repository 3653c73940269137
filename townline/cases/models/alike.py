"""Which cases a person joined with which, and which texts may tell of one event."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.cases.models.case import Case
from townline.cases.models.office import Undo
from townline.cases.rules.incidents import IncidentState


class AlikeJoin(models.Model):
    """A merge by a person, and where the other case stood among those that were shown for it.

    ``rank``: 1 is first; None where it was not shown. Undone, it is no join (``undo``).
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    into = models.ForeignKey(Case, models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField(null=True)
    score = models.FloatField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undo = models.ForeignKey(Undo, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"], name="alike_join_at")]


class IncidentSuggestion(models.Model):
    """Cases whose texts may tell of one event: suggested, and accepted or dismissed by a person.

    No complaint of several households (``Group``): that is a person's word with rights of its
    own. ``name``: given by who accepted it. ``kind``: what seems to happen, or "". ``size``: how
    many cases there were when a person last decided, so that a dismissed one comes back only
    when it has grown much.
    """

    state = models.CharField(max_length=10, default=IncidentState.SUGGESTED)
    name = models.CharField(max_length=80, blank=True, default="")
    kind = models.CharField(max_length=20, blank=True, default="")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    found_at = models.DateTimeField()
    size = models.PositiveIntegerField(default=0)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-last_at"], name="incident_newest")]


class IncidentCase(models.Model):
    """One case of a suggestion. ``at``: when its text came; ``dong``: "" where nobody knows."""

    suggestion = models.ForeignKey(IncidentSuggestion, models.CASCADE, related_name="members")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    dong = models.CharField(max_length=60, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["suggestion", "case"], name="incident_case_once")
        ]
        indexes: ClassVar = [models.Index(fields=["case"], name="incident_of_case")]


class IncidentMark(models.Model):
    """Up to which text the index was looked through for events: one row."""

    newest = models.BigIntegerField(default=0)
    at = models.DateTimeField()
