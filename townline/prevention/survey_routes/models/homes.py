"""What planning knows of a home beside the list: what it asks for, and times it was offered."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.survey_routes.rules.appointments import AppointmentState
from townline.prevention.surveys.api import Home

_STAFF = settings.AUTH_USER_MODEL
_OPEN = models.Q(state=AppointmentState.ASKED)


class HomeNeeds(models.Model):
    """Which skills a home asks of who comes; codes of the district's data."""

    home = models.OneToOneField(Home, models.CASCADE, related_name="+")
    skills = models.JSONField(default=list)

    class Meta:
        db_table = "survey_routes_needs"


class Appointment(models.Model):
    """A household was asked by text when somebody may come, or chose a time on its page.

    ``resident_id``: whose row has the telephone, sealed there; None where nobody gave one.
    ``offers``: day, begins_at and ends_at of each time (ISO 8601), ``chosen`` counts them from 1.
    ``late_told_at``: when it was told that the surveyor is late, once for a chosen time.
    """

    home = models.ForeignKey(Home, models.CASCADE, related_name="+")
    resident_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, default=AppointmentState.ASKED)
    offers = models.JSONField(default=list)
    chosen = models.PositiveSmallIntegerField(null=True)
    asked_at = models.DateTimeField()
    open_until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    late_told_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(_STAFF, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "survey_routes_appointment"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["home"], condition=_OPEN, name="survey_asked_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["resident_id", "-asked_at"], name="survey_asked_whom"),
            models.Index(fields=["home", "-asked_at"], name="survey_asked_of"),
            models.Index(fields=["open_until"], condition=_OPEN, name="survey_asked_until"),
        ]
