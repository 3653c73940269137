"""Dangerous spots: what is known of each, its deadlines, its cases."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.hazards.rules.states import LIVE, HazardState

# A dangerous spot, the cases that tell of it, and when each step is due.

_LIVE = models.Q(state__in=sorted(LIVE))
_OPEN_STEP = models.Q(done_at__isnull=True)


class Hazard(models.Model):
    """One dangerous spot. ``kind`` and ``severity`` are codes of the district's data.

    ``geometry``: a GeoJSON geometry (point, line or area, WGS 84); ``latitude`` and ``longitude``
    lie on it, ``west`` to ``north`` are its box. ``address`` is where people would look for it.
    ``released_at``: since when everybody sees it on the public map. ``merged_into`` is the hazard
    that goes on in its place.
    """

    kind = models.CharField(max_length=20)
    severity = models.CharField(max_length=12)
    state = models.CharField(max_length=12, default=HazardState.REPORTED)
    # case, staff, round, triage or exploration
    source = models.CharField(max_length=12)
    note = models.TextField(blank=True)
    geometry = models.JSONField()
    latitude = models.FloatField()
    longitude = models.FloatField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    address = models.CharField(max_length=120, blank=True)
    dong = models.CharField(max_length=40, blank=True)
    department = models.CharField(max_length=40, blank=True)
    # What was measured on the spot last; centimetres.
    width_cm = models.FloatField(null=True)
    length_cm = models.FloatField(null=True)
    depth_cm = models.FloatField(null=True)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # The end of the step that is waited for now; None when nothing is.
    due_at = models.DateTimeField(null=True)
    made_safe_at = models.DateTimeField(null=True)
    repaired_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    # Ids of the people of the office who were told of it, whoever is on duty by now.
    heard = models.JSONField(default=list)

    class Meta:
        db_table = "hazards_hazard"
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=_LIVE, name="hazard_due"),
            models.Index(fields=["-reported_at"], name="hazard_reported"),
            models.Index(fields=["latitude", "longitude"], name="hazard_place"),
            models.Index(
                fields=["released_at"],
                condition=models.Q(released_at__isnull=False),
                name="hazard_released",
            ),
        ]


class HazardCase(models.Model):
    """One case that tells of a hazard. One hazard may have many, a case has one hazard."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="cases")
    case = models.OneToOneField("cases.Case", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "hazards_case"


class StepDeadline(models.Model):
    """One step of the fast lane: when it is due, and when and by whom it was done.

    ``escalate_at``: when more people are told that it is late, None when nobody is; ``stage``: how
    far up they were told.
    """

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=12)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    escalate_at = models.DateTimeField(null=True)
    stage = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "hazards_step"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hazard", "step"], name="hazard_step_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["escalate_at"], condition=_OPEN_STEP, name="hazard_step_escalates")
        ]


class HazardTold(models.Model):
    """Who heard what to do about a hazard: each sender once, however many cases they have."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="told")
    resident_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "hazards_told"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hazard", "resident_id"], name="hazard_told_once")
        ]


class HazardMerge(models.Model):
    """What came along when a hazard was merged, so that it can go back.

    ``kept``: ``state`` that it was in; ids of ``cases``, ``looks`` and ``told`` (rows of
    ``HazardTold``) that are the other's since; ``advised``: how many senders heard of the other.
    """

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="merges")
    into = models.ForeignKey(Hazard, models.CASCADE, related_name="absorbed")
    at = models.DateTimeField()
    kept = models.JSONField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "hazards_merge"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["hazard"], condition=models.Q(undone_at=None), name="hazard_merged_once"
            )
        ]


class HazardApart(models.Model):
    """Two hazards that a person said are not the same; ``hazard`` is the one with the lower id."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="apart")
    other = models.ForeignKey(Hazard, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "hazards_apart"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hazard", "other"], name="hazard_apart_once")
        ]
