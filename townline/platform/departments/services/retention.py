"""What the room lets go of by itself, when the district has kept it long enough."""

import datetime as dt

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from townline.platform.core.personal_data.retention import Rule, by_age
from townline.platform.departments.models import Absence, DutyShift


def _sessions(before: dt.datetime) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=before)


def _absences(before: dt.datetime) -> QuerySet[Absence]:
    return Absence.objects.filter(ends_at__lt=before)


def _shifts(before: dt.datetime) -> QuerySet[DutyShift]:
    return DutyShift.objects.filter(ends_at__lt=before)


def retention_rules() -> list[Rule]:
    """Name what this room lets go of by age: ended sessions, past duty."""
    return [
        by_age("sessions", "P1D", _sessions),
        by_age("absences", "P1095D", _absences),
        by_age("duty_shifts", "P1095D", _shifts),
    ]
