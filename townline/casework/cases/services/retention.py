"""What of cases is let go of by age; words, alarms, links and others are their own rooms'."""

import datetime as dt

from django.db.models import QuerySet

from townline.casework.cases.models import Notice, Presence
from townline.casework.cases.ports import held_photos
from townline.platform.conversations import api as conversations
from townline.platform.core.personal_data.retention import Rule, by_age


def _notices(before: dt.datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(at__lt=before)


def _presence(before: dt.datetime) -> QuerySet[Presence]:
    return Presence.objects.filter(seen_at__lt=before)


def retention_rules() -> list[Rule]:
    """Name what goes by age: reminders, and who had a case open."""
    return [by_age("notices", "P365D", _notices), by_age("presence", "P1D", _presence)]


def photos_tidy(*, now: dt.datetime) -> int:
    """Remove photos that no text has and nothing keeps; return the number of files."""
    return conversations.photos_sweep(held=held_photos(), now=now)
