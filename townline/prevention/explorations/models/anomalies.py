"""What the radar saw, what drilling or a camera found, and how bad it is."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.explorations.models.campaigns import Line
from townline.prevention.explorations.rules.anomalies import AnomalyState


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
