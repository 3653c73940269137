"""An incident, where it is, which cases tell of it, and which might."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from townline.prevention.incidents.rules.states import IncidentState


class Incident(models.Model):
    """One event that many texts tell of. ``kind`` is a code of the district's data.

    ``departments``: codes of those that take part; whoever sees all cases sees it as well.
    ``suggestion``: the suggested incident it was opened from, whose later texts are offered to it.
    ``lessons``: what the next incident of the kind should know; written when it ends.
    """

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=80)
    state = models.CharField(max_length=10, default=IncidentState.OPEN)
    since = models.DateTimeField()
    note = models.TextField(blank=True)
    departments = ArrayField(models.CharField(max_length=40), default=list)
    suggestion = models.OneToOneField(
        "classification.IncidentSuggestion", models.SET_NULL, null=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    lessons = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    # Up to which text of the index it was looked through for what may belong to it.
    looked_upto = models.BigIntegerField(default=0)

    class Meta:
        db_table = "incidents_incident"
        indexes: ClassVar = [
            models.Index(fields=["-since"], name="incidents_since"),
            models.Index(
                fields=["kind"],
                condition=models.Q(state=IncidentState.OPEN),
                name="incidents_open",
            ),
        ]


class IncidentPlace(models.Model):
    """One place of an incident; without a position (None) it is a name only."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="places")
    name = models.CharField(max_length=120)
    dong = models.CharField(max_length=60, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        db_table = "incidents_place"


class IncidentMember(models.Model):
    """One case that tells of it. A case belongs to one incident at a time, and stays a case."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="members")
    case = models.OneToOneField("cases.Case", models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "incidents_member"


class IncidentOffer(models.Model):
    """A later case that may belong to it; a person takes it or says that it does not.

    ``why``: ``words`` of the kind, ``likeness``, ``suggestion`` (found with the suggested
    incident), ``reply`` (of somebody who got an update). ``decided_at``: joined or dismissed.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="offers")
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    why = models.CharField(max_length=12)
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "incidents_offer"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "case"], name="incident_offer_once")
        ]


class IncidentUndo(models.Model):
    """How one press is taken back. ``data``: what it changed; ``until``: so long."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="undos")
    deed = models.CharField(max_length=10)
    data = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "incidents_undo"
        indexes: ClassVar = [
            models.Index(
                fields=["incident", "-id"],
                condition=models.Q(undone_at=None),
                name="incident_undo_open",
            )
        ]
