"""What people are told outside of these pages, as each of them wishes."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.casework.cases.models import Case
from townline.casework.notifications.rules import AlertState


class AlertPreference(models.Model):
    """How one person wishes to be told: ways by kind, and hours in which nothing comes.

    ``ways`` is ``{"danger": ["push", "text"], …}``; the hours are of the district's day.
    ``sound``: whether an open page sounds once when somebody is in danger.
    """

    staff = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True)
    ways = models.JSONField(default=dict)
    quiet_from = models.TimeField(null=True)
    quiet_to = models.TimeField(null=True)
    sound = models.BooleanField(default=True, db_default=True)

    class Meta:
        db_table = "cases_alertwish"


class Alert(models.Model):
    """One notice that one person hears of outside; ``due_at`` lies after their quiet hours."""

    case = models.ForeignKey(Case, models.CASCADE)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    notice = models.CharField(max_length=20)
    ways = models.JSONField(default=list)
    state = models.CharField(max_length=8, default=AlertState.WAITING)
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_alert"
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(state=AlertState.WAITING),
                name="alert_due",
            ),
            models.Index(fields=["at"], name="alert_age"),
        ]
