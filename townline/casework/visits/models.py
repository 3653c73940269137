"""Going to look: who, when, where, and what was found there."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.casework.cases.models import Case
from townline.casework.visits.rules.visit import LIVE, VisitState

_LIVE = models.Q(state__in=sorted(LIVE))


class Visit(models.Model):
    """One way to one place, for one case; it stays with its case when that one is merged.

    ``planned_at`` is a moment (``timed``), or the beginning of office hours on a day. When
    ``lapses_at`` comes and nobody has been there, it counts as missed. ``tell`` names the
    automatic text that residents get at ``tell_at``; "" once they have it, or none is due.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="visits")
    visitor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=VisitState.PLANNED)
    planned_at = models.DateTimeField()
    timed = models.BooleanField(default=True)
    lapses_at = models.DateTimeField()
    note = models.TextField(blank=True)
    # As the district's places had it then: a place may be renamed or go.
    place_ko = models.CharField(max_length=60, blank=True)
    place_en = models.CharField(max_length=80, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    found = models.TextField(blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # Where the visitor's phone was last, on the way or there.
    here_latitude = models.FloatField(null=True)
    here_longitude = models.FloatField(null=True)
    # Whether residents heard of it, so that only they hear of a change.
    told = models.BooleanField(default=False)
    tell = models.CharField(max_length=20, blank=True)
    tell_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_visit"
        indexes: ClassVar = [
            models.Index(fields=["case", "planned_at"], name="visit_of_case"),
            models.Index(fields=["visitor", "planned_at"], name="visit_of_person"),
            models.Index(fields=["planned_at"], name="visit_day"),
            models.Index(fields=["lapses_at"], condition=_LIVE, name="visit_lapsing"),
            models.Index(
                fields=["tell_at"], condition=models.Q(tell_at__isnull=False), name="visit_telling"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "planned_at"], condition=_LIVE, name="visit_once_at_a_time"
            )
        ]


class VisitPhoto(models.Model):
    """A photo taken on a visit: drawn anew without metadata; where it was taken stands here."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="photos")
    sha256 = models.CharField(max_length=64)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "cases_visitphoto"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "sha256"], name="visit_photo_once")
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="visit_photo_content")]
