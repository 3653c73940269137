"""Who goes to homes, when, and whom they met there."""

from typing import ClassVar

from django.conf import settings
from django.db import models

_STAFF = settings.AUTH_USER_MODEL


class Surveyor(models.Model):
    """One who visits homes. ``token_hash``: of the address that their phone works with.

    None where no phone has one, or it was revoked. ``latitude`` and ``longitude``: where the day
    begins. ``skills``: codes that a home may ask for. ``visits_a_day`` None: as the district says.
    """

    name = models.CharField(max_length=60, unique=True)
    staff = models.OneToOneField(_STAFF, models.PROTECT, null=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 -- unique where there is one
    token_made_at = models.DateTimeField(null=True)
    token_revoked_at = models.DateTimeField(null=True)
    start = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    skills = models.JSONField(default=list)
    visits_a_day = models.PositiveSmallIntegerField(null=True)
    begins_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "surveys_surveyor"


class SurveyorAbsence(models.Model):
    """Days, both included, on which a surveyor does not go."""

    surveyor = models.ForeignKey(Surveyor, models.CASCADE, related_name="absences")
    begins_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        db_table = "surveys_absence"
        indexes: ClassVar = [models.Index(fields=["surveyor", "ends_on"], name="survey_absent")]


class SurveyorDevice(models.Model):
    """A phone that spoke with a surveyor's token, and what it said of its outbox last."""

    surveyor = models.ForeignKey(Surveyor, models.CASCADE, related_name="devices")
    device = models.CharField(max_length=120)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    unsent = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "surveys_device"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["surveyor", "device"], name="survey_device_once")
        ]


class Attempt(models.Model):
    """A visit that gave no answers: nobody home, refused, asked to come another day.

    ``key``: made on the phone, so that what is sent twice is kept once.
    """

    home = models.ForeignKey("surveys.Home", models.CASCADE, related_name="attempts")
    surveyor = models.ForeignKey(Surveyor, models.PROTECT, null=True, related_name="+")
    staff = models.ForeignKey(_STAFF, models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=80, unique=True)
    outcome = models.CharField(max_length=12)
    note = models.TextField(blank=True)
    card_left = models.BooleanField(default=False)
    come_back_on = models.DateField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        db_table = "surveys_attempt"
        indexes: ClassVar = [models.Index(fields=["home", "at"], name="survey_attempt_of")]


class PlannedVisit(models.Model):
    """One home on one surveyor's day. ``position``: from 1; ``fixed``: planning leaves it alone.

    ``not_before`` and ``not_after``: an appointment; ``arrives_at``: by estimate. Open until it is
    ``done_at``: a home has one open visit.
    """

    home = models.ForeignKey("surveys.Home", models.CASCADE, related_name="visits")
    surveyor = models.ForeignKey(Surveyor, models.CASCADE, related_name="visits")
    day = models.DateField()
    position = models.PositiveSmallIntegerField()
    fixed = models.BooleanField(default=False)
    not_before = models.TimeField(null=True)
    not_after = models.TimeField(null=True)
    arrives_at = models.TimeField(null=True)
    planned_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "surveys_visit"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["home"],
                condition=models.Q(done_at__isnull=True),
                name="survey_visit_one_open",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["surveyor", "day", "position"], name="survey_visit_day"),
            models.Index(fields=["day"], name="survey_visit_on"),
        ]
