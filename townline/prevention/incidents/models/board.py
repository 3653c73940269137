"""What stands on an incident's board: needs, teams, roles, notes, and the checklist."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.platform.core.database.masked_text import MaskedTextField
from townline.prevention.incidents.models.incident import Incident
from townline.prevention.incidents.rules.states import NeedState


class Need(models.Model):
    """Something to be done somewhere. ``kind`` is a code of the district's data."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=8, default=NeedState.OPEN)
    place = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    note = models.CharField(max_length=200, blank=True)
    case = models.ForeignKey("cases.Case", models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "incidents_need"


class Team(models.Model):
    """A team or a vehicle, and where it is said to be."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="teams")
    name = models.CharField(max_length=60)
    vehicle = models.BooleanField(default=False)
    place = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    task = models.CharField(max_length=120, blank=True)
    seen_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "incidents_team"


class RoleHolder(models.Model):
    """Who has a role (lead, information, field) from when until when; ``note``: handed over."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=12)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begins = models.DateTimeField()
    ends = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        db_table = "incidents_role"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["incident", "role"],
                condition=models.Q(ends=None),
                name="incident_role_held_once",
            )
        ]


class LogNote(models.Model):
    """Words of staff in the log of an incident; never sent."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    body = MaskedTextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "incidents_note"


class ChecklistItem(models.Model):
    """One line of the kind's checklist, as it was when the incident began."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="checklist")
    position = models.PositiveSmallIntegerField()
    ko = models.CharField(max_length=150)
    en = models.CharField(max_length=150)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        db_table = "incidents_checklist"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "position"], name="incident_checklist_once")
        ]
