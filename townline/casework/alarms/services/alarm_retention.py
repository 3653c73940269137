"""What of alarms is let go of by age."""

import datetime as dt

from django.db.models import QuerySet

from townline.casework.alarms.models import AlarmTold
from townline.casework.alarms.services.claiming import BY
from townline.platform.conversations import api as conversations
from townline.platform.core.personal_data.retention import Rule, by_age


def _old_recipients(before: dt.datetime) -> QuerySet[AlarmTold]:
    return AlarmTold.objects.filter(at__lt=before)


def alarm_retention_rules() -> list[Rule]:
    """Name what of alarms goes by age: who was told, and what they texted back."""
    return [
        by_age("alarms_told", "P365D", _old_recipients),
        Rule(
            kind="alarm_replies",
            default="P90D",
            count=lambda before: conversations.claimed_count(by=[BY], before=before),
            sweep=lambda before, limit: conversations.claimed_erase(
                by=[BY], before=before, limit=limit
            ),
        ),
    ]
