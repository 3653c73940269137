"""Campaigns of ground-penetrating radar, and the lines they go along."""

from typing import ClassVar

from django.conf import settings
from django.db import models


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
