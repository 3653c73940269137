"""What the room lets go of by itself, when the district has kept it long enough."""

import datetime as dt

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from townline.core.retention import Rule, by_age
from townline.departments.models import SignInFailure


def _failures(before: dt.datetime) -> QuerySet[SignInFailure]:
    return SignInFailure.objects.filter(at__lt=before)


def _sessions(before: dt.datetime) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=before)


def retention_rules() -> list[Rule]:
    """Name what this room lets go of by age: wrong passwords, and sessions that have ended."""
    return [
        by_age("sign_in_failures", "P30D", _failures),
        by_age("sessions", "P1D", _sessions),
    ]
