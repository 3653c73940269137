"""What the room lets go of by itself, when the district has kept it long enough."""

import datetime as dt

from django.db.models import QuerySet

from townline.cases.models import (
    AlarmTold,
    Alert,
    Batch,
    CaseLink,
    FollowUp,
    Notice,
    PhotoLink,
    Presence,
)
from townline.cases.services.alarm_claiming import BY as ALARM_REPLY
from townline.cases.services.persons import old_cases, old_words_erase
from townline.cases.services.residents.little import LINE_WORDS
from townline.conversations import api as conversations
from townline.core.retention import Rule, by_age


def _notices(before: dt.datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(at__lt=before)


def _alerts(before: dt.datetime) -> QuerySet[Alert]:
    return Alert.objects.filter(at__lt=before)


def _alarms_told(before: dt.datetime) -> QuerySet[AlarmTold]:
    return AlarmTold.objects.filter(at__lt=before)


def _presence(before: dt.datetime) -> QuerySet[Presence]:
    return Presence.objects.filter(seen_at__lt=before)


def _case_links(before: dt.datetime) -> QuerySet[CaseLink]:
    return CaseLink.objects.filter(expires_at__lt=before)


def _photo_links(before: dt.datetime) -> QuerySet[PhotoLink]:
    return PhotoLink.objects.filter(expires_at__lt=before)


def _batches(before: dt.datetime) -> QuerySet[Batch]:
    return Batch.objects.filter(at__lt=before)


def _follow_ups(before: dt.datetime) -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(ended_at__lt=before)


def retention_rules() -> list[Rule]:
    """Name what this room lets go of by age: words of finished cases, notices, presence."""
    return [
        Rule(
            kind="texts",
            default="P1095D",
            count=lambda before: old_cases(before).count(),
            sweep=lambda before, limit: old_words_erase(before=before, limit=limit),
        ),
        by_age("notices", "P365D", _notices),
        by_age("presence", "P1D", _presence),
        by_age("alarms_told", "P365D", _alarms_told),
        Rule(
            kind="line_words",
            default="P365D",
            count=lambda before: conversations.claimed_count(by=LINE_WORDS, before=before),
            sweep=lambda before, limit: conversations.claimed_erase(
                by=LINE_WORDS, before=before, limit=limit
            ),
        ),
        Rule(
            kind="alarm_replies",
            default="P90D",
            count=lambda before: conversations.claimed_count(by=[ALARM_REPLY], before=before),
            sweep=lambda before, limit: conversations.claimed_erase(
                by=[ALARM_REPLY], before=before, limit=limit
            ),
        ),
        by_age("alerts", "P30D", _alerts),
        by_age("case_links", "P30D", _case_links),
        by_age("photo_links", "P30D", _photo_links),
        by_age("batches", "P30D", _batches),
        by_age("follow_ups", "P365D", _follow_ups),
    ]
