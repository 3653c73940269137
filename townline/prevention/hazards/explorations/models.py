"""What lies under the roads: who looked where, what was seen, what it was."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.hazards.explorations.rules.anomalies import AnomalyState

# Campaigns of ground-penetrating radar, and the lines they go along.


class ExplorationYear(models.Model):
    """How many kilometres a year is to explore, and for how much money (won)."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    planned_km = models.FloatField()
    budget = models.BigIntegerField(null=True)

    class Meta:
        db_table = "explorations_year"


class Campaign(models.Model):
    """One tour of a team with the radar, alone or together with others who own what lies there."""

    name = models.CharField(max_length=80, unique=True)
    year = models.PositiveSmallIntegerField()
    team = models.CharField(max_length=80, blank=True)
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    cost = models.BigIntegerField(null=True)
    note = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        db_table = "explorations_campaign"
        indexes: ClassVar = [models.Index(fields=["-year", "name"], name="campaign_year")]


class Partner(models.Model):
    """Who shares a campaign: the city, water, power; in hundredths of its length and cost."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="partners")
    name = models.CharField(max_length=60)
    share_of_length = models.FloatField(default=0)
    share_of_cost = models.FloatField(default=0)

    class Meta:
        db_table = "explorations_partner"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "name"], name="partner_once")
        ]


class Line(models.Model):
    """One stretch of road, to be explored or explored (``explored_on``).

    ``surface``: roadway or pavement. ``geometry``: GeoJSON LineString or MultiLineString, WGS 84;
    ``west`` to ``north`` are its box. ``fingerprint``: of geometry, surface and day, so that the
    same file read again doubles nothing.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="lines")
    surface = models.CharField(max_length=8)
    geometry = models.JSONField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    length_m = models.FloatField()
    address = models.CharField(max_length=120, blank=True)
    begins_at = models.CharField(max_length=120, blank=True)
    ends_at = models.CharField(max_length=120, blank=True)
    dong = models.CharField(max_length=40, blank=True)
    explored_on = models.DateField(null=True)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        db_table = "explorations_line"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "fingerprint"], name="line_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["explored_on"], name="line_explored"),
            models.Index(fields=["south", "west"], name="line_place"),
        ]


# What the radar saw, what drilling or a camera found, and how bad it is.


class Anomaly(models.Model):
    """Something under a line: ``position_m`` from its start, ``depth_m`` below the surface."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="anomalies")
    number = models.CharField(max_length=40)
    state = models.CharField(max_length=10, default=AnomalyState.FOUND)
    position_m = models.FloatField()
    depth_m = models.FloatField(null=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    found_on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        db_table = "explorations_anomaly"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "number"], name="anomaly_once")
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-found_on"], name="anomaly_state")]


class Check(models.Model):
    """One look into the ground (``method``: drilling or camera); what was not measured is None."""

    anomaly = models.ForeignKey(Anomaly, models.CASCADE, related_name="checks")
    method = models.CharField(max_length=8)
    checked_on = models.DateField()
    hollow = models.BooleanField()
    asphalt_cm = models.FloatField(null=True)
    cover_cm = models.FloatField(null=True)
    width_m = models.FloatField(null=True)
    length_m = models.FloatField(null=True)
    depth_m = models.FloatField(null=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "explorations_check"


class Cavity(models.Model):
    """A hollow under a road, graded by the district's rules.

    ``grade``: emergency, priority, general or watch; ``flags``: why a person should look at the
    grade (codes of the rules). ``hazard``: whose fast lane, order and photos its repair goes
    through; a cavity that is only watched has none.
    """

    anomaly = models.OneToOneField(Anomaly, models.CASCADE, related_name="cavity")
    grade = models.CharField(max_length=10)
    flags = models.JSONField(default=list)
    asphalt_cm = models.FloatField(null=True)
    cover_cm = models.FloatField(null=True)
    width_m = models.FloatField(null=True)
    length_m = models.FloatField(null=True)
    depth_m = models.FloatField(null=True)
    repair_by = models.DateTimeField(null=True)
    resurvey_on = models.DateField(null=True)
    hazard = models.OneToOneField(
        "hazards.Hazard", models.PROTECT, null=True, related_name="cavity"
    )
    graded_at = models.DateTimeField()

    class Meta:
        db_table = "explorations_cavity"
        indexes: ClassVar = [
            models.Index(fields=["grade"], name="cavity_grade"),
            models.Index(
                fields=["resurvey_on"],
                condition=models.Q(resurvey_on__isnull=False),
                name="cavity_resurvey",
            ),
        ]
